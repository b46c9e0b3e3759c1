"""What a typed message or a button means while a case question is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import FormValidationAction

from actions.ask import put_question
from actions.card import turn_to_button
from actions.change import change_answer, change_one, start_over
from actions.find import act_on, find, finds_another, not_this
from actions.library import search
from actions.offer import choose, picked, something_else, wrong
from actions.payloads import button
from actions.small_talk import complain, greet, hand_off, thank
from actions.talk import Talk
from actions.texts import mentions, say, supposes, texts, topic_of
from actions.told import already_known, note, say_known, told
from actions.topics import answer_topic, topic_asked
from actions.turn import Topic, TurnAction, changes, perform
from actions.walk import walk, walk_answer, walk_get
from knowledge.messages import Notice
from knowledge.reading.options import SHORT_ANSWER, match_answer
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import Question
from knowledge.search.types import Decision
from knowledge.text.fold import fold
from knowledge.text.normalise import normalise

_STEERS: dict[str, Callable[[Talk], None]] = {
    "start_over": start_over,
    "change_answer": change_answer,
    "greet": greet,
    "thanks": thank,
    "ask_human": hand_off,
    "complain": complain,
}
"""What a person may say instead of an answer. Small talk leaves the question standing and does not repeat it."""

_VERBS = ("lam", "xin", "chuyen", "doi", "cap", "mo")
"""First words of a message that asks for something."""


async def hear(talk: Talk) -> None:
    """Take the message as the answer if it is one; otherwise do what it asks, then put the question again."""
    if picked(talk):
        return
    question = talk.procedure.question(talk.asking) if talk.procedure and talk.asking else None
    supposed = supposes(talk.text)
    if topic_of(talk.text) == "wrong_procedure":
        await not_this(talk)
    elif question and mentions(talk.text, "explain"):
        _explain(talk, question)
    elif question and not supposed and (value := match_answer(question, talk.text)) is not None:
        talk.answer(question.id, value)
        _answer_beside(talk)
        put_question(talk)
    elif found := told(talk, corrections=not talk.intent.startswith("ask_")):
        note(talk, found)
        _answer_beside(talk)
        put_question(talk)
    elif talk.intent in _STEERS and await _steers(talk):
        _STEERS[talk.intent](talk)
    elif question and talk.intent == "dont_know" and not supposed and topic_of(talk.text) is None:
        talk.answer(question.id, UNKNOWN)
        put_question(talk)
    else:
        await _aside(talk)


async def _steers(talk: Talk) -> bool:
    """Whether the message really steers the conversation: two words may be a clumsy answer, many may name a need."""
    long = len(talk.text.split())
    if talk.intent == "ask_human":
        return long > SHORT_ANSWER or mentions(talk.text, "human")
    return talk.intent != "thanks" or long <= SHORT_ANSWER or await finds_another(talk) is None


def _explain(talk: Talk, question: Question) -> None:
    """ "Câu này là sao?": why it is asked, and the question again."""
    text = say("explain", why=question.why) if question.why else say("explain_plain")
    talk.say(text, Notice(topic="explain"))
    put_question(talk, question.id)


def answer_button(talk: Talk) -> None:
    """An option's button was pressed, perhaps an older one: the answer is noted or changed."""
    turn_to_button(talk)
    procedure, case = talk.procedure, talk.case
    question = procedure.question(talk.values.get("question", "")) if procedure else None
    value = talk.values.get("value", "")
    mine = talk.code == talk.values.get("procedure")
    if case and question and mine and value in (*question.values, UNKNOWN) and case.reachable(question.id):
        talk.answer(question.id, value)
    else:
        talk.say(say("asked_gone"), Notice(topic="asked_gone"))
    put_question(talk)


def _answer_beside(talk: Talk) -> None:
    """ "Quá hạn rồi, mất bao nhiêu tiền?" answers and asks: what is asked is answered too."""
    topic = topic_of(talk.text)
    if topic in ("ask_fee", "ask_time") and len(talk.text.split()) > SHORT_ANSWER:
        answer_topic(talk, topic)


async def _aside(talk: Talk) -> None:
    """Not an answer: another procedure, a question about this one, or something not understood."""
    another = await finds_another(talk)
    if another and (another.elsewhere or _requests(talk.text)):
        act_on(talk, another)
        return
    if known := already_known(talk):
        say_known(talk, known)
    elif another:
        _perhaps_other(talk, another.candidates[0].code)
    elif topic := topic_asked(talk):
        answer_topic(talk, topic)
    elif talk.intent == "ask_procedure" and (found := told(talk)):
        note(talk, found)
        talk.asking = None
    elif talk.intent == "ask_procedure":
        await _perhaps_another(talk)
    elif talk.intent != "ask_documents":
        _not_understood(talk)
    put_question(talk, talk.asking)


def _requests(text: str) -> bool:
    """Whether a message asks for something to be done ("làm …", "cho hỏi …") instead of telling something."""
    first = fold(normalise(text)).split()[:2]
    begins = bool(first) and (first[0] in _VERBS or " ".join(first) == "dang ky")
    done = text.rstrip(" .!?ạ").endswith(("rồi", "roi"))
    return (begins and not done) or mentions(text, "request")


def _perhaps_other(talk: Talk, code: str) -> None:
    """A message that may name another procedure, or tell something in words we do not know: let the person say."""
    name = talk.catalogue.get(code).name
    buttons = [button(say("button_take", name=name), "choose", procedure=code)]
    talk.say(say("perhaps_other", name=name), Notice(topic="perhaps_other"), buttons)


async def _perhaps_another(talk: Talk) -> None:
    result = await search(talk.text)
    if result.decision is Decision.ASK_BACK and talk.code not in {one.code for one in result.candidates}:
        act_on(talk, result)
    else:
        _not_understood(talk)


def _not_understood(talk: Talk) -> None:
    talk.say(say("not_understood", unknown=texts()["unknown_option"]), Notice(topic="not_understood"))


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
        return domain_slots if Talk.from_tracker(tracker).next_question() is not None else []

    async def validate_case_answer(
        self, value: str, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> dict[str, Any]:
        """Take the message in, answer it, and leave the slot empty for the next question."""
        talk = Talk.from_tracker(tracker)
        pressed = _BUTTONS.get(talk.intent) if talk.text.startswith("/") else None
        await perform(pressed or (hear if talk.procedure else find), talk, dispatcher)
        return {**changes(tracker, talk), "case_answer": None}


class ActionAnswer(TurnAction):
    """An option's button pressed when no case question is open: the answer is changed."""

    def name(self) -> str:
        return "action_answer"

    def topic(self) -> Topic:
        return answer_button
