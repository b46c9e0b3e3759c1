"""One paper: needed or not, how it is brought, where it comes from."""

from __future__ import annotations

from actions.questions.papers import named, paper, source
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
