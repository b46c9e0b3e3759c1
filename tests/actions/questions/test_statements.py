"""What is known of a case, sentence by sentence."""

from __future__ import annotations

import pytest

from actions.questions.statements import TOPICS, statements
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.schema.guidance import GUIDANCE
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, MARRIAGE
from tests.actions.questions.conftest import Ask

OFFICIAL = "Nếu một bên không thể đến nhận thì được gia hạn nhận kết quả nhưng không quá 60 ngày."


def test_every_part_of_a_procedure_says_what_it_is_about() -> None:
    assert set(GUIDANCE) <= set(TOPICS)


def test_each_sentence_stands_once(ask: Ask) -> None:
    bare = [one.bare for one in statements(ask(BIRTH, "lệ phí bao nhiêu", **FACTS_OF_BIRTH))]
    assert len(bare) == len(set(bare))
    assert all(bare)


def test_the_paper_that_a_question_names_is_marked(ask: Ask) -> None:
    found = statements(ask(BIRTH, "giấy chứng sinh lấy ở đâu", **FACTS_OF_BIRTH))
    assert {one.kind for one in found if one.named} == {"paper", "source"}
    assert all("chứng sinh" in one.text for one in found if one.named)


def test_a_sentence_of_another_case_is_none_of_this_one(ask: Ask) -> None:
    free = statements(ask(BIRTH, "phí?", **FACTS_OF_BIRTH))
    late = statements(ask(BIRTH, "phí?", **{**FACTS_OF_BIRTH, "within_60_days": "no"}))
    assert {one.text for one in free} != {one.text for one in late}


def test_a_step_that_tells_nothing_by_itself_is_no_statement(ask: Ask) -> None:
    assert all(
        len(one.bare.split()) > 3 for one in statements(ask(BIRTH, "phí?", **FACTS_OF_BIRTH)) if one.kind == "steps"
    )


def test_an_age_is_held_against_the_conditions(ask: Ask) -> None:
    kinds = [one.kind for one in statements(ask(MARRIAGE, "19 tuổi có được kết hôn không"))]
    assert "age" in kinds
    assert "age" not in [one.kind for one in statements(ask(MARRIAGE, "có được kết hôn không"))]


def test_the_record_s_own_sentences_are_among_them(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Catalogue, "official_text", lambda self, code: (OFFICIAL,))
    assert [one.text for one in statements(ask(MARRIAGE, "gia hạn")) if one.kind == "official"] == [OFFICIAL]
