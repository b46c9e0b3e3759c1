""" "Bà nội đi nộp" while another question is on the screen: what answers one of the others is asked back."""

from __future__ import annotations

from collections.abc import Iterator

from actions.after import After
from actions.facts_in_message import note, say_noted
from actions.library import scorer
from actions.questions.what_if import is_who_goes
from actions.topic_words import corrects, mentions, names_outright, supposes
from actions.topics.answer import ask_which, is_about
from actions.topics.on_screen import NO_ANSWER, OTHERWISE
from actions.topics.other_need import NEED, names_a_need, requests
from actions.turn import Turn
from knowledge.provinces import PROVINCE
from knowledge.reading.asking import asks_openly
from knowledge.reading.reader import read_choice
from knowledge.reading.short_answers import refuses
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import Question
from knowledge.settings import now_in_vietnam

SHORTEST, LONGEST = 2, 14
"""Words of a message that is looked at so; a number alone says nothing, a story too much."""
MOST = 2
"""Questions that it may answer; more say that it is no answer."""
SURELY = 0.6
"""How probable small talk or a command must be to be no answer at all."""
TALK = tuple(intent for intent in (*OTHERWISE, *NO_ANSWER) if intent not in ("affirm", "ask_procedure"))
"""What is no answer, if it is surely that."""


async def answers_another(turn: Turn) -> After | None:
    """Ask back what the message would answer were another question of the case on the screen."""
    if turn.procedure is None or turn.pressed or not SHORTEST <= len(turn.text.split()) <= LONGEST:
        return None
    if asks_openly(turn.text) or supposes(turn.text) or names_outright(turn.text) or turn.understood.says(TALK, SURELY):
        return None
    every = list(_answered(turn))
    found = [(question, value) for question, value in every if turn.facts.get(question.id) != value]
    objects = refuses(turn.text.split(",")[0])
    if not 1 <= len(found) <= (1 if objects else MOST):
        return None
    if (turn.understood.says(["ask_procedure"], NEED) or requests(turn.text)) and await names_a_need(turn):
        return None
    if len(found) == 1 and found[0][0].id in turn.facts and corrects(turn.text):
        note(turn, {found[0][0].id: found[0][1]})  # it says itself that it corrects
        return After.NEXT
    if same := {question.id: value for question, value in every if turn.facts.get(question.id) == value}:
        say_noted(turn, same)  # said once more: no guess at anything else
        return After.AGAIN
    ask_which(turn, found)
    return After.NOTHING


def _answered(turn: Turn) -> Iterator[tuple[Question, str]]:
    """The questions but for the open one that the message would answer, each with its value."""
    case, today = turn.case, now_in_vietnam().date()
    for question in turn.questions():
        if case is None or question.id in (turn.asking, PROVINCE) or case.reachable(question.id) is False:
            continue
        value = read_choice(question, turn.text, today, scorer())
        if value in (None, UNKNOWN) or not _is_about(question, str(value), turn.text):
            continue
        yield question, str(value)


def _is_about(question: Question, value: str, text: str) -> bool:
    """Whether a message is about this answer; about who goes only with a word of going."""
    if is_who_goes(question):
        return mentions(text, "goes")
    return is_about(question, value, text)
