"""The trainer of the first look puts each question's rows side by side and learns from them."""

from __future__ import annotations

from pathlib import Path

from training.reading.first import Plan, Trainer
from training.reading.rows import FOLDER, Mix, read_labelled


def test_a_few_steps_bring_the_loss_down() -> None:
    messages = read_labelled([Path(FOLDER, "author_a.jsonl")])[:48]
    plan = Plan(epochs=6, batch=24, together=6, mix=Mix())
    losses = [loss for _, _, loss, _ in Trainer(plan, messages).run()]
    assert len(losses) == 1 or losses[-1] < losses[0]
    assert losses[-1] < 3


def test_every_row_is_in_a_batch_once() -> None:
    messages = read_labelled([Path(FOLDER, "author_a.jsonl")])[:60]
    trainer = Trainer(Plan(batch=20, together=5, mix=Mix()), messages)
    batches = trainer.batches(0)
    assert sum(map(len, batches)) >= len(messages)
    assert all(0 < len(batch) <= 20 for batch in batches)
