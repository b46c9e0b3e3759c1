"""One paper: needed or not, how it is brought, where it comes from."""

from __future__ import annotations

import datetime as dt

import pytest

from actions.questions.papers import asked_in_vain, named, not_listed, paper, source, spare, unheard_of
from knowledge.case.paths import list_paths
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.build import build_checklist
from knowledge.reading.papers import same_paper
from tests.actions.helpers import BIRTH, FACTS_OF_BIRTH, MARRIAGE
from tests.actions.questions.conftest import Ask

LODGER = "1.004194"


def test_a_paper_of_the_list_is_needed_and_how(ask: Ask) -> None:
    (line,) = paper(ask(BIRTH, "có cần giấy chứng sinh không", **FACTS_OF_BIRTH))
    assert line.startswith("Cần Giấy chứng sinh")
    assert "bản chính" in line


def test_a_paper_that_an_answer_decides_is_said_so(ask: Ask) -> None:
    (line,) = paper(ask(BIRTH, "có cần giấy chứng sinh không"))
    assert line.startswith("Tùy trường hợp")


def test_a_paper_people_bring_in_vain_is_not_needed(ask: Ask) -> None:
    (line,) = paper(ask(MARRIAGE, "có cần giấy độc thân không", foreigner="no"))
    assert line.startswith("Không cần")
    assert "độc thân" in line or "tình trạng hôn nhân" in line


def test_what_is_not_in_the_list_is_said_with_the_list(ask: Ask) -> None:
    lines = paper(ask(BIRTH, "có phải mang bằng lái xe không", **FACTS_OF_BIRTH))
    assert "không có trong danh sách" in lines[0]
    assert len(lines) > 1


def test_all_papers_at_once(ask: Ask) -> None:
    lines = paper(ask(BIRTH, "giấy tờ photo được không", **FACTS_OF_BIRTH))
    assert lines[0].startswith("Giấy tờ của")


def test_where_a_paper_is_had(ask: Ask) -> None:
    assert "Giấy chứng sinh" in source(ask(BIRTH, "giấy chứng sinh lấy ở đâu", **FACTS_OF_BIRTH))[0]


def test_the_paper_of_the_question_on_the_screen_is_meant(ask: Ask) -> None:
    asked = ask(BIRTH, "cái đó là gì")
    asked.turn.asking = "birth_proof"
    assert "chứng sinh" in " ".join(source(asked))


def test_no_paper_is_named_by_a_word_that_all_share(ask: Ask) -> None:
    assert named(ask(BIRTH, "giấy tờ")) is None


NOW = dt.datetime(2026, 11, 23, 9)
OUTCOMES = 12
"""Of each procedure so many cases are gone through."""


def test_what_the_answers_ruled_out_is_told_only_by_its_name(ask: Ask) -> None:
    asked = ask(BIRTH, "có cần giấy gì nữa không", **FACTS_OF_BIRTH)
    assert any(not line.often_brought for line in asked.checklist.not_needed)
    assert all(line.often_brought for line in asked_in_vain(asked))
    assert asked_in_vain(ask(MARRIAGE, "lệ phí bao nhiêu", foreigner="no")) == []


def test_no_paper_is_unneeded_while_another_of_its_kind_is_needed(catalogue: Catalogue) -> None:
    shared = 0
    for code in catalogue.authored:
        outcomes = {path.outcome: dict(path.facts) for path in list_paths(catalogue.get(code))}
        for facts in list(outcomes.values())[:OUTCOMES]:
            checklist = build_checklist(catalogue, code, facts, NOW)
            needed = [line.name for line in checklist.documents]
            shared += len(checklist.not_needed) - len(spare(checklist))
            assert not any(same_paper(line.name, name) for line in spare(checklist) for name in needed)
    assert shared


@pytest.mark.parametrize(
    "text",
    ["có phải mang bằng lái xe không", "thế học bạ chị ơi, có phải nộp không", "có cần sổ tiêm chủng của mẹ không"],
)
def test_a_paper_that_nothing_speaks_of_is_not_on_the_list(text: str, ask: Ask) -> None:
    lines = not_listed(ask(BIRTH, text, **FACTS_OF_BIRTH))
    assert "không có trong danh sách" in lines[0]
    assert len(lines) <= 4


@pytest.mark.parametrize(
    "text", ["có cần giấy chứng sinh không", "cần giấy gì", "nộp giấy này ở đâu", "có phải ra tận nơi không"]
)
def test_what_is_on_the_list_or_no_paper_is_not_missing(text: str, ask: Ask) -> None:
    assert not_listed(ask(BIRTH, text, **FACTS_OF_BIRTH)) == []


def test_a_paper_that_nothing_speaks_of_is_unheard_of(ask: Ask) -> None:
    asked = ask("1.004859", "học bạ với căn cước được không", kind="correct")
    assert unheard_of(asked, ["Mang căn cước khi nhận."])
    assert not unheard_of(ask("1.004859", "căn cước được không"), ["Mang căn cước khi nhận."])
    assert not unheard_of(ask("1.004859", "không có học bạ thì làm được không"), [])
