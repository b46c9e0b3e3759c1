from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.search.config import DecideLimits
from knowledge.search.learned import DecideConfig, Logistic
from knowledge.search.step import Searched
from knowledge.search.steps.decide import FEWEST, MOST, Decide
from knowledge.search.types import Decision
from tests.knowledge.search.helpers import evidence, ranking

ALWAYS, NEVER = Logistic(bias=9, weights={}), Logistic(bias=-9, weights={})


def decide(catalogue: Catalogue, in_scope: Logistic, clear: Logistic, conformal: bool = True) -> Decide:
    config = DecideConfig(in_scope=in_scope, clear=clear, scope_threshold=0.5, clear_threshold=0.5, mass=0.9)
    return Decide(config, DecideLimits(first=0.3, margin=0.1, held=2, named=0.01), Searched(catalogue), conformal)


@pytest.mark.parametrize(
    ("in_scope", "clear", "decision", "count"),
    [
        (ALWAYS, ALWAYS, Decision.ANSWER, 4),
        (ALWAYS, NEVER, Decision.ASK_BACK, 3),
        (NEVER, ALWAYS, Decision.OUT_OF_SCOPE, 0),
    ],
)
def test_the_judges_decide(
    catalogue: Catalogue, in_scope: Logistic, clear: Logistic, decision: Decision, count: int
) -> None:
    seen = replace(evidence(), ranking=ranking(0.5, 0.3, 0.15, 0.04, 0.01))
    result = decide(catalogue, in_scope, clear)(seen).result
    assert result is not None
    assert result.decision is decision
    assert len(result.candidates) == count
    assert result.words == seen.words


def test_asking_back_shows_two_to_four(catalogue: Catalogue) -> None:
    step = decide(catalogue, ALWAYS, NEVER)
    assert step.shown(ranking(0.95, 0.05)) == FEWEST
    assert step.shown(ranking(0.5, 0.3, 0.15, 0.05)) == 3
    assert step.shown(ranking(*[0.1] * 10)) == MOST
    seen = replace(evidence(), ranking=ranking(0.95, 0.03, 0.01, 0.01))
    all_of_them = decide(catalogue, ALWAYS, NEVER, conformal=False)(seen).result
    assert all_of_them is not None
    assert len(all_of_them.candidates) == 4
