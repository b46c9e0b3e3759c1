"""Whether a turn costs more the longer a conversation is: `python -m benchmarks.long`. Turn 10 beside turn 1,000."""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

import httpx

from benchmarks.timing import timed
from deploy.whole import Person, running_whole

OPENING = ("đăng ký tạm trú", "1")
SAYINGS = ("lệ phí bao nhiêu", "mất bao lâu", "không rõ", "tóm tắt lại", "nộp ở đâu")
AROUND = 10
"""Turns before and after the one that is meant, of which the median is taken."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Talk for a long time and print the ratio."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.long", description=__doc__)
    parser.add_argument("--turns", type=int, default=1_000)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, running_whole(Path(folder)) as settings:
        times = talk(f"http://127.0.0.1:{settings.web_port}", options.turns)
    early, late = median_around(times, 10), median_around(times, len(times))
    print(f"turn 10: {early:.1f} ms; turn {len(times)}: {late:.1f} ms; ratio {late / early:.2f}")
    return 0


def talk(base: str, turns: int) -> list[float]:
    """The milliseconds of each turn of one conversation, in order."""
    with httpx.Client(base_url=base, timeout=60) as client:
        person = Person(client)
        typed = [*OPENING, *(SAYINGS[place % len(SAYINGS)] for place in range(turns - len(OPENING)))]
        return [timed(lambda text=text: person.say(text)) for text in typed]  # type: ignore[misc]


def median_around(times: Sequence[float], turn: int) -> float:
    """The median time of the turns around one (counted from 1)."""
    return statistics.median(times[max(0, turn - AROUND) : turn + AROUND])


if __name__ == "__main__":
    raise SystemExit(main())
