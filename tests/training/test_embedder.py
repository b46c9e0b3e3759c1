from __future__ import annotations

import math

import pytest
import torch

from training.embedder import LowRank, Plan, Trainer
from training.pairs import Pair


def test_a_low_rank_change_starts_at_nothing() -> None:
    layer = torch.nn.Linear(6, 4)
    changed = LowRank(layer, 2)
    values = torch.randn(3, 6)
    assert torch.equal(changed(values), layer(values))
    assert [name for name, weight in changed.named_parameters() if weight.requires_grad] == ["down", "up"]


def trainer() -> Trainer:
    own = Trainer.__new__(Trainer)  # without the model: only the loss and the rate are tested
    own.plan = Plan()
    return own


def test_the_loss_is_small_when_each_anchor_is_nearest_to_its_own_text() -> None:
    pairs = [Pair(str(i), str(i), frozenset({str(i)})) for i in range(3)]
    apart = torch.eye(3)
    assert float(trainer().loss(apart, apart, pairs)) < 0.01
    assert float(trainer().loss(apart, apart.roll(1, 0), pairs)) > 1


def test_pairs_of_one_procedure_are_no_negatives() -> None:
    same = [Pair(str(i), str(i), frozenset({"1.001193"})) for i in range(3)]
    alike = torch.ones(3, 3) / math.sqrt(3)
    assert float(trainer().loss(alike, alike, same)) == pytest.approx(0, abs=1e-5)


def test_the_rate_warms_up_and_falls_to_nothing() -> None:
    rates = [trainer()._rate(done / 100) for done in range(101)]
    assert rates[0] == 0
    assert max(rates) == pytest.approx(1)
    assert rates[100] == pytest.approx(0, abs=1e-6)
