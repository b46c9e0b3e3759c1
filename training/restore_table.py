"""Build restore_table.json.gz: `python -m training.restore_table [--least N] [--least-pair N] PATH[=WEIGHT]…`.

A corpus is a file or folder of .txt, .yml, .jsonl or .jsonl.gz (every string in it counts). `PATH=WEIGHT` counts a
corpus several times: everyday text is small and must not drown in official text. Only counts are kept, no sentence.
The committed table was made with `../shared/portal/records.jsonl.gz knowledge/catalogue=30 training/everyday.txt=60
data/nlu=60 training/questions.jsonl=50 --least 3 --least-pair 4`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from knowledge.text.fold import is_toneless
from knowledge.text.normalise import normalise
from knowledge.text.restore import START, TABLE
from knowledge.text.words import LETTERS

_SENTENCE = re.compile(r"[.;:!?\n|()\"“”]|- ")
MISSPELT = frozenset({"typos", "typo", "teencode", "toneless", "abbreviation", "oos_abuse"})
"""Strata of labelled questions whose spelling teaches nothing."""
_SYLLABLE = re.compile(r"[a-zà-ỹđ]{1,7}")


def strings(value: Any) -> Iterator[str]:
    """Every string inside a parsed YAML or JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def texts(path: Path) -> Iterator[str]:
    """Every string of a corpus: a file, or a folder searched for *.yml and *.txt."""
    if path.is_dir():
        for inner in sorted([*path.rglob("*.yml"), *path.rglob("*.txt")]):
            yield from texts(inner)
    elif path.suffix == ".txt":
        yield path.read_text(encoding="utf-8")
    elif path.suffix in (".yml", ".yaml"):
        yield from strings(yaml.safe_load(path.read_text(encoding="utf-8")))
    else:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for line in data.decode("utf-8").split("\n"):
            row = json.loads(line) if line else None
            if isinstance(row, dict) and "stratum" in row:  # a labelled question
                row = row["question"] if row["stratum"] not in MISSPELT else None
            yield from strings(row)


def count(path: Path, weight: int, unigrams: Counter[str], bigrams: Counter[tuple[str, str]]) -> None:
    """Add the weighted syllable and pair counts of one corpus."""
    authored = path.suffix == ".txt"
    for text in texts(path):
        for part in _SENTENCE.split(text):
            if not authored and is_toneless(part):
                continue  # toneless examples and identifiers would teach that marks are not needed
            words = [word for word in LETTERS.findall(normalise(part)) if _SYLLABLE.fullmatch(word)]
            previous = START
            for word in words:
                unigrams[word] += weight
                bigrams[previous, word] += weight
                previous = word


def prune(unigrams: Counter[str], bigrams: Counter[tuple[str, str]], least: int, least_pair: int) -> dict[str, Any]:
    """The table as restore.py reads it, without syllables and pairs counted less often than these."""
    kept = sorted(word for word, number in unigrams.items() if number >= least)
    place = {word: i for i, word in enumerate([START, *kept])}
    pairs: dict[str, list[int]] = {}
    for (first, second), number in sorted(bigrams.items()):
        if number >= least_pair and first in place and second in place:
            pairs.setdefault(str(place[first]), []).extend((place[second], number))
    return {
        "syllables": [START, *kept],
        "counts": [0, *(unigrams[word] for word in kept)],
        "pairs": pairs,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpora", nargs="+", metavar="PATH[=WEIGHT]")
    parser.add_argument("--least", type=int, default=4, help="drop syllables seen less often")
    parser.add_argument("--least-pair", type=int, default=6, help="drop pairs seen less often")
    parser.add_argument("--out", type=Path, default=TABLE)
    arguments = parser.parse_args()
    unigrams: Counter[str] = Counter()
    bigrams: Counter[tuple[str, str]] = Counter()
    for corpus in arguments.corpora:
        path, _, weight = corpus.partition("=")
        count(Path(path), int(weight or 1), unigrams, bigrams)
    table = prune(unigrams, bigrams, arguments.least, arguments.least_pair)
    packed = json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()
    arguments.out.write_bytes(gzip.compress(packed, compresslevel=9, mtime=0))
    pairs = sum(map(len, table["pairs"].values())) // 2
    print(f"{len(table['syllables'])} syllables, {pairs} pairs, {arguments.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
