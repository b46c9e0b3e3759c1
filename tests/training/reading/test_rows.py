"""Labelled messages become rows beside the questions of their procedure."""

from __future__ import annotations

import random

from knowledge.reading.scorer.texts import OptionText
from training.reading.rows import FOLDER, NOTHING, UNKNOWN, Labelled, Mix, Put, read_labelled, read_questions, rows_of

WHO = Put((OptionText("Ai nộp?", "Tôi"), OptionText("Ai nộp?", "Người khác")), ("self", "other"))
HOW = Put((OptionText("Nộp cách nào?", "Đến nộp"), OptionText("Nộp cách nào?", "Qua mạng")), ("direct", "online"))
QUESTIONS = {"1": {"who": WHO, "how": HOW}, "2": {"who": WHO}}


def rows(message: Labelled, mix: Mix | None = None) -> list[tuple[str, int, bool]]:
    made = rows_of([message], QUESTIONS, random.Random(1), mix or Mix())
    return [(row.options[0].ask, row.answer, row.asked) for row in made]


def test_an_answer_is_a_row_at_its_question() -> None:
    assert rows(Labelled("1", "who", "nhờ bạn đi", {"who": "other"})) == [("Ai nộp?", 1, True)]
    assert rows(Labelled("1", "who", "chưa biết", {"who": "unknown"})) == [("Ai nộp?", UNKNOWN, True)]
    assert rows(Labelled("1", "who", "ai đi cũng được à", {})) == [("Ai nộp?", NOTHING, True)]


def test_a_first_message_is_a_row_at_every_question() -> None:
    told = Labelled("1", None, "tôi muốn nộp qua mạng", {"how": "online"})
    assert rows(told) == [("Ai nộp?", NOTHING, False), ("Nộp cách nào?", 1, False)]


def test_what_nobody_looked_at_is_no_row() -> None:
    assert rows(Labelled("1", None, "tôi muốn nộp qua mạng", {"how": "online"}, only=True)) == [
        ("Nộp cách nào?", 1, False)
    ]
    assert rows(Labelled("1", "who", "tôi", {"who": "self"}, only=True), Mix(beside=1)) == [("Ai nộp?", 0, True)]


def test_beside_an_answer_another_question_learns_silence() -> None:
    assert rows(Labelled("1", "who", "tôi", {"who": "self"}), Mix(beside=1)) == [
        ("Ai nộp?", 0, True),
        ("Nộp cách nào?", NOTHING, False),
    ]


def test_a_message_without_its_marks_gets_them_back() -> None:
    (row,) = rows_of([Labelled("2", "who", "nhờ người khác", {})], QUESTIONS, random.Random(1), Mix(toneless=1))
    assert row.text == "nhờ người khác"


def test_every_labelled_message_is_about_a_question_of_its_procedure() -> None:
    questions = read_questions()
    odd = []
    for message in read_labelled(sorted(FOLDER.glob("*_?.jsonl"))):
        asked = questions.get(message.code, {})
        known = {key: {*put.values, "unknown"} for key, put in asked.items()}
        if (message.asking and message.asking not in asked) or any(
            value not in known.get(key, set()) for key, value in message.said.items()
        ):
            odd.append(message)
    assert odd == []
