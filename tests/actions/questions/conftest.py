"""A question about a case, ready to be answered."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from actions.case_question import current_checklist
from actions.questions.asked import AskedAbout
from tests.actions.helpers import talk_about

Ask = Callable[..., AskedAbout]


@pytest.fixture
def ask() -> Ask:
    """ask(code, text, **facts)."""

    def make(code: str, text: str, **facts: str) -> AskedAbout:
        turn = talk_about(code, facts)
        turn.text = text
        checklist, case = current_checklist(turn), turn.case
        assert checklist
        assert case
        return AskedAbout(turn, case, checklist, text)

    return make
