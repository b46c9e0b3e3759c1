"""Typed answers: what is taken for an option, and what is left in doubt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.provinces import ELSEWHERE, PROVINCE
from knowledge.reading.clauses import accented, read_clauses
from knowledge.reading.options import heard, label_of_answer, label_said, match_answer
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.means import Means
from knowledge.schema.procedure import Option, Question

PROOF = Question(
    id="proof",
    ask="Bé có Giấy chứng sinh không?",
    options=(
        Option(value="paper", say="Có bản giấy", hears=("có giấy chứng sinh",)),
        Option(value="electronic", say="Đã có bản điện tử", hears=("bản điện tử",)),
        Option(
            value="none", say="Không có", means=Means(yes=False), hears=("không có giấy chứng sinh", "sinh tại nhà")
        ),
    ),
)
LATE = Question(
    id="late",
    ask="Quá 60 ngày chưa?",
    options=(
        Option(value="yes", say="Đã quá 60 ngày", means=Means(yes=True), hears=("quá hạn",)),
        Option(value="no", say="Chưa quá 60 ngày", means=Means(yes=False)),
    ),
)
KIND = Question(
    id="kind",
    ask="Làm loại nào?",
    options=(Option(value="yes", say="Thường"), Option(value="none", say="Đặc biệt")),
)


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        (PROOF, "Có bản giấy", "paper"),
        (PROOF, "co ban giay a", "paper"),
        (PROOF, "em có giấy chứng sinh rồi", "paper"),
        (PROOF, "khong co giay chung sinh", "none"),
        (PROOF, "bé sinh tại nhà", "none"),
        (PROOF, "2", "electronic"),
        (PROOF, "không", "none"),
        (PROOF, "không biết", UNKNOWN),
        (PROOF, "hổng biết", UNKNOWN),
        (PROOF, "có", None),  # paper or electronic: in doubt
        (PROOF, "lệ phí bao nhiêu", None),
        (PROOF, "", None),
        (PROOF, "9", None),
        (LATE, "có", "yes"),
        (LATE, "chưa", "no"),
        (LATE, "dạ chưa ạ", "no"),
        (LATE, "chưa quá hạn", None),  # negated: not "yes"
        (LATE, "bị quá hạn rồi", "yes"),
        (LATE, "ko", "no"),
        (LATE, "chua qua 60 ngay", "no"),
        (KIND, "thường", "yes"),
        (KIND, "có", None),  # the sentence cannot be answered by yes or no
        (KIND, "không", None),
    ],
)
def test_match(question: Question, text: str, value: str | None) -> None:
    assert match_answer(question, text) == value


def test_a_tie_is_doubt() -> None:
    twice = Question(
        id="a",
        ask="?",
        options=(Option(value="x", say="X", hears=("giấy",)), Option(value="y", say="Y", hears=("giấy",))),
    )
    assert heard(twice, "có giấy") is None


@pytest.mark.parametrize(
    ("phrases", "text", "value"),
    [
        ((("giấy",), ("giấy tay",)), "em mua bằng giấy tay", "b"),  # the longer phrase says more
        ((("giấy", "giấy tay"), ("giấy",)), "em mua bằng giấy tay", "a"),
        ((("giấy",), ("sổ",)), "em không có giấy, có sổ", "b"),  # the first one is negated
        ((("giấy",), ()), "em có giấ", None),
    ],
)
def test_the_longest_phrase_wins(phrases: tuple[tuple[str, ...], ...], text: str, value: str | None) -> None:
    options = (Option(value="a", say="A", hears=phrases[0]), Option(value="b", say="B", hears=phrases[1]))
    assert heard(Question(id="q", ask="?", options=options), text) == value


def test_a_province_is_an_answer_by_its_name() -> None:
    question = Question(
        id=PROVINCE,
        ask="Tỉnh nào?",
        options=(Option(value="gia_lai", say="Gia Lai"), Option(value=ELSEWHERE, say="Tỉnh khác")),
    )
    assert match_answer(question, "em ở pleiku") == "gia_lai"
    assert match_answer(question, "Hà Nội") == ELSEWHERE
    assert match_answer(question, "gần biển") is None


@given(st.text(max_size=300))
def test_any_text_gives_an_option_or_none(text: str) -> None:
    assert match_answer(PROOF, text) in {None, UNKNOWN, *PROOF.values}


WRONG = Question(
    id="wrong",
    ask="Trên VNeID đã đúng chưa?",
    options=(
        Option(value="right", say="Đã đúng"),
        Option(value="wrong", say="Có chỗ sai hoặc thiếu"),
        Option(value="stop", say="Nghỉ hẳn"),
    ),
)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("nghỉ hẳn, còn VNeID thì tôi có rồi", "stop"),
        ("nghỉ hẳn luôn á, giấy tờ để sau", "stop"),
        ("không đúng mà, có chỗ sai là cái tên đệm đấy", "wrong"),
        ("chọn số 2 nha em", "wrong"),
        ("số một đó con, tháng nào cũng lãnh", "right"),
        ("ý số 3 á", "stop"),
        ("cái đầu, mà nộp ở đâu", "right"),
    ],
)
def test_a_label_or_number_counts_whatever_else_is_told(typed: str, value: str) -> None:
    assert label_said(WRONG, read_clauses(accented(typed))) == value


@pytest.mark.parametrize(
    "typed",
    [
        "2 tuổi rồi",
        "hai đứa",
        "thứ hai, em đi nộp",
        "nhà số 1 đường lớn",
        "nếu nghỉ hẳn thì sao",
        "có chỗ sai thì phải sửa ở đâu vậy em",
        "đã có, mà mất rồi",
    ],
)
def test_what_is_no_label_picks_nothing(typed: str) -> None:
    assert label_said(WRONG, read_clauses(accented(typed))) is None


@pytest.mark.parametrize("typed", ["mức 2", "muc 2", "mức 2 luôn òi", "có mức 2 rồi", "vneid muc do 2"])
def test_the_level_of_an_account_is_no_number_of_an_option(catalogue: Catalogue, typed: str) -> None:
    """Without marks "mức 2" is "mục 2": the level people have of VNeID picked the second option, "Chưa có"."""
    for code in catalogue.authored:
        for question in catalogue.get(code).questions:
            assert label_of_answer(question, typed) != question.values[1] or typed in question.options[1].hears
            assert label_said(question, read_clauses(accented(typed))) != question.values[1]
