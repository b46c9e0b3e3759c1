"""The loop of learning, the same for both looks: warm up, cool down, tell how it goes."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import torch

from training.reading.rows import Row

Progress = tuple[int, int, float, float]
"""Step, steps in all, loss since the last one, seconds so far."""
TOLD = 20
"""Steps between two words of progress."""


def learn(
    losses_of: Callable[[list[Row]], Iterable[torch.Tensor]],
    batches: Sequence[list[Row]],
    groups: list[dict[str, Any]],
    warm_up: float,
) -> Iterator[Progress]:
    """One pass over the batches; yields now and then how it goes.

    Args:
        losses_of: the loss of a batch, in parts that add up to it: each is let go before the next is made.
        batches: in the order in which they are learned.
        groups: of weights, with the rate of each, as AdamW takes them.
        warm_up: the part of the steps in which the rate rises; from there on it falls as a cosine does.
    """
    weights = [weight for group in groups for weight in group["params"]]
    optimiser = torch.optim.AdamW([{**group, "params": list(group["params"])} for group in groups], weight_decay=0.01)
    rate = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: share(step / len(batches), warm_up))
    started, total, count = time.monotonic(), 0.0, 0
    for step, rows in enumerate(batches, 1):
        for loss in losses_of(rows):
            loss.backward()
            total += float(loss.detach())
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimiser.step()
        optimiser.zero_grad()
        rate.step()
        count += 1
        if step % TOLD == 0 or step == len(batches):
            yield step, len(batches), total / count, time.monotonic() - started
            total, count = 0.0, 0


def share(done: float, warm_up: float) -> float:
    """The share of the full rate when this part of the steps is done."""
    if done < warm_up:
        return (done + 1e-3) / warm_up
    return 0.5 * (1 + math.cos(math.pi * (done - warm_up) / (1 - warm_up)))
