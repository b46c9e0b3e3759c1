"""One run that learns the first look: the upper blocks of the embedder and the weights of the formula."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray

from knowledge.settings import get_settings
from knowledge.text.embedder.embedder import Embedded
from knowledge.text.embedder.model import TUNED, load_model
from training.reading.learning import Progress, learn
from training.reading.model import Likeness, Lower
from training.reading.rows import Labelled, Mix, Row, read_questions, rows_of


@dataclass(frozen=True)
class Plan:
    """What decides the result, besides the data."""

    seed: int = 20261130
    epochs: int = 5
    batch: int = 96
    together: int = 12
    """Rows of one question side by side: its options are read once for all of them."""
    rate: float = 2e-4
    head_rate: float = 1e-3
    dropout: float = 0.1
    warm_up: float = 0.06
    mix: Mix = field(default=Mix(toneless=0.25, beside=0.5, strange=0.1))


class Trainer:
    """One run of a plan."""

    def __init__(self, plan: Plan, messages: list[Labelled]) -> None:
        torch.manual_seed(plan.seed)
        self.plan = plan
        self.model = Likeness(plan.dropout)
        embedded: Embedded = load_model(TUNED, get_settings().embedder_dir, torch.get_num_threads())
        self._lower = Lower(embedded)
        self._questions = read_questions()
        self._messages = messages

    def run(self) -> Iterator[Progress]:
        """Train; yields now and then how it goes."""
        plan = self.plan
        epochs = [self.batches(epoch) for epoch in range(plan.epochs)]
        steps = [rows for epoch in epochs for rows in epoch]
        own = [weight for name, weight in self.model.named_parameters() if not name.startswith("layers")]
        groups = [
            {"params": list(self.model.layers.parameters()), "lr": plan.rate},
            {"params": own, "lr": plan.head_rate},
        ]
        return learn(lambda rows: [self.model.loss(self._lower.batch(rows))], steps, groups, plan.warm_up)

    def weights(self) -> dict[str, NDArray[np.float32]]:
        """The weights by the names that the compiled graph looks for."""
        return self.model.weights()

    def batches(self, epoch: int) -> list[list[Row]]:
        """Rows of one question side by side, with others of about their length, in an order of its own each epoch."""
        plan = self.plan
        luck = random.Random(plan.seed + epoch)
        rows = list(rows_of(self._messages, self._questions, luck, plan.mix))
        self._lower.read(rows)
        by_question: dict[object, list[Row]] = {}
        for row in sorted(rows, key=lambda row: self._lower.length(row) + luck.uniform(-3, 3)):
            by_question.setdefault(row.options, []).append(row)
        side = plan.together
        together = [own[i : i + side] for own in by_question.values() for i in range(0, len(own), side)]
        together.sort(key=lambda own: self._lower.length(own[-1]) + luck.uniform(-3, 3))
        batches: list[list[Row]] = [[]]
        for rows in together:
            if len(batches[-1]) + len(rows) > plan.batch:
                batches.append([])
            batches[-1] += rows
        luck.shuffle(batches)
        return batches
