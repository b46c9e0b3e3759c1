"""Why a search came out as it did: for `knowledge search --why`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
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
    """What was understood of a question, P(it is ours), P(it is clear), and the best candidates with their reasons.

    `milliseconds` are those of each step of the search.
    """

    understood: str
    words: tuple[str, ...]
    in_scope: float
    clear: float
    candidates: tuple[Reasons, ...]
    milliseconds: Mapping[str, float] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """For an operator to read."""
        yield f"  understood as: {self.understood}"
        yield f"  content words: {' '.join(self.words) or '(none)'}"
        yield f"  P(ours) {self.in_scope:.3f}   P(clear) {self.clear:.3f}"
        for candidate in self.candidates:
            yield f"  {candidate.probability:.3f}  {candidate.code}  {candidate.name}"
            parts = list(candidate.parts.items())[:MOST_REASONS]
            yield "         " + "  ".join(f"{name} {value:+.2f}" for name, value in parts)
        yield "  milliseconds: " + "  ".join(f"{name} {value:.2f}" for name, value in self.milliseconds.items())

    def as_dict(self) -> dict[str, Any]:
        """Ready for JSON."""
        return {
            "understood": self.understood,
            "words": list(self.words),
            "in_scope": round(self.in_scope, 4),
            "clear": round(self.clear, 4),
            "candidates": [
                {
                    "code": candidate.code,
                    "probability": round(candidate.probability, 4),
                    "parts": {name: round(value, 3) for name, value in candidate.parts.items()},
                }
                for candidate in self.candidates
            ],
            "milliseconds": {name: round(value, 2) for name, value in self.milliseconds.items()},
        }
