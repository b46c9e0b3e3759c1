"""Train the scorer: `python -m training.reading first|second [--unseen] [--first FILE] [--out FILE]`.

`first` learns the look that is taken at every question; `second`, over it, the closer one at those that a message may
speak of. From the labelled messages of the authors and the examples of every authored question. `--unseen` leaves the
examples out: what is then understood of the dev and test procedures, whose questions were never met, is what will be
understood of a procedure that a clerk adds. Data in this folder, seeds and settings here and in `second.py`; each look
takes about an hour on two cores. docs/reader.md is the card of the result.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file

from knowledge.reading.scorer.weights import SECOND, WEIGHTS, pack
from knowledge.settings import get_settings
from knowledge.text.embedder.embedder import Embedded
from knowledge.text.embedder.model import TUNED, load_model
from training.reading.model import Likeness, Lower
from training.reading.rows import FOLDER, Labelled, Mix, Row, read_labelled, read_questions, rows_of
from training.reading.second import SecondPlan, SecondTrainer


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

    def run(self) -> Iterator[tuple[int, int, float, float]]:
        """Train; yields (step, steps in all, loss, seconds so far) now and then."""
        plan = self.plan
        epochs = [self.batches(epoch) for epoch in range(plan.epochs)]
        steps = [rows for epoch in epochs for rows in epoch]
        own = [weight for name, weight in self.model.named_parameters() if not name.startswith("layers")]
        groups = [{"params": self.model.layers.parameters(), "lr": plan.rate}, {"params": own, "lr": plan.head_rate}]
        optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
        rate = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: self._rate(step / len(steps)))
        started, total, count = time.monotonic(), 0.0, 0
        for step, rows in enumerate(steps, 1):
            loss = self.model.loss(self._lower.batch(rows))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            rate.step()
            total, count = total + float(loss.detach()), count + 1
            if step % 20 == 0 or step == len(steps):
                yield step, len(steps), total / count, time.monotonic() - started
                total, count = 0.0, 0

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

    def _rate(self, done: float) -> float:
        warm = self.plan.warm_up
        return (done + 1e-3) / warm if done < warm else 0.5 * (1 + math.cos(math.pi * (done - warm) / (1 - warm)))


FIRST_LOOK = ("author_?.jsonl", "first_?.jsonl", *(f"examples_{name}.jsonl" for name in "ijklmnop"))
"""The files that the first look learned from."""
MET = "examples_*"
"""What was written for the questions of every procedure, those of dev and test among them."""


def messages(names: Iterable[str], *, unseen: bool) -> list[Labelled]:
    """The labelled messages of files; with `unseen` without the examples."""
    paths = sorted(path for name in names for path in FOLDER.glob(name))
    return read_labelled(path for path in paths if not (unseen and path.match(MET)))


def main() -> None:
    parser = argparse.ArgumentParser(description="train the scorer of the reader")
    parser.add_argument("look", choices=("first", "second"), help="the second stands over the first")
    parser.add_argument("--unseen", action="store_true", help="leave the examples of the authored questions out")
    parser.add_argument("--first", type=Path, default=WEIGHTS, help="the first look that a second one stands over")
    parser.add_argument("--out", type=Path, help="where the weights go; needed with --unseen, which serves nobody")
    arguments = parser.parse_args()
    if arguments.unseen and not arguments.out:
        parser.error("--unseen needs --out: what it learns is for measuring only")
    met = messages(FIRST_LOOK, unseen=arguments.unseen)
    if arguments.look == "first":
        trainer: Trainer | SecondTrainer = Trainer(Plan(), met)
    else:
        everything = messages(("author_*.jsonl", "first_*.jsonl", "examples_*.jsonl"), unseen=arguments.unseen)
        learned = set(map(id_of, met))
        trainer = SecondTrainer(
            SecondPlan(), met, [one for one in everything if id_of(one) not in learned], arguments.first
        )
    out = arguments.out or (WEIGHTS if arguments.look == "first" else SECOND)
    for step, steps, loss, seconds in trainer.run():
        print(f"step {step}/{steps}  loss {loss:.3f}  {seconds:.0f} s", flush=True)
        if step % 200 == 0 or step == steps:
            save_file(pack(trainer.weights()), out)
    print(f"{out}: {out.stat().st_size} bytes")


def id_of(message: Labelled) -> tuple[str, str | None, str]:
    """What tells a labelled message from another."""
    return message.code, message.asking, message.text


if __name__ == "__main__":
    main()
