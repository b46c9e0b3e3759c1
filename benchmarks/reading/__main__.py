"""`python -m benchmarks.reading [train|dev|test] [--write FILE]`: how well messages are read, against the goals.

Messages are about imported procedures too: RECORDS (default ../shared/portal/records.jsonl.gz) are imported into a data
folder of its own; without the records those messages are left out, which is said.
"""

from __future__ import annotations

import argparse
import sys
from itertools import chain
from pathlib import Path

from benchmarks.evaluate.national import national_settings
from benchmarks.reading import report
from benchmarks.reading.messages import PARTS, ROOT, read_part
from benchmarks.shown import show
from knowledge.library.assemble import load_catalogue
from knowledge.reading.scorer.scorer import load_scorer


def main() -> int:
    parser = argparse.ArgumentParser(description="measure how well messages are read")
    parser.add_argument("part", nargs="?", choices=PARTS, default="dev")
    parser.add_argument("--records", type=Path, default=ROOT.parent / "shared" / "portal" / "records.jsonl.gz")
    parser.add_argument("--worst", type=int, default=report.WORST)
    parser.add_argument("--write", type=Path, help="also write the report there, as Markdown")
    arguments = parser.parse_args()
    settings = national_settings(arguments.records)
    catalogue = load_catalogue(settings)
    every = read_part(arguments.part)
    messages = [message for message in every if message.code in catalogue.procedures]
    scorer = load_scorer(settings.embedder_dir)
    for code in {message.code for message in messages}:
        for question in catalogue.get(code).questions:  # options are read when they first matter
            scorer.first_look(".", question, asked=False)
            scorer.second_look(".", question, asked=False)
    lines = [
        f"# How messages are read: {arguments.part}",
        "",
        f"{len(messages)} messages about {len({message.code for message in messages})} procedures;"
        f" {len(every) - len(messages)} left out, whose procedure is not in the catalogue."
        f" Made by `python -m benchmarks.reading {arguments.part} --write FILE`. Intervals: 95 %, Wilson.",
    ]
    show(chain(lines, report.everything(messages, catalogue, scorer, arguments.worst)), arguments.write)
    return 0


if __name__ == "__main__":
    sys.exit(main())
