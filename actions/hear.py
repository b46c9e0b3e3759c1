"""What a typed message or a button means while a case question is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import FormValidationAction

from actions.facts_in_message import already_noted, facts_said, note, read, say_noted
from actions.library import search
from actions.payloads import button
from actions.rasa_bridge import Topic, changes, perform
from actions.topic_words import begins_with, mentions, supposes, topic_of
from actions.topics.answer import answer_button, ask_back
from actions.topics.case_question import put_question
from actions.topics.change import change_answer, change_one, start_over
from actions.topics.choices import choose, picked, something_else, wrong
from actions.topics.document_walk import walk, walk_answer, walk_get
from actions.topics.find_procedure import act_on, find, finds_another, not_this
from actions.topics.side_questions import answer_topic, topic_asked
from actions.topics.small_talk import complain, greet, hand_off, thank
from actions.turn import Turn
from actions.wording import say
from knowledge.messages import Notice
from knowledge.reading.options import SHORT_ANSWER
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import Question
from knowledge.search.types import Decision

_STEERS: dict[str, Callable[[Turn], None]] = {
    "start_over": start_over,
    "change_answer": change_answer,
    "greet": greet,
    "thanks": thank,
    "ask_human": hand_off,
    "complain": complain,
}
"""What a person may say instead of an answer. Small talk leaves the question standing and does not repeat it."""


async def hear(turn: Turn) -> None:
    """Take the message as the answer if it is one; otherwise do what it asks, then put the question again."""
    if picked(turn):
        return
    question = turn.procedure.question(turn.asking) if turn.procedure and turn.asking else None
    asks = topic_of(turn.text)
    if asks == "wrong_procedure":
        await not_this(turn)
    elif question and mentions(turn.text, "explain"):
        _explain(turn, question)
    elif facts := _facts(turn, question):
        note(turn, facts)
        _answer_beside(turn)
        put_question(turn)
    elif turn.intent in _STEERS and await _steers(turn):
        _STEERS[turn.intent](turn)
    elif question and turn.intent == "dont_know" and not supposes(turn.text) and asks is None:
        note(turn, {question.id: UNKNOWN})
        put_question(turn)
    elif question and asks is None and (values := read(turn).unsure.get(question.id)):
        ask_back(turn, question, values)
    else:
        await _aside(turn)


def _facts(turn: Turn, question: Question | None) -> dict[str, str]:
    """What the message says; one that asks something corrects no answer, unless it answers what is on the screen."""
    said = facts_said(turn)
    if (question and question.id in said) or not turn.intent.startswith("ask_"):
        return said
    return {key: value for key, value in said.items() if key not in turn.facts}


async def _steers(turn: Turn) -> bool:
    """Whether the message really steers the conversation: two words may be a clumsy answer, many may name a need."""
    length = len(turn.text.split())
    if turn.intent == "ask_human":
        return mentions(turn.text, "human")
    return turn.intent != "thanks" or length <= SHORT_ANSWER or await finds_another(turn) is None


def _explain(turn: Turn, question: Question) -> None:
    """ "Câu này là sao?": why it is asked, and the question again."""
    text = say("explain", why=question.why) if question.why else say("explain_plain")
    turn.say(text, Notice(topic="explain"))
    put_question(turn, question.id)


def _answer_beside(turn: Turn) -> None:
    """ "Quá hạn rồi, mất bao nhiêu tiền?" answers and asks: what is asked is answered too."""
    topic = topic_of(turn.text)
    if topic in ("ask_fee", "ask_time") and len(turn.text.split()) > SHORT_ANSWER:
        answer_topic(turn, topic)


async def _aside(turn: Turn) -> None:
    """Not an answer: another procedure, a question about this one, or something not understood."""
    another = await finds_another(turn)
    if another and (another.elsewhere or _requests(turn.text)):
        act_on(turn, another)
        return
    if facts := already_noted(turn):
        say_noted(turn, facts)
    elif another:
        _perhaps_other(turn, another.candidates[0].code)
    elif topic := topic_asked(turn):
        answer_topic(turn, topic)
    elif turn.intent == "ask_procedure" and (facts := facts_said(turn)):
        note(turn, facts)
        turn.asking = None
    elif turn.intent == "ask_procedure":
        await _perhaps_another(turn)
    elif turn.intent != "ask_documents":
        _not_understood(turn)
    put_question(turn, turn.asking)


def _requests(typed: str) -> bool:
    """Whether a message asks for something to be done ("làm …", "cho hỏi …") instead of telling something."""
    done = typed.rstrip(" .!?ạ").endswith(("rồi", "roi"))
    return (begins_with(typed, "request_first") and not done) or mentions(typed, "request")


def _perhaps_other(turn: Turn, code: str) -> None:
    """A message that may name another procedure, or tell something in words we do not know: let the person say."""
    name = turn.catalogue.get(code).name
    take = button(say("button_take", name=name), "choose", procedure=code)
    turn.say(say("perhaps_other", name=name), Notice(topic="perhaps_other"), [take])
    turn.proposing = take.payload


async def _perhaps_another(turn: Turn) -> None:
    result = await search(turn.text)
    if result.decision is Decision.ASK_BACK and turn.code not in {candidate.code for candidate in result.candidates}:
        act_on(turn, result)
    else:
        _not_understood(turn)


def _not_understood(turn: Turn) -> None:
    turn.say(say("not_understood", unknown=say("unknown_option")), Notice(topic="not_understood"))


_BUTTONS: dict[str, Topic] = {
    "ask_documents": put_question,
    "answer": answer_button,
    "choose": choose,
    "change": change_one,
    "change_answer": change_answer,
    "start_over": start_over,
    "something_else": something_else,
    "wrong_procedure": wrong,
    "walk": walk,
    "walk_answer": walk_answer,
    "walk_get": walk_get,
}


class ValidateCaseForm(FormValidationAction):
    """The dynamic form: it asks for `case_answer` as long as a case question is open."""

    def name(self) -> str:
        return "validate_case_form"

    def domain_slots(self, domain: dict[str, Any]) -> list[str]:
        """The form's one slot, known without Rasa sending the whole domain along."""
        return ["case_answer"]

    async def required_slots(
        self, domain_slots: list[str], dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[str]:
        """The one slot while something is left to ask; none ends the form."""
        return domain_slots if Turn.from_tracker(tracker).next_question() is not None else []

    async def validate_case_answer(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        """Take the message in, answer it, and leave the slot empty for the next question."""
        turn = Turn.from_tracker(tracker)
        pressed = _BUTTONS.get(turn.intent) if turn.text.startswith("/") else None
        await perform(pressed or (hear if turn.procedure else find), turn, dispatcher)
        return {**changes(tracker, turn), "case_answer": None}
