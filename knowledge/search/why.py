"""Why a search came out as it did: for `knowledge search --why`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MOST_REASONS = 6


@dataclass(frozen=True)
class Reasons:
    """One candidate and what each feature adds to its score against the average candidate's, the weightiest first."""

    code: str
    name: str
    probability: float
    parts: Mapping[str, float]


@dataclass(frozen=True)
class Why:
    """What was understood of a question, P(it is ours), P(it is clear), and the best candidates with their reasons."""

    understood: str
    words: tuple[str, ...]
    in_scope: float
    clear: float
    candidates: tuple[Reasons, ...]

    def lines(self) -> Iterator[str]:
        """For an operator to read."""
        yield f"  understood as: {self.understood}"
        yield f"  content words: {' '.join(self.words) or '(none)'}"
        yield f"  P(ours) {self.in_scope:.3f}   P(clear) {self.clear:.3f}"
        for one in self.candidates:
            yield f"  {one.probability:.3f}  {one.code}  {one.name}"
            parts = list(one.parts.items())[:MOST_REASONS]
            yield "         " + "  ".join(f"{name} {value:+.2f}" for name, value in parts)

    def as_dict(self) -> dict[str, Any]:
        """Ready for JSON."""
        return {
            "understood": self.understood,
            "words": list(self.words),
            "in_scope": round(self.in_scope, 4),
            "clear": round(self.clear, 4),
            "candidates": [
                {
                    "code": one.code,
                    "probability": round(one.probability, 4),
                    "parts": {name: round(value, 3) for name, value in one.parts.items()},
                }
                for one in self.candidates
            ],
        }
