"""What is known of a case and comes nearest to a question."""

from __future__ import annotations

import pytest

from actions.questions import statements
from actions.questions.answers import with_details
from actions.questions.statements import LOOKED_AT, closest
from knowledge.catalogue_files.catalogue import Catalogue
from tests.actions.helpers import MARRIAGE
from tests.actions.questions.conftest import Ask

OFFICIAL = "Nếu một bên không thể đến nhận thì được gia hạn nhận kết quả nhưng không quá 60 ngày."


@pytest.fixture(autouse=True)
def _words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No model: what shares most words is nearest."""
    monkeypatch.setattr(statements, "nearness", lambda question, texts: [0.0 for _ in texts])


def test_the_sentence_that_shares_most_words_comes_first(ask: Ask) -> None:
    found = closest(ask(MARRIAGE, "hai người có phải cùng có mặt để ký không"))
    assert "cùng" in found[0].text
    assert len(found) <= LOOKED_AT
    assert [one.near for one in found] == sorted((one.near for one in found), reverse=True)


@pytest.mark.parametrize("text", ["", "ừ", "xyz", "đăng ký kết hôn"])
def test_a_question_without_telling_words_is_near_to_nothing(text: str, ask: Ask) -> None:
    assert closest(ask(MARRIAGE, text)) == []


def test_the_record_s_own_sentence_is_quoted(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Catalogue, "official_text", lambda self, code: (OFFICIAL,))
    lines = with_details(ask(MARRIAGE, "một bên không đến nhận kết quả thì gia hạn mấy ngày"), [], 0.5)
    assert any(f"“{OFFICIAL}”" in line for line in lines)


def test_a_detail_comes_before_the_topic_s_line_only_if_it_says_more(ask: Ask) -> None:
    asked = ask(MARRIAGE, "lệ phí bao nhiêu")
    fee = ["Lệ phí: Không mất phí."]
    assert with_details(asked, fee, 0.5)[-1] == fee[0]
