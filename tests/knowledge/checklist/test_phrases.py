"""Answers, conditions and labels, in words that fit a screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.case.facts import Case
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.phrases import label_of, only_if, say_answer, say_condition, short_label
from knowledge.schema.conditions import UNKNOWN, Condition
from knowledge.schema.procedure import SCREEN, DocumentType, HowToGet, Procedure
from knowledge.wording import wording
from tests.knowledge.factory import procedure

CASE = Case(Procedure.model_validate(procedure()), {"paper": "no"})


def test_an_answer_is_said_in_the_words_of_its_button() -> None:
    assert say_answer(CASE, "paper", "no") == "Không có"
    assert say_answer(CASE, "paper", UNKNOWN) == "Không rõ"
    assert say_answer(CASE, "no_question", "no") == "Không rõ"


def test_only_what_is_open_is_said_of_a_condition() -> None:
    condition = Condition(terms=(("paper", ("no",)), ("seen", ("yes", "no")), ("late", ("yes",))))
    said = (
        "nếu bạn trả lời “Có người thấy hoặc Không ai” cho câu “Có ai thấy không?”"
        " và bạn trả lời “Quá rồi” cho câu “Quá hạn chưa?”"
    )
    assert say_condition(CASE, condition) == said
    assert only_if(CASE, condition, "5.000 đồng") == f"5.000 đồng ({said})"
    assert only_if(CASE, Condition(terms=(("paper", ("no",)),)), "5.000 đồng") == "5.000 đồng"


def test_a_condition_with_clauses_is_said_as_people_say_it() -> None:
    written = procedure()
    for question in written["questions"]:
        for option in question["options"]:
            option["clause"] = f"nếu {option['say'].lower()}"
    case = Case(Procedure.model_validate(written), {"paper": "no"})
    condition = Condition(terms=(("seen", ("yes", "no")), ("late", ("yes",))))
    assert say_condition(case, condition) == "nếu có người thấy hoặc không ai và quá rồi"


def test_a_long_name_is_shown_by_its_label() -> None:
    kind = DocumentType(name="Giấy " * 40, short="Giấy", get=HowToGet(words="tự viết"))
    assert label_of(kind) == "Giấy"
    assert label_of(kind.model_copy(update={"name": "Giấy khai sinh"})) == "Giấy khai sinh"
    assert label_of(kind.model_copy(update={"short": ""})) == kind.name


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Đơn đề nghị", "Đơn đề nghị"),
        ("Tờ khai đăng ký khai sinh theo mẫu " + "ban hành kèm theo thông tư " * 5, "Tờ khai đăng ký khai sinh"),
        ("Bản sao sổ hộ khẩu; " + "giấy tờ khác " * 12, "Bản sao sổ hộ khẩu"),
        ("Giấy, " + "giấy " * 40, ("Giấy, " + "giấy " * 22).strip() + "…"),
    ],
)
def test_labels_end_with_the_first_thought(text: str, label: str) -> None:
    assert short_label(text) == label


@given(st.text())
def test_a_label_is_never_longer_than_a_screen(text: str) -> None:
    assert len(short_label(text)) <= SCREEN + 1


def test_every_clause_of_the_catalogue_is_a_condition(catalogue: Catalogue) -> None:
    begin = wording().say("if")
    clauses = [
        option.clause
        for code in catalogue.authored
        for question in catalogue.get(code).questions
        for option in question.options
        if option.clause
    ]
    assert len(clauses) > 1_000
    assert [clause for clause in clauses if not clause.startswith(begin) or clause.endswith(".")] == []
