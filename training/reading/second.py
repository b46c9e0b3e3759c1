"""One run that learns the second look over the first one, whose blocks stay as they are."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from knowledge.reading.scorer.weights import OVER, WEIGHTS, over, unpack
from knowledge.settings import get_settings
from knowledge.text.embedder.embedder import Embedded
from knowledge.text.embedder.model import TUNED, load_model
from knowledge.text.embedder.packed_model import model_file, read_model, read_tensors
from training.reading.interruptions import interruptions
from training.reading.learning import Progress, learn
from training.reading.rows import Labelled, Mix, Row, read_questions, rows_of
from training.reading.second_look import Early, SecondLook


@dataclass(frozen=True)
class SecondPlan:
    """What decides the result, besides the data.

    Attributes:
        passes: over everything; in each, what the first look did not meet is read `often` times, the rest once.
        last: how far the weights go from where they stood before the last part to where it took them: what leaves the
            question is then told apart, and what answers it is still seen.
        interruptions: rows of messages that leave the open question, learned last at `last_rate`, beside those of
            `rehearsed` messages that were learned before.
        tokens: of a batch, padded; `at_once`: of the part of it that is read at once.
    """

    seed: int = 20261130
    passes: int = 2
    often: int = 2
    last: float = 0.4
    interruptions: int = 5000
    rehearsed: int = 8000
    last_rate: float = 6e-5
    tokens: int = 6000
    at_once: int = 2000
    rate: float = 2e-4
    head_rate: float = 1e-3
    warm_up: float = 0.05
    mix: Mix = field(default=Mix(toneless=0.25, beside=0.5, strange=0.1))


class SecondTrainer:
    """One run of a plan."""

    def __init__(
        self, plan: SecondPlan, met: Sequence[Labelled], new: Sequence[Labelled], first: Path = WEIGHTS
    ) -> None:
        """`met`: what the first look learned from; `new`: what it did not meet; `first`: its weights."""
        torch.manual_seed(plan.seed)
        self.plan = plan
        folder, threads = get_settings().embedder_dir, torch.get_num_threads()
        embedded: Embedded = load_model(TUNED, folder, threads)
        self.early = Early(embedded)
        self.model = SecondLook(read_model(model_file()), unpack(read_tensors(first)))
        self._first = first
        self._questions = read_questions()
        self._parts = [(met, plan.passes), (new, plan.passes * plan.often)]

    def run(self) -> Iterator[Progress]:
        """Train; yields now and then how it goes."""
        yield from self._learn(self.batches(), self.plan.rate)
        before = {name: weight.clone() for name, weight in self.model.state_dict().items()}
        yield from self.run_last()
        part = self.plan.last
        after = self.model.state_dict()
        self.model.load_state_dict({name: torch.lerp(before[name], weight, part) for name, weight in after.items()})

    def run_last(self) -> Iterator[Progress]:
        """The last part of the training: what leaves the open question, beside some of all that was learned."""
        plan = self.plan
        luck = random.Random(plan.seed + 1)
        messages = [message for own, times in self._parts for message in [*own] * (times // plan.passes)]
        again = luck.sample(messages, min(plan.rehearsed, len(messages)))
        rows = list(rows_of(again, self._questions, luck, plan.mix))
        rows += interruptions(messages, self._questions, luck, plan.interruptions, plan.mix.toneless)
        return self._learn(self._in_batches(rows, luck), plan.last_rate)

    def _learn(self, batches: list[list[Row]], rate: float) -> Iterator[Progress]:
        plan = self.plan
        own = [weight for name, weight in self.model.named_parameters() if not name.startswith("layers")]
        groups = [
            {"params": list(self.model.layers.parameters()), "lr": rate},
            {"params": own, "lr": plan.head_rate * rate / plan.rate},
        ]
        return learn(self._losses, batches, groups, plan.warm_up)

    def _losses(self, rows: list[Row]) -> Iterator[torch.Tensor]:
        """The loss of a batch in parts that stay in the processor's cache: a third of the time."""
        longest = max(map(self.early.length, rows))
        side = max(1, self.plan.at_once // longest)
        for start in range(0, len(rows), side):
            some = rows[start : start + side]
            yield self.model.loss(self.early.sheets(some)) * (len(some) / len(rows))

    def weights(self) -> dict[str, NDArray[np.float32]]:
        """The weights, with what tells over which first look they were learned."""
        return {**self.model.weights(), OVER: over(self._first)}

    def batches(self) -> list[list[Row]]:
        """Every row as often as the plan says, beside others of about its length, in an order of no meaning."""
        luck = random.Random(self.plan.seed)
        rows = [
            row
            for messages, times in self._parts
            for _ in range(times)
            for row in rows_of(messages, self._questions, luck, self.plan.mix)
        ]
        return self._in_batches(rows, luck)

    def _in_batches(self, rows: list[Row], luck: random.Random) -> list[list[Row]]:
        self.early.read(rows)
        luck.shuffle(rows)
        rows.sort(key=lambda row: self.early.length(row) + luck.uniform(-6, 6))
        batches: list[list[Row]] = [[]]
        longest = 0
        for row in rows:
            longest = max(longest, self.early.length(row))
            if batches[-1] and (len(batches[-1]) + 1) * longest > self.plan.tokens:
                batches.append([])
                longest = self.early.length(row)
            batches[-1].append(row)
        luck.shuffle(batches)
        return batches
