"""Danger comes before everything; alarming words alone are none."""

from __future__ import annotations

import pytest

from actions.handlers import DANGERS
from actions.topics.danger import FLOOR, SUPPORTED, seen
from actions.turn import Turn
from actions.understood import Guess, Understood
from tests.actions.helpers import asking, say, talk_about, topics

NUMBERS = {"violence": "113", "suicide": "115", "child": "111", "fire": "114", "accident": "115", "scam": "113"}


def told(text: str, kind: str = "", confidence: float = 0.0) -> Turn:
    return Turn(text=text, understood=Understood(danger=Guess(f"danger_{kind}", confidence, text)))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("chồng em cầm dao đòi giết em", "violence"),
        ("chong em cam dao doi giet em", "violence"),
        ("em không muốn sống nữa", "suicide"),
        ("nhà đang cháy", "fire"),
        ("họ xưng là công an bảo đọc mã OTP", "scam"),
        ("cán bộ đòi phong bì", "bribe"),
    ],
)
def test_words_that_leave_no_doubt_need_no_classifier(text: str, kind: str) -> None:
    assert seen(told(text)) == kind


@pytest.mark.parametrize(
    "text",
    [
        "mẹ em mất hôm qua",
        "xin giấy phép giết mổ heo",
        "xe cháy máy muốn xóa đăng ký",
        "xe chết máy",
        "mất thẻ bảo hiểm y tế",
        "mệt muốn chết với mấy cái giấy này",
    ],
)
def test_alarming_words_alone_are_no_danger(text: str) -> None:
    assert seen(told(text)) is None


@pytest.mark.parametrize("kind", DANGERS)
def test_the_classifier_needs_more_where_no_sign_stands(kind: str) -> None:
    assert seen(told("xyz", kind, FLOOR)) == kind
    assert seen(told("xyz", kind, FLOOR - 0.01)) is None
    assert seen(told("xyz", "none_of_these", 1.0)) is None


def test_a_sign_of_the_kind_supports_it() -> None:
    assert seen(told("khói nhiều quá", "fire", SUPPORTED)) == "fire"


@pytest.mark.parametrize(("kind", "number"), NUMBERS.items())
async def test_in_the_middle_of_a_case_numbers_come_first_and_the_case_stays(kind: str, number: str) -> None:
    turn = asking("within_60_days")
    turn.understood = Understood(danger=Guess(f"danger_{kind}", 1.0))
    from actions.topics.danger import danger

    turn.text = "cứu với"
    await danger(turn)
    (message,) = turn.messages
    assert topics([message]) == [f"danger_{kind}"]
    assert number in message.text
    assert turn.asking == "within_60_days"
    assert [button.title for button in message.buttons] == ["Trả lời tiếp"]


async def test_nothing_else_is_said_beside_danger() -> None:
    turn = talk_about("1.001193")
    messages = await say(turn, "nó cầm dao đòi giết em, mà lệ phí bao nhiêu", "ask_fee")
    assert topics(messages) == ["danger_violence"]
