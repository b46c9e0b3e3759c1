"""Values in a message and the options in whose range they lie."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.reading.values.fits import asks_for_date_or_count, fitting, has_values
from knowledge.schema.means import Means, Range
from knowledge.schema.procedure import Option, Question

TODAY = dt.date(2026, 11, 29)
AGE = Question(
    id="age",
    ask="Bao nhiêu tuổi?",
    options=(
        Option(value="old", say="Từ 75", means=Means(age=Range(least=75))),
        Option(value="young", say="Dưới 70", means=Means(age=Range(below=70))),
        Option(value="poor", say="70 đến 75, hộ nghèo"),
    ),
)
LATE = Question(
    id="late",
    ask="Quá 60 ngày chưa?",
    options=(
        Option(value="yes", say="Đã quá", means=Means(yes=True, days_since=Range(above=60))),
        Option(value="no", say="Chưa quá", means=Means(yes=False, days_since=Range(most=60))),
    ),
)


@pytest.mark.parametrize(
    ("question", "text", "inside"),
    [
        (AGE, "77 tuổi", ["old"]),
        (AGE, "tám mươi ba", ["old"]),
        (AGE, "72 tuổi", []),
        (LATE, "mới đẻ hôm qua", ["no"]),
        (LATE, "hơn ba tháng rồi", ["yes"]),
        (LATE, "sinh ngày 20/9/2026", ["yes"]),
        (LATE, "chào ad", []),
    ],
)
def test_in_whose_range(question: Question, text: str, inside: list[str]) -> None:
    assert [value for value, fits in fitting(question, text, TODAY, asked=True).items() if fits] == inside


GRADE = Question(
    id="school",
    ask="Học trường nào?",
    options=(
        Option(value="upper", say="Trường tư, cấp 3", means=Means(grade=Range(least=10), partly=True)),
        Option(value="lower", say="Trường tư, đến lớp 9", means=Means(grade=Range(most=9), partly=True)),
        Option(value="public", say="Trường công"),
    ),
)
TAX = Question(
    id="tax",
    ask="Thuế bao nhiêu?",
    options=(
        Option(value="above", say="Trên 50.000 đồng", means=Means(sum=Range(above=50_000))),
        Option(value="below", say="Từ 50.000 đồng", means=Means(sum=Range(most=50_000))),
    ),
)


def test_what_is_said_in_part_speaks_only_against() -> None:
    assert fitting(GRADE, "lớp 5", TODAY, asked=True) == {"upper": False}
    assert fitting(GRADE, "lớp mười", TODAY, asked=True) == {"lower": False}


def test_sums() -> None:
    assert fitting(TAX, "ba trăm ngàn", TODAY, asked=True) == {"above": True, "below": False}


def test_questions_with_values() -> None:
    assert has_values(AGE)
    assert not asks_for_date_or_count(AGE)
    assert not has_values(Question(id="kind", ask="Loại nào?", options=(AGE.options[2], AGE.options[2])))
