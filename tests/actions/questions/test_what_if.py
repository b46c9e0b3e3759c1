"""A question that supposes an answer is answered with what would be so then."""

from __future__ import annotations

from actions.questions.people import filers
from actions.questions.what_if import changes, supposed, who_goes
from knowledge.catalogue_files.catalogue import Catalogue
from tests.actions.helpers import FACTS_OF_BIRTH
from tests.actions.questions.conftest import Ask


def test_an_answer_is_supposed_and_not_noted(ask: Ask) -> None:
    asked = ask("1.001193", "nộp qua mạng được không ạ")
    assert supposed(asked, asked.procedure.question("method")) == "online"
    assert asked.turn.facts == {}
    assert supposed(asked, None) is None
    assert supposed(ask("1.001193", "được không"), asked.procedure.question("method")) is None


def test_the_papers_that_come_with_another_who_goes(ask: Ask) -> None:
    asked = ask("1.001193", "nhờ hàng xóm nộp giùm được không", **FACTS_OF_BIRTH)
    question = who_goes(asked)
    assert question
    lines = changes(asked, question, "other")
    assert lines[0].startswith("Được: ")
    assert any("ủy quyền" in line for line in lines[1:])
    assert filers(asked)[: len(lines)] == lines
    assert "Giấy tờ vẫn như vậy." in changes(asked, question, "self")


def test_every_answer_of_every_such_question_can_be_supposed(ask: Ask, catalogue: Catalogue) -> None:
    for code, procedure in catalogue.procedures.items():
        asked = ask(code, "ai đi nộp được")
        question = who_goes(asked)
        if question:
            assert all(changes(asked, question, value) is not None for value in question.values)
        assert procedure.code == code
