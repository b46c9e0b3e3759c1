"""Typed answers: what is taken for an option, and what is left in doubt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.reading.options import heard, match_answer, prefill
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import Option, Question

PROOF = Question(
    id="proof",
    ask="Bé có Giấy chứng sinh không?",
    options=(
        Option(value="paper", say="Có bản giấy", hears=("có giấy chứng sinh",)),
        Option(value="electronic", say="Đã có bản điện tử", hears=("bản điện tử",)),
        Option(value="none", say="Không có", hears=("không có giấy chứng sinh", "sinh tại nhà")),
    ),
)
LATE = Question(
    id="late",
    ask="Quá 60 ngày chưa?",
    options=(Option(value="yes", say="Đã quá 60 ngày", hears=("quá hạn",)), Option(value="no", say="Chưa quá 60 ngày")),
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


def test_the_first_message_prefills(catalogue: Catalogue) -> None:
    one = catalogue.get("1.001193")
    assert prefill(one, "làm giấy khai sinh cho con") == {}
    assert prefill(one, "khai sinh cho con, bé sinh tại nhà").get("birth_proof") == "none"


@given(st.text(max_size=300))
def test_any_text_gives_an_option_or_none(text: str) -> None:
    assert match_answer(PROOF, text) in {None, UNKNOWN, *PROOF.values}
