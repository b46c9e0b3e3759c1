"""`python -m benchmarks.evaluate [dev|test|FILE] [--quick] [--write FILE]`: understanding, measured against the goals.

Needs the national catalogue: imports RECORDS (default ../shared/portal/records.jsonl.gz) into a data folder of its own;
without the records it measures the authored catalogue alone and says so.
"""

from __future__ import annotations

import argparse
import sys
from itertools import chain
from pathlib import Path

from benchmarks.evaluate import report
from benchmarks.evaluate.cases import QUESTIONS, read_cases
from benchmarks.evaluate.national import national_settings
from benchmarks.shown import show
from knowledge.library.assemble import load_catalogue
from knowledge.search.index.build import build_index, index_is_current

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    parser = argparse.ArgumentParser(description="measure how people's questions are understood")
    parser.add_argument("file", nargs="?", default="test", help="dev, test or a file of labelled questions")
    parser.add_argument("--records", type=Path, default=ROOT.parent / "shared" / "portal" / "records.jsonl.gz")
    parser.add_argument("--quick", action="store_true", help="no ablation and no baselines")
    parser.add_argument("--misses", type=int, default=30)
    parser.add_argument("--write", type=Path, help="also write the report there, as Markdown")
    arguments = parser.parse_args()
    settings = national_settings(arguments.records)
    catalogue = load_catalogue(settings)
    if not index_is_current(catalogue, settings):
        build_index(catalogue, settings, print)
    named = QUESTIONS / f"{arguments.file}.jsonl"
    path = named if named.exists() else Path(arguments.file)
    cases, missing = read_cases(path, catalogue)
    lines = report.head(path, cases, missing, catalogue)
    show(
        chain(lines, report.everything(catalogue, settings, cases, arguments.quick, arguments.misses)), arguments.write
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
