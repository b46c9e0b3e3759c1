"""Danger comes before everything; alarming words alone are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from actions.topics import danger as topic
from actions.topics.danger import ABOUT, FLOOR, OVER, SHORT, SUPPORTED, UNSIGNED, seen
from actions.turn import Turn
from actions.wording import sentences
from knowledge.reading.danger.classifier import NONE, load_danger
from tests.actions.helpers import asking, say, talk_about, topics

NUMBERS = {"violence": "113", "suicide": "115", "child": "111", "fire": "114", "accident": "115", "scam": "113"}


def told(text: str) -> Turn:
    return Turn(text=text)


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, float], None]:
    """judged(kind, probability): what the classifier says, whatever the message."""

    class Fixed:
        def __init__(self, kind: str, probability: float) -> None:
            self.kind, self.probability = kind, probability

        def judge(self, text: str) -> tuple[str, float]:
            return self.kind, self.probability

    return lambda kind, probability: monkeypatch.setattr(topic, "load_danger", lambda: Fixed(kind, probability))


def test_every_kind_has_its_answer_and_its_words() -> None:
    kinds = set(load_danger().kinds) - {NONE}
    assert set(sentences().group("danger")) == kinds == set(topic._words(False).certain)


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


Judged = Callable[[str, float], None]


def test_the_classifier_needs_more_where_no_sign_stands_and_most_where_it_is_over(judged: Judged) -> None:
    for text, floor in (
        ("a b c d e f g h i k l m n", FLOOR),
        ("xyz", SHORT),
        ("khói nhiều quá", SUPPORTED),
        ("khói nhiều quá hồi năm ngoái", OVER),
    ):
        judged("fire", floor)
        assert seen(told(text)) == "fire"
        judged("fire", floor - 0.01)
        assert seen(told(text)) is None


@pytest.mark.parametrize(("kind", "number"), NUMBERS.items())
async def test_in_the_middle_of_a_case_numbers_come_first_and_the_case_stays(
    kind: str, number: str, judged: Judged
) -> None:
    turn = asking("within_60_days")
    judged(kind, 1.0)
    (message,) = await say(turn, "cứu với")
    assert topics([message]) == [f"danger_{kind}"]
    assert number in message.text
    assert turn.asking == "within_60_days"
    assert [button.title for button in message.buttons] == ["Trả lời tiếp"]


async def test_nothing_else_is_said_beside_danger() -> None:
    turn = talk_about("1.001193")
    messages = await say(turn, "nó cầm dao đòi giết em, mà lệ phí bao nhiêu", "ask_fee")
    assert topics(messages) == ["danger_violence"]


@pytest.mark.parametrize(("kind", "floor"), [("scam", UNSIGNED), ("bribe", UNSIGNED), ("violence", SHORT)])
def test_money_and_lost_things_alone_are_no_danger(
    kind: str, floor: float, judged: Callable[[str, float], None]
) -> None:
    judged(kind, floor - 0.01)
    assert seen(told("em rớt ví, ai giữ tiền giùm")) is None
    judged(kind, floor + 0.01)
    assert seen(told("em rớt ví, ai giữ tiền giùm")) == kind


def test_what_the_state_gives_is_no_bribe(judged: Callable[[str, float], None]) -> None:
    judged("bribe", OVER - 0.01)
    assert seen(told("xã có hỗ trợ tiền hòm với tiền xe không cô")) is None
    assert seen(told("cô ấy xin tiền hòm với tiền xe")) == "bribe"


@pytest.mark.parametrize(
    "text",
    [
        "làm rớt hộ chiếu trên taxi hôm qua, tìm hông ra, phải báo ai vậy",
        "thế xã có cho tiền xe với tiền ăn đi lấy hài cốt không cô",
        "bi giat tui mat passport, lam lai o dau",
    ],
)
def test_a_loss_and_help_from_the_state_raise_no_alarm(text: str) -> None:
    assert seen(told(text)) is None


def test_in_few_words_a_sign_counts_also_without_its_marks(judged: Judged) -> None:
    judged("suicide", FLOOR)
    assert seen(told("toi muon nhay lau")) == "suicide"
    assert seen(told("toi muon di ngu")) is None


@pytest.mark.parametrize(
    "text",
    [
        "rot cai bop",
        "rớt cái bóp",
        "đang chạy grab",
        "con dang khoc qua",
        "để con ngủ dậy tính",
        "me e di xin thay e, e 24t r, viet giay uy quyen cho me",
        "dau tien phai lam gi de khoi bi tra ho so",
        "lam sao de khoi phai chay di chay lai nhieu lan",
        "14 tuoi 3 ngay roi a, ma em dan no di duoc khong hay phai ba me",
        "xin lai so do bi mat trong vu chay nha",
    ],
)
def test_what_goes_on_beside_the_form_raises_no_alarm(text: str) -> None:
    assert seen(told(text)) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("no dang danh vo", "violence"),
        ("em bi cuop", "violence"),
        ("ba toi ngat xiu", "accident"),
        ("chay nha", "fire"),
    ],
)
def test_a_danger_of_few_words_is_seen(text: str, kind: str) -> None:
    assert seen(told(text)) == kind


@pytest.mark.parametrize(
    "text",
    [
        "a b c d e f g h i k l m n làm thẻ bảo hiểm y tế",
        "a b c d e f g h i k l m n cần giấy tờ gì",
        "a b c d e f g h i k l m n can giay to gi",
    ],
)
def test_beside_a_matter_of_the_desk_the_classifier_must_be_surer(judged: Judged, text: str) -> None:
    judged("child", (FLOOR + ABOUT) / 2)
    assert seen(told(text)) is None
    judged("child", ABOUT)
    assert seen(told(text)) == "child"
