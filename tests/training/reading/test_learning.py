"""The rate rises, then falls to nothing; progress is told to the last step."""

from __future__ import annotations

from collections.abc import Iterator

import torch

from training.reading.learning import TOLD, learn, share
from training.reading.rows import Row


def test_the_rate_rises_and_falls() -> None:
    rates = [share(done / 100, 0.1) for done in range(101)]
    assert rates.index(max(rates)) == 10
    assert rates[:10] == sorted(rates[:10])
    assert rates[10:] == sorted(rates[10:], reverse=True)
    assert rates[-1] < 1e-6


def test_what_is_learned_comes_nearer() -> None:
    weight = torch.nn.Parameter(torch.tensor([4.0]))
    told = list(learn(lambda _: [weight.square().sum()], [[]] * (TOLD + 5), [{"params": [weight], "lr": 0.1}], 0.1))
    assert [step for step, *_ in told] == [TOLD, TOLD + 5]
    assert told[1][2] < told[0][2]


def test_a_loss_in_parts_is_learned_as_a_whole() -> None:
    assert abs(_learned(1) - _learned(4)) < 1e-5


def _learned(parts: int) -> float:
    weight = torch.nn.Parameter(torch.tensor([4.0]))

    def losses(_: list[Row]) -> Iterator[torch.Tensor]:
        for _part in range(parts):
            yield weight.square().sum() / parts

    list(learn(losses, [[]] * 5, [{"params": [weight], "lr": 0.1}], 0.1))
    return weight.item()
