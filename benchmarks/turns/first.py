"""The first turns of procedures nobody has asked for yet: `python -m benchmarks.turns.first`.

Each procedure is named by a person of its own, who then answers its question and asks something: half of them at once,
half after some seconds of reading, in which the action server reads ahead.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import httpx

from benchmarks.timing import line, timed
from deploy.whole import Person, running_whole
from knowledge.checklist.phrases import called
from knowledge.library.assemble import load_authored
from knowledge.settings import get_settings

EVERY = 5
"""Of the authored procedures, in the order of their codes."""
ASKED = "Tôi bận, người nhà đi nộp thay tôi có được không, cần thêm giấy gì?"
PARTS = ("names the procedure", "answers its first question", "asks something for the first time")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.turns.first", description=__doc__)
    parser.add_argument("--reads", type=float, default=3.0, help="seconds before each message of those who read")
    options = parser.parse_args(arguments)
    procedures = load_authored(get_settings()).procedures
    names = [called(procedures[code]) for code in sorted(procedures)][::EVERY]
    with tempfile.TemporaryDirectory() as folder, running_whole(Path(folder)) as settings:
        base = f"http://127.0.0.1:{settings.web_port}"
        first_turns(base, "khai sinh", 0)  # the first turn of all loads what is loaded on first use
        for reads in (0.0, options.reads):
            found = [first_turns(base, name, reads) for name in names[bool(reads) :: 2]]
            print(f"after {reads:.0f} s of reading, {len(found)} procedures")
            for place, part in enumerate(PARTS):
                print(line(f"  {part}", [times[place] for times in found]))
    return 0


def first_turns(base: str, name: str, reads: float) -> list[float]:
    """Milliseconds of a person's first three turns."""
    with httpx.Client(base_url=base, timeout=60) as client:
        person = Person(client)
        times = [timed(lambda: person.say(name))]
        for typed in ("một", ASKED):
            time.sleep(reads)
            times.append(timed(lambda typed=typed: person.say(typed)))  # type: ignore[misc]
    return times


if __name__ == "__main__":
    raise SystemExit(main())
