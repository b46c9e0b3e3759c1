"""The procedure's own sentences, of those that may hold in the case."""

from __future__ import annotations

from actions.questions.answers import ANSWERS
from actions.questions.own_lines import cue_words, held, say_line, told_by
from knowledge.schema.conditions import Condition
from knowledge.schema.guidance import Guidance
from tests.actions.helpers import BIRTH
from tests.actions.questions.conftest import Ask


def entry(say: str, about: tuple[str, ...] = (), **when: str) -> Guidance:
    terms = tuple((key, (value,)) for key, value in when.items())
    return Guidance(say=say, about=about, when=Condition(terms=terms))


def test_what_cannot_hold_is_left_out_and_what_may_is_said_with_its_condition(ask: Ask) -> None:
    asked = ask(BIRTH, "x", birth_proof="paper")
    entries = [entry("a", birth_proof="none"), entry("b", within_60_days="yes"), entry("c")]
    assert [say_line(asked, one) for one in held(asked, entries)][1:] == ["c"]
    assert say_line(asked, entries[1]).startswith("b (nếu ")


def test_words_of_the_question_choose(ask: Ask) -> None:
    entries = [entry("a", ("tạm trú",)), entry("b", ("anh em họ",)), entry("c")]
    assert [one.say for one in held(ask(BIRTH, "ở tạm trú được không"), entries)] == ["a"]
    assert len(held(ask(BIRTH, "gì đó"), entries)) == 3


def test_a_warning_tells_of_a_topic_by_its_words(ask: Ask) -> None:
    assert all("ngày" in line or "hạn" in line for line in told_by(ask(BIRTH, "x"), "ask_deadline"))


def test_cues_are_of_topics() -> None:
    assert {"ask_deadline", "ask_eligibility", "ask_filer"} <= ANSWERS.keys()
    assert all(cue_words(topic) for topic in ("ask_deadline", "ask_filer", "another_goes", "post"))
