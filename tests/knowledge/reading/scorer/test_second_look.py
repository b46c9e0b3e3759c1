"""A message, a question and its options on one sheet: what sees what, and what is added to the first look's formula."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.reading.scorer.formula import Vectors, Weights, scores
from knowledge.reading.scorer.second_look import (
    KINDS,
    OTHER,
    Part,
    SecondWeights,
    second_scores,
    sheet,
)
from knowledge.reading.scorer.texts import OPTION

HIDDEN = 4
LUCK = np.random.default_rng(7)


def part(tokens: int, own: int = 0) -> Part:
    return Part(LUCK.normal(size=(tokens, HIDDEN)).astype(np.float32), own)


def weights(said: float = 0.0, silent: float = 0.0) -> SecondWeights:
    none = np.zeros((2, HIDDEN), np.float32), np.zeros(2, np.float32)
    first = Weights(np.eye(HIDDEN, dtype=np.float32), none, none, none, np.ones(4, np.float32))
    kinds = np.arange(KINDS, dtype=np.float32)[:, None].repeat(HIDDEN, 1)
    return SecondWeights(first, np.full(HIDDEN, said, np.float32), np.full(HIDDEN, silent, np.float32), kinds)


def test_each_kind_is_marked_and_labels_see_each_other_dimly() -> None:
    message, ask, options = part(3, 1), part(2), [part(2), part(1)]
    own = weights()
    values, mask = sheet(message, ask, options, own)
    assert values.shape == (1, 8, HIDDEN)
    assert mask.shape == (1, 1, 8, 8)
    assert values[0, 3] == pytest.approx(ask.tokens[0] + 1)
    seen = mask[0, 0]
    assert seen[0, 2] == 0
    assert seen[0, 4] == 0
    assert seen[5, 6] == 0
    assert seen[5, 7] == OTHER
    assert seen[7, 0] == 0


def test_without_its_own_terms_the_formula_is_that_of_the_first_look() -> None:
    parts = [part(4, 1), part(3, 1), part(2), part(3)]
    tokens = np.concatenate([one.tokens for one in parts])
    own = weights()
    message, ask, *options = [Vectors.of(one.tokens, one.own, own.first) for one in parts]
    found = second_scores(tokens, parts, [OPTION, OPTION], own, asked=True)
    assert found == pytest.approx(scores(message, ask, options, [OPTION, OPTION], own.first, asked=True))


def test_an_option_speaks_for_itself_and_the_question_for_silence() -> None:
    parts = [part(4, 1), part(3, 1), part(2), part(3)]
    tokens = np.concatenate([one.tokens for one in parts])
    plain = second_scores(tokens, parts, [OPTION, OPTION], weights(), asked=False)
    found = second_scores(tokens, parts, [OPTION, OPTION], weights(said=1.0, silent=2.0), asked=False)
    assert found[0] - plain[0] == pytest.approx(2 * parts[1].tokens[1:].mean(axis=0).sum(), abs=1e-5)
    assert found[1] == plain[1]
    assert found[2] - plain[2] == pytest.approx(parts[2].tokens.mean(axis=0).sum(), abs=1e-5)
    assert found[3] - plain[3] == pytest.approx(parts[3].tokens.mean(axis=0).sum(), abs=1e-5)


def test_what_is_kept_is_smaller_and_nearly_the_same() -> None:
    one = part(5, 2)
    assert one.alone().tokens.shape == (3, HIDDEN)
    assert one.alone().own == 0
    small = one.small()
    assert small.tokens.nbytes == one.tokens.nbytes // 2
    assert small.tokens == pytest.approx(one.tokens, abs=1e-2)
