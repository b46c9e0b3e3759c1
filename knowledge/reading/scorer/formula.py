"""How the scorer makes scores of what the graph makes of texts: sums of a few likenesses, with learned weights.

A message is like an option as a whole (the mean of its tokens), word by word of the option (each word's nearest in the
message), and word by word of the message. The scores of "nothing" and "unknown" come from the message alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.reading.scorer.texts import NO, YES

Floats = NDArray[np.float32]
ASKED, ASIDE = 0, 1
"""Rows of the weights for a message that may answer what is on the screen, and for any other."""


@dataclass(frozen=True)
class Weights:
    """What is learned beside the blocks.

    Attributes:
        words: (small, hidden), makes the small vectors that words are compared by.
        nothing: (2, hidden), and its bias (2,): the score that a message says nothing of a question.
        unknown: (2, hidden), and its bias (2,): that it says that this is not known.
        sides: (2, hidden), and its bias (2,): what a bare yes and a bare no add to the options they mean.
        scales: (4,): of the likenesses to an option as a whole, of its words, of the message's words; and of the
            likeness to the sentence asked, which speaks against "nothing".
    """

    words: Floats
    nothing: tuple[Floats, Floats]
    unknown: tuple[Floats, Floats]
    sides: tuple[Floats, Floats]
    scales: Floats


@dataclass(frozen=True)
class Vectors:
    """A text: its mean, normalised (hidden,), and its words (words, small), normalised each."""

    whole: Floats
    words: NDArray[np.floating[Any]]

    @classmethod
    def of(cls, tokens: Floats, own: int, weights: Weights) -> Vectors:
        """From the tokens (tokens, hidden) of a text, of which those from `own` on count."""
        counting = tokens[own:]
        words = counting[:-1] if len(counting) > 1 else counting
        return cls(_normal(counting.mean(axis=0)), _normal(words @ weights.words.T))

    def small(self) -> Vectors:
        """In half the memory, to be kept."""
        return Vectors(self.whole, self.words.astype(np.float16))


def scores(
    message: Vectors, ask: Vectors, options: list[Vectors], stand_for: list[int], weights: Weights, *, asked: bool
) -> Floats:
    """Scores (2 + options,): of nothing, of unknown, of each option."""
    row = ASKED if asked else ASIDE
    whole, own, theirs, question = weights.scales
    found = np.empty(2 + len(options), dtype=np.float32)
    against = question * float(message.whole @ ask.whole)
    found[0] = weights.nothing[0][row] @ message.whole + weights.nothing[1][row] - against
    found[1] = weights.unknown[0][row] @ message.whole + weights.unknown[1][row]
    sides = weights.sides[0] @ message.whole + weights.sides[1]
    for place, (option, stands_for) in enumerate(zip(options, stand_for, strict=True), 2):
        near = option.words @ message.words.T
        found[place] = (
            whole * float(message.whole @ option.whole)
            + own * float(near.max(axis=1).mean())
            + theirs * float(near.max(axis=0).mean())
        )
        if asked and stands_for in (YES, NO):
            found[place] += sides[0 if stands_for == YES else 1]
    return found


def _normal(vectors: Floats) -> Floats:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-6), dtype=np.float32)
