"""The trainer of the second look reads everything as often as planned, and learns from it."""

from __future__ import annotations

from pathlib import Path

from training.reading.rows import FOLDER, Mix, read_labelled
from training.reading.second import SecondPlan, SecondTrainer

MESSAGES = read_labelled([Path(FOLDER, "author_a.jsonl")])[:40]


def test_what_is_new_is_read_more_often() -> None:
    plan = SecondPlan(passes=1, often=3, tokens=1500, mix=Mix())
    trainer = SecondTrainer(plan, MESSAGES[:20], MESSAGES[20:])
    batches = trainer.batches()
    rows = [row for batch in batches for row in batch]
    times = {message.text: sum(row.text.lower() == message.text.lower() for row in rows) for message in MESSAGES}
    assert sum(times[one.text] for one in MESSAGES[20:]) > 2 * sum(times[one.text] for one in MESSAGES[:20])
    for batch in batches:
        longest = max(map(trainer.early.length, batch))
        assert len(batch) == 1 or longest * len(batch) <= plan.tokens + longest


def test_a_few_steps_bring_the_loss_down() -> None:
    plan = SecondPlan(passes=2, often=8, tokens=1500, interruptions=30, rehearsed=30, mix=Mix())
    losses = [loss for _, _, loss, _ in SecondTrainer(plan, (), MESSAGES).run()]
    assert losses[-1] < 1.5
