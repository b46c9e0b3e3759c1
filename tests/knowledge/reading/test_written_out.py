"""Labels in a message are answers; told all facts in one message, the assistant has nothing left to ask."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.case.paths import list_paths
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.reading.reader import read_message
from knowledge.reading.written_out import written_out
from knowledge.text.fold import fold

TODAY = dt.date(2026, 11, 29)
BIRTH = "1.001193"
MOST = 60
"""Paths of one procedure that are tried."""


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Đã đăng ký kết hôn, nộp qua mạng.", {"parents": "married", "method": "online"}),
        ("da dang ky ket hon", {"parents": "married"}),
        (
            "Chưa kết hôn, khai sinh theo mẹ, chưa ghi tên cha; Nộp qua mạng",
            {"parents": "mother_only", "method": "online"},
        ),
        ("Đã đăng ký kết hôn?", {}),
        ("tôi chưa biết đã đăng ký kết hôn chưa", {}),
        ("Bạn định nộp bằng cách nào? Nộp qua mạng", {"method": "online"}),
    ],
)
def test_labels_that_stand_in_a_message(catalogue: Catalogue, text: str, facts: dict[str, str]) -> None:
    assert written_out(catalogue.get(BIRTH), text) == facts


def test_told_everything_at_once_nothing_is_left_to_ask(catalogue: Catalogue) -> None:
    """Over every path of every authored procedure: all its questions with their answers, in one message."""
    left = []
    for code, procedure in catalogue.procedures.items():
        for path in list_paths(procedure)[:MOST]:
            facts = dict(path.facts)
            told = "\n".join(
                f"{question.ask} {question.say(facts[question.id])}"
                for question in procedure.questions
                if question.id in facts
            )
            for text in (told, fold(told)):
                read = dict(read_message(procedure, text, TODAY).facts)
                if read != facts or catalogue.next_question(code, read) is not None:
                    left.append((code, text, read, facts))
    assert left == []
