"""A question knows what people call its procedure."""

from __future__ import annotations

from tests.actions.helpers import MARRIAGE
from tests.actions.questions.conftest import Ask


def test_the_name_is_what_people_say(ask: Ask) -> None:
    asked = ask(MARRIAGE, "lệ phí?")
    assert asked.name == asked.procedure.short_name != ""
