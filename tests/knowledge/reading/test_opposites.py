"""What the words of a message speak against: opposites, denials, and an age that gives no reason."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.provinces import PROVINCE
from knowledge.reading.clauses import accented, is_denied, read_clauses
from knowledge.reading.opposites import Sides, denies_all, sides, takes_unknown, tells_only_an_age
from knowledge.schema.procedure import Question

TODAY = dt.date(2026, 11, 29)
CARD, LICENCE, SCHOOL, HOME = "1.116410", "3.000347", "2.002854", "1.004222"


def question(catalogue: Catalogue, code: str, question_id: str) -> Question:
    found = catalogue.get(code).question(question_id)
    assert found
    return found


def found(catalogue: Catalogue, code: str, question_id: str, text: str) -> Sides:
    return sides(question(catalogue, code, question_id), read_clauses(accented(text)))


@pytest.mark.parametrize(
    ("code", "question_id", "text", "against"),
    [
        (CARD, "old_card", "mất hẳn rồi, rơi xuống hồ", {"damaged"}),
        (CARD, "old_card", "thẻ không hỏng", {"damaged"}),
        ("1.013225", "building", "tôi không sửa nhà nữa, chỉ xây mới thôi", {"repair"}),
        ("3.000722", "has_birth_certificate", "muốn làm gộp cả khai sinh, hộ khẩu", {"yes"}),
        ("3.000722", "has_birth_certificate", "muốn làm thẻ BHYT với hộ khẩu", {"yes"}),
        ("1.004873", "again", "em tự đi, đây là lần đầu em xin", {"yes"}),
        (CARD, "data", "tên đệm trên ứng dụng ghi sai, khai sinh mới đúng", {"correct"}),
        (SCHOOL, "from_where", "nước ngoài đâu ra, Cà Mau với Sài Gòn khác tỉnh mà", {"abroad", "same_province"}),
        (HOME, "home_data", "chưa xem", {"yes"}),
        ("1.004837", "several", "có ông với bà nữa", {"no"}),
        ("1.004837", "several", "chỉ mỗi bà ngoại", {"yes"}),
        ("1.001266", "action", "nghỉ hẳn luôn", {"pause"}),
        ("1.012812", "papers", "đất tui có sổ hồng", {"no"}),
        ("1.013065", "papers", "cà vẹt em giữ, biển đang gắn trên xe", {"no_registration", "no_plate", "nothing"}),
        ("1.013831", "kind", "không phải mua bán, má tui cho", {"sale"}),
        ("1.002759", "need", "mất thẻ thôi", {"card_change", "person"}),
    ],
)
def test_the_opposite_of_what_is_said_is_spoken_against(
    catalogue: Catalogue, code: str, question_id: str, text: str, against: set[str]
) -> None:
    assert against <= found(catalogue, code, question_id, text).against


@pytest.mark.parametrize(
    ("code", "question_id", "text"),
    [
        (HOME, "home_data", "chưa biết xem ở đâu"),  # that somebody does not know is no denial
        ("1.013831", "kind", "má tui cho"),
        (LICENCE, "state", "nếu bằng mất thì sao"),  # supposed
        ("1.001193", "birth_proof", "không phải sinh ở nhà, sinh ở trạm"),
        ("1.011607", "moment", "trưởng ấp không ưng nhà tui"),  # "nhà" stands in a label, and is not denied
    ],
)
def test_what_says_nothing_of_an_option_speaks_against_none(
    catalogue: Catalogue, code: str, question_id: str, text: str
) -> None:
    assert not found(catalogue, code, question_id, text).against - {"none"}


def test_words_take_the_side_of_what_they_say(catalogue: Catalogue) -> None:
    assert found(catalogue, CARD, "old_card", "mất hẳn rồi").taken == {"lost"}
    assert found(catalogue, SCHOOL, "from_where", "khác tỉnh mà").taken == {"other_province"}


def test_no_label_that_is_denied_is_left_to_be_meant(catalogue: Catalogue) -> None:
    """ "Không phải …" before any label of the catalogue that denies nothing itself, or only agrees."""
    missed = set()
    for procedure in catalogue.procedures.values():
        for one in procedure.questions:
            for option in one.options:
                label = option.say.split("(")[0].strip().lower()
                if one.id == PROVINCE or is_denied(label) or len(label.split()) < 3 or label.startswith("rồi"):
                    continue
                if option.value not in sides(one, read_clauses(accented(f"không phải {label}"))).against:
                    missed.add(label)
    assert len(missed) < 20, missed


@pytest.mark.parametrize("text", ["tui năm ni 52 tuổi", "27 tuổi ạ", "mẹ tôi năm nay năm mốt tuổi"])
def test_an_age_alone_gives_no_reason(catalogue: Catalogue, text: str) -> None:
    assert tells_only_an_age(question(catalogue, CARD, "change_reason"), accented(text), TODAY)
    assert not tells_only_an_age(question(catalogue, CARD, "age"), accented(text), TODAY)


def test_an_age_with_a_reason_gives_it(catalogue: Catalogue) -> None:
    assert not tells_only_an_age(question(catalogue, CARD, "change_reason"), "tui 52 tuổi, thẻ hết hạn", TODAY)


def test_an_option_may_take_in_not_knowing(catalogue: Catalogue) -> None:
    assert takes_unknown(question(catalogue, HOME, "home_data")) == "no"
    assert takes_unknown(question(catalogue, CARD, "old_card")) is None
    assert takes_unknown(question(catalogue, "1.001193", "birth_proof")) is None, "what is not known is said"


def test_a_denial_of_all_that_follows() -> None:
    assert denies_all("không phải dưới 6 tuổi")
    assert not denies_all("dưới 6 tuổi")


@pytest.mark.parametrize(
    ("code", "question_id", "text", "value"),
    [
        ("1.013225", "building", "tôi không xây mới nữa, chỉ sửa lại cái bếp", "repair"),
        ("3.000722", "has_birth_certificate", "khai sinh có rồi, muốn làm thẻ bảo hiểm thôi", "yes"),
        ("1.004873", "again", "lần đầu xin bị hỏng nên giờ xin lại", "yes"),
        ("1.001612", "licence", "có giấy chứng nhận rồi, muốn đổi địa chỉ", "change"),
    ],
)
def test_what_only_looks_like_the_opposite(
    catalogue: Catalogue, code: str, question_id: str, text: str, value: str
) -> None:
    assert value not in found(catalogue, code, question_id, text).against
