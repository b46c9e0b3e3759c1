"""How much of what must be masked is, and how much else: `python -m benchmarks.masking`; privacy_d is the test."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.settings import ROOT
from knowledge.text.privacy import mask

FOLDER = ROOT / "tests" / "knowledge" / "text" / "privacy" / "held_out"
"""{"text", "spans": what must go, "keep": what must stay}, a line each; who wrote them and when: its README."""


@dataclass
class Counts:
    """Numbers masked that are personal, left that are, and masked that are not."""

    right: int = 0
    missed: int = 0
    wrong: int = 0

    @property
    def recall(self) -> float:
        """Share of the personal numbers that are masked."""
        return self.right / (self.right + self.missed)

    @property
    def precision(self) -> float:
        """Share of what is masked that is personal."""
        return self.right / (self.right + self.wrong)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures, and with --misses what is wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.masking", description=__doc__)
    parser.add_argument("--misses", action="store_true", help="print them: after that the set is no test any more")
    options = parser.parse_args(arguments)
    for name, lines in parts():
        counts = count(lines, show=options.misses)
        print(f"{name}: recall {counts.recall:.3f}, precision {counts.precision:.3f} ({counts})")
    return 0


def parts() -> Iterator[tuple[str, list[dict[str, object]]]]:
    """The name and the lines of each part."""
    for path in sorted(FOLDER.glob("*.jsonl")):
        yield path.stem, [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def count(lines: Sequence[dict[str, object]], show: bool = False) -> Counts:
    """Compare what `mask` makes of the lines with what is written beside them."""
    counts = Counts()
    for line in lines:
        text = str(line["text"])
        masked = mask(text)
        spans, keep = ([str(stretch) for stretch in line[key]] for key in ("spans", "keep"))  # type: ignore[attr-defined]
        missed = [stretch for stretch in spans if stretch in masked]
        wrong = [stretch for stretch in keep if stretch not in masked]
        counts.right += len(spans) - len(missed)
        counts.missed += len(missed)
        counts.wrong += len(wrong)
        if show and (missed or wrong):
            print(f"  missed {missed}, wrongly masked {wrong}: {text!r} -> {masked!r}")
    return counts


if __name__ == "__main__":
    raise SystemExit(main())
