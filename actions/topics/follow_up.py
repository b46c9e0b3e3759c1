"""Follow-up questions outside the case questions: about the active procedure, or about one the message names."""

from __future__ import annotations

from actions.library import search
from actions.rasa_bridge import Topic, TurnAction
from actions.topics.case_question import put_open_question, put_question
from actions.topics.find_procedure import act_on, finds_another
from actions.topics.side_questions import answer_topic, topic_asked
from actions.turn import Turn
from actions.wording import say
from knowledge.messages import Notice
from knowledge.search.types import Decision


async def follow_up(turn: Turn) -> None:
    """Fee, time, place, online, form or law: of the procedure the message names, else of the active one."""
    if turn.procedure is None:
        await _unnamed(turn)
    elif another := await finds_another(turn):
        act_on(turn, another)
    else:
        answer_topic(turn, topic_asked(turn) or "ask_form")
        put_open_question(turn)


async def documents(turn: Turn) -> None:
    """ "Cần giấy tờ gì": the open question or the checklist of the active procedure, or of the one named."""
    if turn.procedure is None:
        await _unnamed(turn)
    elif not turn.text.startswith("/") and (another := await finds_another(turn)):
        act_on(turn, another)
    else:
        put_question(turn)


async def _unnamed(turn: Turn) -> None:
    """Nothing is active: the message itself must name the procedure."""
    result = None if turn.text.startswith("/") else await search(turn.text)
    if result is None or (result.decision is Decision.OUT_OF_SCOPE and not result.words):
        turn.say(say("no_procedure"), Notice(topic="no_procedure"))
    else:
        act_on(turn, result)


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
