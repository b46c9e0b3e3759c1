"""Finding the procedure: search, and carry out what the search decides."""

from __future__ import annotations

from actions.ask import put_question
from actions.library import search
from actions.offer import choose, offer, picked, something_else, take, wrong
from actions.talk import Talk
from actions.texts import say, topic_of
from actions.told import note, told
from actions.topics import TOPICS
from actions.turn import Topic, TurnAction
from actions.walk import walk_answer, walk_heard
from knowledge.messages import Notice
from knowledge.search.types import Decision, SearchResult


async def find(talk: Talk) -> None:
    """Search for what was said; take the procedure, offer a choice, or say honestly that nothing fits."""
    if picked(talk) or walk_heard(talk):
        return
    if topic_of(talk.text) == "wrong_procedure" and talk.procedure:
        await not_this(talk)
        return
    offered = talk.offered_codes()
    result = await search(talk.text)
    if chosen := next((one.code for one in result.candidates if one.code in offered), None):
        take(talk, chosen)
    elif result.decision is not Decision.ANSWER and (found := told(talk)):
        note(talk, found)
        put_question(talk)
    else:
        act_on(talk, result)


async def not_this(talk: Talk) -> None:
    """ "Không phải việc này": take the procedure the same message names, else offer the neighbours."""
    another = await finds_another(talk)
    if another:
        act_on(talk, another)
    else:
        wrong(talk)


def act_on(talk: Talk, result: SearchResult) -> None:
    """Carry out a search's decision. What the index knows and the catalogue does not is left out."""
    candidates = tuple(one for one in result.candidates if one.code in talk.catalogue.procedures)
    if candidates and result.decision is Decision.ANSWER:
        take(talk, candidates[0].code)
    elif candidates and result.decision is Decision.ASK_BACK:
        offer(talk, candidates)
    else:
        talk.quiet = True
        topic = "out_of_scope" if result.elsewhere else "not_found"
        talk.say(say(topic), Notice(topic=topic))


async def finds_another(talk: Talk) -> SearchResult | None:
    """The search result when the message clearly names a procedure other than the active one."""
    if only_a_topic(talk):
        return None
    result = await search(talk.text)
    return result if names_another(talk, result) else None


def names_another(talk: Talk, result: SearchResult) -> bool:
    """Whether a search clearly found a procedure other than the active one, or a need that is not the desk's."""
    return result.elsewhere or (result.decision is Decision.ANSWER and result.candidates[0].code != talk.code)


def only_a_topic(talk: Talk) -> bool:
    """A short "còn lệ phí thì sao" about the active procedure names no other."""
    return talk.procedure is not None and talk.intent in TOPICS and len(talk.text.split()) <= 4


async def look_anyway(talk: Talk) -> None:
    """Whatever the intent, the search rules what is known; else say honestly what is out of reach."""
    if picked(talk) or walk_heard(talk):
        return
    result = await search(talk.text)
    if result.decision is not Decision.ANSWER and (found := told(talk)):
        note(talk, found)
        put_question(talk)
    elif result.decision is not Decision.OUT_OF_SCOPE:
        act_on(talk, result)
    else:
        talk.quiet = True
        talk.say(say("out_of_scope"), Notice(topic="out_of_scope"))


async def have_or_find(talk: Talk) -> None:
    """ "Có rồi", "chưa có" about a paper; while nothing is being talked about, the words may be a need."""
    if talk.procedure is None and not talk.offered and not talk.text.startswith("/"):
        result = await search(talk.text)
        if result.decision is not Decision.OUT_OF_SCOPE:
            act_on(talk, result)
            return
    walk_answer(talk)


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


class ActionWalkAnswer(TurnAction):
    """Have it or not: by button, or by intents have_document, lack_document, affirm, deny, dont_know."""

    def name(self) -> str:
        return "action_walk_answer"

    def topic(self) -> Topic:
        return have_or_find
