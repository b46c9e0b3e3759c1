"""Questions about the procedure or the case: several in one message, each answered from the case's own lines."""

from __future__ import annotations

from actions.after import After
from actions.questions.answers import ANSWERS, answer_topics, asked_in, knows_paper
from actions.questions.difference import asks_for_difference, compare_offered
from actions.topics.on_screen import ASKS
from actions.topics.other_need import NEED, act_on, finds_another, found
from actions.turn import Turn
from actions.understood import Guess
from actions.wording import say
from knowledge.messages import Notice
from knowledge.reading.asking import asks_openly
from knowledge.search.types import Decision

ABOUT_PAPERS = ("ask_paper", "ask_paper_source")
NAMED_LOOSELY = ("ask_fee",)
"""Questions in which any other subject is another procedure ("kết hôn thì mất bao nhiêu tiền")."""
COMPARES = 0.4
"""How probable it must be that the choices on the screen are to be compared."""
DOCUMENTS = "ask_documents"
"""Which papers all in all: the open question, or the list."""


async def questions(turn: Turn) -> After | None:
    """Answer what the message asks; of a procedure that it names, if it names another."""
    if (
        turn.understood.says(["ask_difference"], COMPARES)
        and asks_for_difference(turn.text)
        and len(turn.offered_codes()) > 1
    ):
        compare_offered(turn)
        return After.NOTHING
    wants_list = turn.understood.says([DOCUMENTS], ASKS)
    asked = asked_in(turn, ASKS)
    if not asked and not wants_list:
        about = Guess("ask_paper_source", 1.0, turn.text)
        of_need = turn.understood.says(["ask_procedure"], NEED)
        if of_need or not (turn.procedure and asks_openly(turn.text) and knows_paper(turn, about)):
            return None
        asked = [about]
    if turn.procedure is None:
        return await _of_a_named_one(turn)
    about_own_paper = any(guess.intent in ABOUT_PAPERS and knows_paper(turn, guess) for guess in asked)
    outright = any(guess.intent not in NAMED_LOOSELY for guess in asked)
    if not about_own_paper and (another := await finds_another(turn, outright=outright)):
        return act_on(turn, another)
    if not asked:
        return After.NEXT
    answer_topics(turn, asked)
    return After.AGAIN


async def _of_a_named_one(turn: Turn) -> After | None:
    """Nothing is active: the message itself must name the procedure."""
    result = await found(turn)
    if result.decision is Decision.OUT_OF_SCOPE and not (result.words or result.elsewhere):
        turn.say(say("no_procedure"), Notice(topic="no_procedure"))
        return After.NOTHING
    return act_on(turn, result)


def ask(turn: Turn) -> After:
    """A question's button, or its intent where nothing else was read: the active procedure's answer."""
    if turn.procedure is None:
        turn.say(say("no_procedure"), Notice(topic="no_procedure"))
        return After.NOTHING
    if turn.intent not in ANSWERS:
        return After.NEXT
    answer_topics(turn, [turn.understood.whole])
    return After.AGAIN
