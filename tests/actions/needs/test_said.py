"""What is said of the list of needs."""

from __future__ import annotations

import pytest

from actions.needs.said import Said, adds, command_for_list
from actions.turn import Turn
from tests.actions.needs.test_listed import CARD, TEMPORARY, with_two


def said(text: str, *, asking: str | None = None) -> tuple[Said, str] | None:
    turn = with_two()
    turn.text, turn.asking = text, asking
    command = command_for_list(turn)
    return (command.said, command.need.code if command.need else "") if command else None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("việc kia sao rồi", (Said.STATUS, "")),
        ("còn việc gì nữa không", (Said.STATUS, "")),
        ("tiếp", (Said.NEXT, "")),
        ("dạ tiếp đi", (Said.NEXT, "")),
        ("xong việc này rồi", (Said.DONE, TEMPORARY)),
        ("xong rồi", (Said.DONE, TEMPORARY)),
        ("thôi việc kia khỏi", (Said.DROP, CARD)),
        ("bỏ cái căn cước đi", (Said.DROP, CARD)),
        ("bỏ việc 2", (Said.DROP, CARD)),
        ("khỏi làm căn cước nha", (Said.DROP, CARD)),
        ("làm cái căn cước trước", (Said.TAKE, CARD)),
        ("qua cái căn cước đi", (Said.TAKE, CARD)),
        ("làm việc 2 trước", (Said.TAKE, CARD)),
        ("lệ phí bao nhiêu", None),
        ("thôi", None),
        ("bỏ việc 9", None),
    ],
)  # fmt: skip
def test_commands(text: str, wanted: tuple[Said, str] | None) -> None:
    assert said(text) == wanted


def test_what_is_dropped_stands_beside_the_word_and_the_rest_may_name_another() -> None:
    turn = with_two()
    turn.text = "bỏ cái tạm trú đi, em làm căn cước"
    command = command_for_list(turn)
    assert command
    assert (command.said, command.need and command.need.code) == (Said.DROP, TEMPORARY)
    assert command.instead
    assert command.instead.code == CARD


@pytest.mark.parametrize("text", ["xong rồi", "tiếp", "làm rồi"])
def test_while_a_question_is_open_a_short_word_answers_it(text: str) -> None:
    assert said(text, asking="stay") is None


def test_without_a_list_nothing_is_said_of_it() -> None:
    turn = Turn()
    turn.text = "tiếp"
    assert command_for_list(turn) is None


@pytest.mark.parametrize(
    "text", ["còn việc tạm trú nữa", "sẵn làm luôn căn cước", "thêm việc đổi bằng lái", "làm căn cước nữa"]
)
def test_a_need_is_added(text: str) -> None:
    assert adds(text)


@pytest.mark.parametrize("text", ["còn lệ phí thì sao", "muốn ghi tên cha luôn", "em đi làm", "không còn sống nữa à?"])
def test_no_need_is_added(text: str) -> None:
    assert not adds(text)
