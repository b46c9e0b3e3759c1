"""Questions about the procedure or the case: several in one message, each answered from the case's own lines."""

from __future__ import annotations

from actions.after import After
from actions.questions.answers import ANSWERS, FLOOR, OTHER, OWN, answer_topics, asked_in, best, knows_paper
from actions.questions.difference import asks_for_difference, compare_offered
from actions.topic_words import mentions, names_outright
from actions.topics.on_screen import ASKS
from actions.topics.other_need import NEED, act_on, finds_another, found, names_a_need
from actions.turn import Turn
from actions.understood import Guess
from actions.wording import say
from knowledge.messages import Notice
from knowledge.reading.asking import asks_openly
from knowledge.search.types import Decision

ABOUT_PAPERS = ("ask_paper", "ask_paper_source")
NAMED_LOOSELY = ("ask_fee",)
"""Questions in which any other subject is another procedure ("kết hôn thì mất bao nhiêu tiền")."""
COMMANDING, SURELY = ("explain_question", "other_need", "summarise", "show_again", "print_list", "stop", "skip"), 0.6
"""Commands that sound like questions ("sao phải hỏi câu này"), and how probable they must be."""
PLAINLY = 0.8
"""How probable an own sentence must answer a message that may as well name another need, or tell something."""
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
    if turn.understood.says(COMMANDING, SURELY):
        return None
    if (
        asked
        and turn.open_question
        and not (asks_openly(turn.text) or names_outright(turn.text))
        and best(turn) < PLAINLY
    ):
        return None  # "không sai chỗ nào" asks for no place
    elsewhere = turn.understood.says(["ask_procedure"], NEED) and await names_a_need(turn)
    of_need, turns = turn.understood.says(["ask_procedure"], NEED), mentions(turn.text, "turns_to")
    # every sentence of the case is held against the message: only where that decides anything
    decides = not turns or not (asked or of_need)
    share = best(turn) if decides and turn.procedure and asks_openly(turn.text) else 0.0
    if share >= (PLAINLY if elsewhere else OWN) and not turns:
        answer_topics(turn, asked or [Guess(OTHER, 0.0, turn.text)])
        return After.AGAIN
    if not asked and share >= FLOOR and not of_need:
        asked = [Guess(OTHER, 0.0, turn.text)]
    if not asked and not wants_list:
        about = Guess("ask_paper_source", 1.0, turn.text)
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
