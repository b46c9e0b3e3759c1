"""The labelled messages, by part: train, dev and test are by other authors and about other procedures."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PARTS = {
    "train": sorted((ROOT / "training" / "reading").glob("author_*.jsonl")),
    "dev": [ROOT / "tests" / "knowledge" / "reading" / "dev.jsonl"],
    "test": [ROOT / "tests" / "knowledge" / "reading" / "test.jsonl"],
}

Facts = dict[str, str]


@dataclass(frozen=True)
class Labelled:
    """A message with the facts that it says; `asking` is None for a first message.

    `kind` is what makes it hard (asked, denied, another's …), `style` how it is spoken (south, toneless …).
    """

    code: str
    asking: str | None
    text: str
    said: Facts
    kind: str
    style: str

    @classmethod
    def of_line(cls, line: str) -> Labelled:
        """From a line of a file."""
        value: dict[str, Any] = json.loads(line)
        return cls(value["c"], value["q"], value["t"], value["f"], value["k"], value["s"])


def read_part(part: str) -> list[Labelled]:
    """The labelled messages of a part."""
    lines = (line for path in PARTS[part] for line in path.read_text(encoding="utf-8").splitlines())
    return [Labelled.of_line(line) for line in lines]
