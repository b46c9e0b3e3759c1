"""One run that learns the second look over the first one, whose blocks stay as they are."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from knowledge.reading.scorer.scorer import Alone
from knowledge.reading.scorer.weights import OVER, WEIGHTS, alone_graph, over, unpack
from knowledge.settings import get_settings
from knowledge.text.embedder.embedder import Embedded
from knowledge.text.embedder.model import TUNED, load_model
from knowledge.text.embedder.packed_model import model_file, read_model, read_tensors
from training.reading.learning import Progress, learn
from training.reading.rows import Labelled, Mix, Row, read_questions, rows_of
from training.reading.second_look import Early, SecondLook


@dataclass(frozen=True)
class SecondPlan:
    """What decides the result, besides the data.

    Attributes:
        often: how many times what the first look did not meet is read, and `seldom` what it learned from.
        tokens: of a batch, padded.
        gate_rate: of the gates, a few numbers that have far to go.
    """

    seed: int = 20261130
    often: int = 2
    seldom: int = 1
    tokens: int = 9000
    rate: float = 3e-4
    head_rate: float = 1e-3
    gate_rate: float = 1e-2
    dropout: float = 0.1
    warm_up: float = 0.06
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
        self.early = Early(embedded, Alone(embedded, alone_graph(first, folder), threads))
        self.model = SecondLook(read_model(model_file()), unpack(read_tensors(first)), plan.dropout)
        self._first = first
        self._questions = read_questions()
        self._parts = [(met, plan.seldom), (new, plan.often)]

    def run(self) -> Iterator[Progress]:
        """Train; yields now and then how it goes."""
        plan = self.plan
        own = [w for name, w in self.model.named_parameters() if not name.startswith("layers") and name != "gates"]
        groups = [
            {"params": list(self.model.layers.parameters()), "lr": plan.rate},
            {"params": own, "lr": plan.head_rate},
            {"params": [self.model.gates], "lr": plan.gate_rate, "weight_decay": 0.0},
        ]
        return learn(lambda rows: self.model.loss(self.early.sheets(rows)), self.batches(), groups, plan.warm_up)

    def weights(self) -> dict[str, NDArray[np.float32]]:
        """The weights, with what tells over which first look they were learned."""
        return {**self.model.weights(), OVER: over(self._first)}

    def batches(self) -> list[list[Row]]:
        """Every row as often as the plan says, beside others of about its length, in an order of no meaning."""
        plan = self.plan
        luck = random.Random(plan.seed)
        rows = [
            row
            for messages, times in self._parts
            for _ in range(times)
            for row in rows_of(messages, self._questions, luck, plan.mix)
        ]
        self.early.read(rows)
        luck.shuffle(rows)
        rows.sort(key=lambda row: self.early.length(row) + luck.uniform(-6, 6))
        batches: list[list[Row]] = [[]]
        longest = 0
        for row in rows:
            longest = max(longest, self.early.length(row))
            if batches[-1] and (len(batches[-1]) + 1) * longest > plan.tokens:
                batches.append([])
                longest = self.early.length(row)
            batches[-1].append(row)
        luck.shuffle(batches)
        return batches
