"""Answers that hold for several needs."""

from __future__ import annotations

from actions.listed_need import ListedNeed
from actions.needs.carried import answered_alike, carried_facts
from actions.turn import Turn
from tests.actions.helpers import BIRTH, MARRIAGE


def turn_to_marriage(facts: dict[str, str]) -> Turn:
    turn = Turn()
    turn.needs = [ListedNeed([BIRTH], state="done"), ListedNeed([MARRIAGE], state="now")]
    turn.take(BIRTH)
    for question_id, value in facts.items():
        turn.answer(question_id, value)
    turn.take(MARRIAGE)
    return turn


def test_the_same_question_is_not_asked_twice() -> None:
    assert carried_facts(turn_to_marriage({"method": "online", "birth_proof": "paper"})) == {"method": "online"}


def test_what_is_not_known_is_asked_again() -> None:
    assert carried_facts(turn_to_marriage({"method": "unknown"})) == {}
    turn = turn_to_marriage({"method": "online"})
    turn.answer("method", "direct")
    assert carried_facts(turn) == {}


def test_another_set_of_answers_is_another_question() -> None:
    turn = Turn()
    turn.needs = [ListedNeed([MARRIAGE], state="done"), ListedNeed([BIRTH], state="now")]
    turn.take("1.004873")
    turn.answer("filer", "self")
    turn.needs[0].codes = ["1.004873"]
    turn.take(BIRTH)
    assert carried_facts(turn) == {}  # "Cha hoặc mẹ của bé" is not "Chính người yêu cầu"


def test_in_one_matter_every_question_that_is_the_same_is_answered() -> None:
    turn = Turn()
    turn.take("2.002307")
    turn.answer("deceased", "merit")
    turn.take("1.010824")
    assert answered_alike(turn, "2.002307") == {"deceased": "merit"}
