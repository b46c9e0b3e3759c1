"""The second look: how scores are made when a message was read together with a question and its options.

The formula is that of the first look (`formula`), over tokens that have seen each other, with two more terms: what an
option's own tokens say of being meant, and what the question's say of silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.reading.scorer.formula import Vectors, Weights, scores

Floats = NDArray[np.float32]
KINDS = 3
MESSAGE, ASK, LABEL = range(KINDS)
"""What a token belongs to."""
OTHER = -2.0
"""What is added to the attention of a label's tokens to another label's: they see it, but dimly."""


@dataclass(frozen=True)
class SecondWeights:
    """What is learned beside the blocks that read together.

    Attributes:
        first: as in the first look.
        said: (hidden,), what an option's mean adds to its score; `silent`: the question's, to "nothing".
        kinds: (KINDS, hidden), what is added to the tokens of each kind.
    """

    first: Weights
    said: Floats
    silent: Floats
    kinds: Floats


@dataclass(frozen=True)
class Part:
    """The tokens (tokens, hidden) of a text that was read alone, of which those from `own` on count."""

    tokens: NDArray[np.floating[Any]]
    own: int

    def alone(self) -> Part:
        """Only what counts."""
        return Part(self.tokens[self.own :], 0)

    def small(self) -> Part:
        """In half the memory, to be kept."""
        return Part(self.tokens.astype(np.float16), self.own)


def sheet(message: Part, ask: Part, options: Sequence[Part], weights: SecondWeights) -> tuple[Floats, Floats]:
    """Values (1, tokens, hidden) and mask (1, 1, tokens, tokens) of a message with a question and its options."""
    parts = (message, ask, *options)
    sizes = [len(part.tokens) for part in parts]
    kind = np.repeat([min(place, LABEL) for place in range(len(parts))], sizes)
    part = np.repeat(np.arange(len(parts)), sizes)
    values = np.concatenate([one.tokens for one in parts]).astype(np.float32) + weights.kinds[kind]
    other = (kind[:, None] == LABEL) & (kind[None] == LABEL) & (part[:, None] != part[None])
    return values[None], (other * np.float32(OTHER))[None, None]


def second_scores(
    tokens: Floats, parts: Sequence[Part], stand_for: list[int], weights: SecondWeights, *, asked: bool
) -> Floats:
    """Scores (2 + options,): of nothing, of unknown, of each option.

    Args:
        tokens: (tokens, hidden), what the blocks make of a sheet.
        parts: message, sentence asked and options, in the order of the sheet.
        stand_for: of each option, OPTION, YES or NO.
        asked: whether the question is on the screen.
    """
    ends = np.cumsum([len(part.tokens) for part in parts])
    own = [tokens[end - len(part.tokens) : end] for part, end in zip(parts, ends, strict=True)]
    read = [Vectors.of(one, part.own, weights.first) for one, part in zip(own, parts, strict=True)]
    message, ask, *options = read
    found = scores(message, ask, options, stand_for, weights.first, asked=asked)
    means = [one[part.own :].mean(axis=0) for one, part in zip(own, parts, strict=True)]
    found[0] += weights.silent @ means[ASK]
    for place, mean in enumerate(means[LABEL:], 2):
        found[place] += weights.said @ mean
    return found
