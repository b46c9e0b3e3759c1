"""How well messages are read: `python -m benchmarks.reading [train|dev|test]`.

Each labelled message goes through `python -m knowledge read --batch`, as anybody would run it. The time is that of the
command, divided by the messages.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PARTS = {
    "train": sorted((ROOT / "training" / "reading").glob("*.jsonl")),
    "dev": [ROOT / "tests" / "knowledge" / "reading" / "dev.jsonl"],
    "test": [ROOT / "tests" / "knowledge" / "reading" / "test.jsonl"],
}

Facts = dict[str, str]


@dataclass(frozen=True)
class Labelled:
    """A message with the facts that it says; `asking` is empty for a first message."""

    code: str
    asking: str
    text: str
    said: Facts
    kind: str

    @classmethod
    def of_line(cls, line: str) -> Labelled:
        value: dict[str, Any] = json.loads(line)
        return cls(value["c"], value["q"] or "", value["t"], value["f"], value["k"])


@dataclass
class Table:
    """Counts; see `lines` for what they mean."""

    answers: Counter[str] = field(default_factory=Counter)
    silent: Counter[str] = field(default_factory=Counter)
    first: Counter[str] = field(default_factory=Counter)
    by_kind: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, message: Labelled, noted: Facts) -> None:
        """Count one message: at a question that it answers, at one that it does not, or as a first message."""
        if not message.asking:
            for question_id, value in noted.items():
                self.first["right" if message.said.get(question_id) == value else "wrong"] += 1
            self.first["said"] += len(message.said)
            return
        given, said = noted.get(message.asking), message.said.get(message.asking)
        if said is None:
            self.silent["noted" if given else "left"] += 1
            return
        outcome = "asked again" if given is None else "right" if given == said else "wrong"
        self.answers[outcome] += 1
        self.by_kind.setdefault(message.kind, Counter())[outcome] += 1

    def lines(self) -> Iterable[str]:
        """The table, a line a measure."""
        answers, silent = sum(self.answers.values()), sum(self.silent.values())
        yield f"answers to the question on the screen: {answers}"
        yield from (f"  {name}: {self.answers[name] / answers:.3f}" for name in ("right", "wrong", "asked again"))
        yield f"messages that do not answer it: {silent}"
        yield f"  noted all the same: {self.silent['noted'] / silent:.3f}"
        noted = self.first["right"] + self.first["wrong"]
        yield f"facts of first messages: {self.first['said']}"
        yield f"  precision: {self.first['right'] / max(noted, 1):.3f}"
        yield f"  recall: {self.first['right'] / self.first['said']:.3f}"
        for kind, counts in sorted(self.by_kind.items(), key=lambda item: -sum(item[1].values())):
            total = sum(counts.values())
            yield f"  {kind:8} {total:5}  right {counts['right'] / total:.3f}  wrong {counts['wrong'] / total:.3f}"


def read_part(part: str) -> list[Labelled]:
    """The labelled messages of a part."""
    lines = (line for path in PARTS[part] for line in path.read_text(encoding="utf-8").splitlines())
    return [Labelled.of_line(line) for line in lines]


def readings(messages: Sequence[Labelled]) -> list[Facts]:
    """What `knowledge read` notes from each message.

    Raises:
        SystemExit: the command failed; its words are shown.
    """
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl") as batch:
        for message in messages:
            line = {"code": message.code, "text": message.text, "asking": message.asking or None}
            batch.write(json.dumps(line, ensure_ascii=False) + "\n")
        batch.flush()
        command = [sys.executable, "-m", "knowledge", "read", "--batch", batch.name]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        raise SystemExit(done.stderr.strip())
    return [json.loads(line)["facts"] for line in done.stdout.splitlines()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="?", choices=PARTS, default="dev")
    messages = read_part(parser.parse_args().part)
    start = time.perf_counter()
    readings(messages[:1])
    loading = time.perf_counter() - start
    noted = readings(messages)
    spent = time.perf_counter() - start - 2 * loading
    table = Table()
    for message, facts in zip(messages, noted, strict=True):
        table.add(message, facts)
    print("\n".join(table.lines()))
    print(f"a message: {1000 * spent / len(messages):.1f} ms on average, without loading")


if __name__ == "__main__":
    main()
