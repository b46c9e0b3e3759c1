"""What leaves the open question is a row that says nothing of it."""

from __future__ import annotations

import random
from pathlib import Path

from training.reading.interruptions import interruptions
from training.reading.rows import FOLDER, NOTHING, read_labelled, read_questions


def test_each_row_stands_at_a_question_on_the_screen_and_says_nothing_of_it() -> None:
    messages = read_labelled([Path(FOLDER, "author_a.jsonl")])[:40]
    rows = list(interruptions(messages, read_questions(), random.Random(1), 60, 0.25))
    assert len(rows) > 50
    assert all(row.asked and row.answer == NOTHING and row.options for row in rows)
    assert len({row.text for row in rows}) > 40
