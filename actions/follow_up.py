"""Follow-up questions outside the case questions: about the active procedure, or about one the message names."""

from __future__ import annotations

from actions.ask import put_open_question, put_question
from actions.find import act_on, finds_another
from actions.library import search
from actions.talk import Talk
from actions.texts import say
from actions.topics import answer_topic, topic_asked
from actions.turn import Topic, TurnAction
from knowledge.messages import Notice
from knowledge.search.types import Decision


async def follow_up(talk: Talk) -> None:
    """Fee, time, place, online, form or law: of the procedure the message names, else of the active one."""
    if talk.procedure is None:
        await _unnamed(talk)
    elif another := await finds_another(talk):
        act_on(talk, another)
    else:
        answer_topic(talk, topic_asked(talk) or "ask_form")
        put_open_question(talk)


async def documents(talk: Talk) -> None:
    """ "Cần giấy tờ gì": the open question or the checklist of the active procedure, or of the one named."""
    if talk.procedure is None:
        await _unnamed(talk)
    elif not talk.text.startswith("/") and (another := await finds_another(talk)):
        act_on(talk, another)
    else:
        put_question(talk)


async def _unnamed(talk: Talk) -> None:
    """Nothing is active: the message itself must name the procedure."""
    result = None if talk.text.startswith("/") else await search(talk.text)
    if result is None or (result.decision is Decision.OUT_OF_SCOPE and not result.words):
        talk.say(say("no_procedure"), Notice(topic="no_procedure"))
    else:
        act_on(talk, result)


class ActionFollowUp(TurnAction):
    """Intents ask_fee, ask_time, ask_place, ask_online, ask_form, ask_legal_basis."""

    def name(self) -> str:
        return "action_follow_up"

    def topic(self) -> Topic:
        return follow_up


class ActionShowDocuments(TurnAction):
    """Intent ask_documents."""

    def name(self) -> str:
        return "action_show_documents"

    def topic(self) -> Topic:
        return documents
