"""What was told before the procedure was known: whole, in parts, and by the day that is named."""

from __future__ import annotations

import datetime as dt

import pytest

from actions.needs.told import facts_told, read_told
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.reading.reader import read_message
from tests.actions.helpers import talk_about

TODAY = dt.date(2026, 11, 29)


@pytest.mark.parametrize(
    ("code", "text", "question", "value"),
    [
        ("1.000656", "ông nhà bà mất hôm kia rồi giờ phải làm giấy gì", "within_15_days", "yes"),
        ("1.000656", "ba tui mới mất hồi tuần rồi ở nhà", "within_15_days", "yes"),
        ("1.000656", "mẹ em mất sáng qua, mẹ là chủ hộ", "within_15_days", "yes"),
        ("1.000656", "bố cháu mất năm 2009 ở nhà", "within_15_days", "no"),
        ("1.001193", "em sinh bé được 10 ngày, có giấy chứng sinh rồi", "within_60_days", "yes"),
        ("1.000656", "em mất căn cước hôm kia, ba em mất lâu rồi", "within_15_days", None),
        ("1.000656", "nếu mất quá 15 ngày thì sao", "within_15_days", None),
        ("1.000656", "ba em mất hôm qua, má em mất năm 2009", "within_15_days", None),
        ("1.001193", "em sinh năm 1999, mới cưới", "within_60_days", None),
    ],
)
def test_the_day_of_a_death_or_a_birth(
    catalogue: Catalogue, code: str, text: str, question: str, value: str | None
) -> None:
    assert read_told(catalogue.get(code), text, [], TODAY).facts.get(question) == value


def test_a_part_says_what_the_whole_hides(catalogue: Catalogue) -> None:
    text = "cho tôi hỏi nếu sinh ở nhà có giấy chứng sinh thì sao, mẹ đơn thân"
    procedure = catalogue.get("1.001193")
    assert read_told(procedure, text, ["mẹ đơn thân"], TODAY).facts["parents"] == "mother_only"


def test_parts_that_contradict_say_nothing(catalogue: Catalogue) -> None:
    procedure = catalogue.get("1.001193")
    told = read_told(procedure, "à", ["mẹ đơn thân", "đã đăng ký kết hôn"], TODAY)
    assert "parents" not in told.facts


def test_what_is_known_stays(catalogue: Catalogue) -> None:
    procedure = catalogue.get("1.000656")
    known = {"within_15_days": "no"}
    assert "within_15_days" not in read_told(procedure, "ba mất hôm kia", [], TODAY, known=known).facts
    assert read_message(procedure, "ba mất hôm kia", TODAY).facts == {}


def test_what_was_told_is_read_part_by_part_and_a_name_tells_nothing() -> None:
    turn = talk_about("1.001193")
    turn.heard = ["mẹ đơn thân, khai sinh cho con thì làm gì"]
    assert facts_told(turn, "") == {"parents": "mother_only"}
    turn = talk_about("1.002759")
    assert facts_told(turn, "Làm lại, đổi thẻ BHYT, sổ bảo hiểm xã hội") == {}


def test_what_the_nearest_message_says_stands() -> None:
    turn = talk_about("1.001193")
    turn.heard = ["mẹ đơn thân muốn làm giấy"]
    assert facts_told(turn, "tụi em đã đăng ký kết hôn") == {"parents": "married"}
