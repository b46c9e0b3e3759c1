"""Labelled questions, a JSON object a line: {"question", "accept": [codes], "expect", "stratum", "author", "or"?}."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.search.types import Decision

TRAIN = Path(__file__).with_name("questions.jsonl")
"""What the embedder's adapter was made from."""


def train_files() -> tuple[Path, ...]:
    """All files that the ranker learns from: questions.jsonl and those of later authors, by name."""
    return tuple(sorted(TRAIN.parent.glob("questions*.jsonl")))


@dataclass(frozen=True)
class Labelled:
    """One question; `accept` are the codes that serve the asker equally well, none when out of scope."""

    question: str
    accept: frozenset[str]
    expect: Decision
    stratum: str
    author: str
    also: Decision | None = None
    """What a second reader, who judged the question blind, would rather have had done; None: the same."""


def read_labelled(path: Path = TRAIN) -> Iterator[Labelled]:
    """Every question of a file.

    Raises:
        ValueError: a line is not of this shape.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            expect = Decision(row["expect"])
            also = Decision(row["or"]) if "or" in row else None
            yield Labelled(row["question"], frozenset(row["accept"]), expect, row["stratum"], row["author"], also)
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path.name}:{number}: not a labelled question: {error!r}") from error
