"""Finding the procedure: search, and carry out what the search decides."""

from __future__ import annotations

from actions.facts_in_message import facts_said, note
from actions.library import search
from actions.rasa_bridge import Topic, TurnAction
from actions.topic_words import mentions, topic_of
from actions.topics.case_question import put_question
from actions.topics.choices import choose, offer, picked, something_else, take, wrong
from actions.topics.document_walk import walk_answer, walk_heard
from actions.topics.side_questions import TOPICS
from actions.topics.small_talk import hand_off
from actions.turn import Turn
from actions.wording import say
from knowledge.messages import Notice
from knowledge.search.types import Decision, SearchResult


async def find(turn: Turn) -> None:
    """Search for what was said; take the procedure, offer a choice, or say honestly that nothing fits."""
    if picked(turn) or walk_heard(turn):
        return
    if topic_of(turn.text) == "wrong_procedure" and turn.procedure:
        await not_this(turn)
        return
    offered = turn.offered_codes()
    result = await search(turn.text)
    if chosen := next((candidate.code for candidate in result.candidates if candidate.code in offered), None):
        take(turn, chosen)
    elif result.decision is not Decision.ANSWER and (facts := facts_said(turn)):
        note(turn, facts)
        put_question(turn)
    else:
        act_on(turn, result)


async def not_this(turn: Turn) -> None:
    """ "Không phải việc này": take the procedure the same message names, else offer the neighbours."""
    another = await finds_another(turn)
    if another:
        act_on(turn, another)
    else:
        wrong(turn)


def act_on(turn: Turn, result: SearchResult) -> None:
    """Carry out a search's decision. What the index knows and the catalogue does not is left out."""
    candidates = tuple(found for found in result.candidates if found.code in turn.catalogue.procedures)
    if candidates and result.decision is Decision.ANSWER:
        turn.told = ""  # a need of its own, not a choice among those that an earlier message led to
        take(turn, candidates[0].code)
    elif candidates and result.decision is Decision.ASK_BACK:
        offer(turn, candidates)
    else:
        turn.quiet = True
        topic = "out_of_scope" if result.elsewhere else "not_found"
        turn.say(say(topic), Notice(topic=topic))


async def finds_another(turn: Turn) -> SearchResult | None:
    """The search result when the message clearly names a procedure other than the active one."""
    if only_a_topic(turn):
        return None
    result = await search(turn.text)
    return result if names_another(turn, result) else None


def names_another(turn: Turn, result: SearchResult) -> bool:
    """Whether a search clearly found a procedure other than the active one, or a need that is not the desk's."""
    return result.elsewhere or (result.decision is Decision.ANSWER and result.candidates[0].code != turn.code)


def only_a_topic(turn: Turn) -> bool:
    """A short "còn lệ phí thì sao" about the active procedure names no other."""
    return turn.procedure is not None and turn.intent in TOPICS and len(turn.text.split()) <= 4


async def look_anyway(turn: Turn) -> None:
    """Whatever the intent, the search rules what is known; else say honestly what is out of reach."""
    if picked(turn) or walk_heard(turn):
        return
    result = await search(turn.text)
    if result.decision is not Decision.ANSWER and (facts := facts_said(turn)):
        note(turn, facts)
        put_question(turn)
    elif result.decision is not Decision.OUT_OF_SCOPE:
        act_on(turn, result)
    else:
        turn.quiet = True
        turn.say(say("out_of_scope"), Notice(topic="out_of_scope"))


async def hand_off_or_find(turn: Turn) -> None:
    """Where to find a clerk, when the message asks for one; "gấp", a number or a name alone do not."""
    if mentions(turn.text, "human"):
        hand_off(turn)
    else:
        await look_anyway(turn)


async def have_or_find(turn: Turn) -> None:
    """ "Có rồi", "chưa có" about a paper; while nothing is being talked about, the words may be a need."""
    if turn.procedure is None and not turn.offered and not turn.text.startswith("/"):
        result = await search(turn.text)
        if result.decision is not Decision.OUT_OF_SCOPE:
            act_on(turn, result)
            return
    walk_answer(turn)


class ActionFindProcedure(TurnAction):
    """Intent ask_procedure."""

    def name(self) -> str:
        return "action_find_procedure"

    def topic(self) -> Topic:
        return find


class ActionChooseProcedure(TurnAction):
    """A candidate's button."""

    def name(self) -> str:
        return "action_choose_procedure"

    def topic(self) -> Topic:
        return choose


class ActionWrongProcedure(TurnAction):
    """The button "Không phải việc này"."""

    def name(self) -> str:
        return "action_wrong_procedure"

    def topic(self) -> Topic:
        return wrong


class ActionSomethingElse(TurnAction):
    """The button "Việc khác" under candidates."""

    def name(self) -> str:
        return "action_something_else"

    def topic(self) -> Topic:
        return something_else


class ActionDefaultFallback(TurnAction):
    """Out of scope, or nothing Rasa is sure of: the search decides."""

    def name(self) -> str:
        return "action_default_fallback"

    def topic(self) -> Topic:
        return look_anyway


class ActionHandOff(TurnAction):
    """Intent ask_human."""

    def name(self) -> str:
        return "action_hand_off"

    def topic(self) -> Topic:
        return hand_off_or_find


class ActionWalkAnswer(TurnAction):
    """Have it or not: by button, or by intents have_document, lack_document, affirm, deny, dont_know."""

    def name(self) -> str:
        return "action_walk_answer"

    def topic(self) -> Topic:
        return have_or_find
