"""Another need: search for it; take the procedure, offer a choice, or say honestly that nothing fits."""

from __future__ import annotations

from dataclasses import replace

from actions.after import After
from actions.library import search
from actions.payloads import button
from actions.topic_words import begins_with, mentions
from actions.topics.choices import offer, take, wrong
from actions.turn import Turn
from actions.wording import say
from knowledge.checklist.phrases import called
from knowledge.messages import Notice
from knowledge.reading.clauses import accented
from knowledge.search.types import Decision, SearchResult

NEED = 0.5
"""How probable it must be that a message tells of a need, before one is looked for while a procedure is active."""
BACK = 0.3
"""The same for going back to a matter that was talked about before."""
SMALL = 0.8
"""How probable small talk must be to be taken for it without a search."""
SMALL_TALK = ("greet", "thanks", "complain", "ask_human")
LONGEST_SMALL_TALK = 12
"""Words; who says more may say a need with it."""
NAME = 3
"""Syllables from which a name tells procedures apart ("đăng ký kết hôn"); shorter ones stand in many questions."""
FEW_WORDS = 4
"""Words of a question that names no procedure ("còn lệ phí thì sao")."""


async def other_need(turn: Turn) -> After | None:
    """What the search makes of a message; None where it says nothing of a need."""
    if _is_small_talk(turn):
        return None
    if turn.procedure is None:
        return await _first_need(turn)
    if turn.understood.says(["out_of_scope"], SMALL) and len(turn.text.split()) >= NAME:
        result = await found(turn)
        return act_on(turn, result) if result.decision is Decision.OUT_OF_SCOPE else None
    back = turn.understood.says(["other_need", "ask_procedure"], BACK) and len(turn.cases) > 1
    if not (back or turn.understood.says(["ask_procedure", "other_need"], NEED) or requests(turn.text)):
        return None
    result = await found(turn)
    earlier = [found.code for found in result.candidates if found.code in turn.cases and found.code != turn.code]
    if earlier:
        turn.told = ""
        return take(turn, earlier[0])
    if not names_another(turn, result):
        return _neighbours(turn, result)
    if turn.open_question and not (result.elsewhere or requests(turn.text)):
        return propose(turn, result.candidates[0].code)
    return act_on(turn, result)


def _is_small_talk(turn: Turn) -> bool:
    """Surely so, and too short to say a need with it; "gấp" or a number is no wish for a human."""
    if turn.intent == "ask_human" and not mentions(turn.text, "human"):
        return False
    return turn.understood.says(SMALL_TALK, SMALL) and len(turn.text.split()) <= LONGEST_SMALL_TALK


async def _first_need(turn: Turn) -> After | None:
    offered = turn.offered_codes()
    result = await found(turn)
    if chosen := next((candidate.code for candidate in result.candidates if candidate.code in offered), None):
        return take(turn, chosen)
    return act_on(turn, result)


def act_on(turn: Turn, result: SearchResult) -> After | None:
    """Carry out a search's decision; None where nothing fits. What the catalogue does not know is left out."""
    candidates = tuple(found for found in result.candidates if found.code in turn.catalogue.procedures)
    if candidates and result.decision is Decision.ANSWER:
        turn.told = ""  # a need of its own, not a choice among those that an earlier message led to
        return take(turn, candidates[0].code)
    if candidates and result.decision is Decision.ASK_BACK:
        return offer(turn, candidates)
    if result.elsewhere or turn.understood.says(["out_of_scope"], NEED):
        turn.say(say("out_of_scope"), Notice(topic="out_of_scope"))
        return After.AGAIN
    return None


async def not_this(turn: Turn) -> After:
    """ "Không phải việc này": leave it for what else the same message may mean, else offer the neighbours."""
    if turn.procedure:
        result = await found(turn)
        others = tuple(candidate for candidate in result.candidates if candidate.code != turn.code)
        if len(others) < len(result.candidates):  # what is turned down is none of the choices
            result = replace(result, candidates=others, decision=Decision.ASK_BACK)
        if others or result.elsewhere:
            turn.leave()
            if (after := act_on(turn, result)) is not None:
                return after
    return wrong(turn)


async def found(turn: Turn) -> SearchResult:
    """What the search makes of the message, looked for once in a turn."""
    if turn.found is None or turn.found[0] != turn.text:
        turn.found = turn.text, await search(turn.text)
    return turn.found[1]


async def finds_another(turn: Turn, *, outright: bool) -> SearchResult | None:
    """The search result when a question is about a procedure other than the active one.

    With `outright`, only when the message asks to turn to it ("thế còn đăng ký kết hôn thì sao").
    """
    turns = mentions(turn.text, "turns_to")
    if len(turn.text.split()) <= FEW_WORDS or (outright and not turns):
        return None
    result = await found(turn)
    first = result.candidates[0].code if result.candidates else ""
    named = turns and first not in ("", turn.code) and names_outright(turn, first)
    return result if named or names_another(turn, result) else None


def names_outright(turn: Turn, code: str) -> bool:
    """Whether the message holds a name of a procedure, of three syllables at least, and none of the active one's."""
    spoken = accented(turn.text)
    return _longest_name(turn, code, spoken) > _longest_name(turn, turn.code or "", spoken)


def _longest_name(turn: Turn, code: str, spoken: str) -> int:
    """Syllables of the longest name of a procedure that stands in the text; 0 when none of three or more does."""
    entry = turn.catalogue.entries.get(code)
    if entry is None:
        return 0
    names = [accented(name) for name in (entry.name, *entry.aliases)]
    lengths = [len(name.split()) for name in names if f" {name} " in f" {spoken} "]
    return max((length for length in lengths if length >= NAME), default=0)


async def names_a_need(turn: Turn) -> bool:
    """Whether a message names another procedure so clearly that nothing of it is about this case."""
    result = await found(turn)
    return result.decision is Decision.ANSWER and result.candidates[0].code != turn.code


def names_another(turn: Turn, result: SearchResult) -> bool:
    """Whether a search clearly found a procedure other than the active one, or a need that is not the desk's."""
    return result.elsewhere or (result.decision is Decision.ANSWER and result.candidates[0].code != turn.code)


def requests(typed: str) -> bool:
    """Whether a message asks for something to be done ("làm …", "cho hỏi …") instead of telling something."""
    done = typed.rstrip(" .!?ạ").endswith(("rồi", "roi"))
    return (begins_with(typed, "request_first") and not done) or mentions(typed, "request")


def _neighbours(turn: Turn, result: SearchResult) -> After | None:
    """Several procedures may be meant, the active one not among them: let the person choose."""
    if result.decision is not Decision.ASK_BACK or turn.code in {found.code for found in result.candidates}:
        return None
    return act_on(turn, result)


def propose(turn: Turn, code: str) -> After:
    """A message that may name another procedure, or tell something in words we do not know: let the person say."""
    name = called(turn.catalogue.get(code))
    way = button(say("button_take", name=name), "choose", procedure=code)
    turn.say(say("perhaps_other", name=name), Notice(topic="perhaps_other"), [way])
    turn.proposing = way.payload
    return After.AGAIN
