"""The record's own sentence, quoted above a floor and not below it."""

from __future__ import annotations

import pytest

from actions.questions.official import quotation
from knowledge.catalogue_files.catalogue import Catalogue
from tests.actions.helpers import MARRIAGE
from tests.actions.questions.conftest import Ask

SENTENCES = (
    "Người yêu cầu phải xuất trình giấy tờ tuỳ thân để đối chiếu khi nhận Giấy chứng nhận.",
    "Nếu một bên không thể đến nhận thì được gia hạn nhận kết quả nhưng không quá 60 ngày.",
)


@pytest.fixture(autouse=True)
def _record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Catalogue, "official_text", lambda self, code: SENTENCES)


def test_the_sentence_that_holds_the_question_s_words_is_quoted(ask: Ask) -> None:
    lines = quotation(ask(MARRIAGE, "một bên không đến nhận thì được gia hạn mấy ngày"))
    assert f"“{SENTENCES[1]}”" in lines[0]


@pytest.mark.parametrize("text", ["trâu bò bay được không", "ừ", "", "nhận"])
def test_below_the_floor_nothing_is_quoted(text: str, ask: Ask) -> None:
    assert quotation(ask(MARRIAGE, text)) == []
