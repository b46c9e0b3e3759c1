"""How well diacritics are put back: `python -m benchmarks.restoring [--list FILE] [--records FILE]`.

On accented questions of the held-out authors, and on official titles that stand in the national list but not in the
records the table was counted on: marks off, restored, compared syllable by syllable.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections.abc import Iterable
from pathlib import Path

from benchmarks.evaluate.cases import QUESTIONS
from knowledge.portal.files.read import read_file
from knowledge.portal.record import Record
from knowledge.text.fold import fold, has_marks
from knowledge.text.normalise import normalise
from knowledge.text.restore import TABLE, Restorer
from training.questions import read_labelled
from training.restore_table import MISSPELT

_WORD = re.compile(r"[^\W\d_]+")
ENOUGH = 0.45
"""Share of syllables with marks from which a text counts as accented."""
PORTAL = Path(__file__).resolve().parents[2] / "shared" / "portal"


def accuracy(texts: Iterable[str]) -> tuple[float, int, float]:
    """Share of syllables restored rightly, how many syllables, milliseconds a text."""
    restorer = Restorer.load()
    right = total = count = 0
    spent = 0.0
    for text in map(normalise, texts):
        words = _WORD.findall(text)
        if not words or sum(map(has_marks, words)) < ENOUGH * len(words):
            continue
        started = time.perf_counter()
        restored = _WORD.findall(restorer.restore(fold(text)))
        spent += time.perf_counter() - started
        right += sum(typed == guessed for typed, guessed in zip(words, restored, strict=True))
        total += len(words)
        count += 1
    return right / max(total, 1), total, 1000 * spent / max(count, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description="measure the restoring of diacritics")
    parser.add_argument("--list", type=Path, default=PORTAL / "list.csv.gz")
    parser.add_argument("--records", type=Path, default=PORTAL / "records.jsonl.gz")
    arguments = parser.parse_args()
    print(f"table: {TABLE.stat().st_size / 1e6:.2f} MB")
    for name in ("dev", "test"):
        labelled = read_labelled(QUESTIONS / f"{name}.jsonl")
        share, syllables, spent = accuracy(row.question for row in labelled if row.stratum not in MISSPELT)
        print(f"questions of {name}: {share:.3f} of {syllables} syllables, {spent:.2f} ms each")
    if arguments.list.exists() and arguments.records.exists():
        with gzip.open(arguments.records) as lines:
            known = {json.loads(line)["detail"]["code"] for line in lines}
        listed = (row for row in read_file(arguments.list) if isinstance(row, Record))
        share, syllables, spent = accuracy(row.name for row in listed if row.code not in known)
        print(f"official titles not counted: {share:.3f} of {syllables} syllables, {spent:.2f} ms each")


if __name__ == "__main__":
    main()
