"""Typed answers: what is taken for an option, and what is left in doubt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.provinces import ELSEWHERE, PROVINCE
from knowledge.reading.options import heard, match_answer
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
