"""A message is nearest to the option that says the same; a bare yes counts only at the question on the screen."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.reading.scorer.formula import Floats, Vectors, Weights, scores
from knowledge.reading.scorer.texts import NO, OPTION, YES

HIDDEN = 4


def weights(yes: float = 0.0) -> Weights:
    none = np.zeros((2, HIDDEN), np.float32), np.zeros(2, np.float32)
    sides = np.zeros((2, HIDDEN), np.float32), np.array([yes, 0], np.float32)
    return Weights(np.eye(HIDDEN, dtype=np.float32), none, none, sides, np.ones(4, np.float32))


def vectors(*places: int) -> Vectors:
    tokens = np.zeros((2 + len(places), HIDDEN), dtype=np.float32)
    tokens[:, 0] = 1e-3
    for row, place in enumerate(places, 1):
        tokens[row, place] = 1
    return Vectors.of(tokens, 1, weights())


def score(message: Vectors, options: list[Vectors], asked: bool = True, stand_for: list[int] | None = None) -> Floats:
    kinds = stand_for or [OPTION] * len(options)
    return scores(message, vectors(0), options, kinds, weights(yes=5.0), asked=asked)


def test_the_option_that_says_the_same_scores_highest() -> None:
    found = score(vectors(2), [vectors(1), vectors(2), vectors(3)])
    assert found.shape == (5,)
    assert found[2:].argmax() == 1


def test_the_sign_for_the_end_is_no_word() -> None:
    assert vectors(1, 2).words.shape == (2, HIDDEN)


def test_a_yes_adds_to_its_option_at_the_question_on_the_screen() -> None:
    options, kinds = [vectors(1), vectors(2)], [YES, NO]
    plain = score(vectors(3), options)
    assert score(vectors(3), options, stand_for=kinds)[2] == pytest.approx(plain[2] + 5)
    assert np.array_equal(score(vectors(3), options, asked=False, stand_for=kinds), plain)
