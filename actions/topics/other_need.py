"""Another need: search for it; take the procedure, offer a choice, or say honestly that nothing fits."""

from __future__ import annotations

from dataclasses import replace

from actions.after import After
from actions.library import search
from actions.needs.called import called_exactly
from actions.needs.found import what_asks
from actions.needs.listed import waiting
from actions.needs.wished import by_its_wish
from actions.payloads import button
from actions.topic_words import begins_with, mentions
from actions.topics.choices import ask_whose, offer, take, wrong
from actions.topics.small_talk import say_scope
from actions.turn import Turn
from actions.wording import say
from knowledge.checklist.phrases import called
from knowledge.messages import Notice
from knowledge.reading.asking import asks_openly
from knowledge.reading.clauses import accented
from knowledge.reading.options import label_of_answer
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
    asks = turn.understood.says(["ask_procedure", "other_need"], NEED) or requests(turn.text)
    if not (back or asks or calls_another(turn)):
        return None
    result = await found(turn)
    earlier = [found.code for found in result.candidates if found.code in turn.cases]
    if earlier and earlier[0] != turn.code:
        turn.told = ""
        return take(turn, earlier[0])
    if not names_another(turn, result):
        plain = requests(turn.text) or asks_openly(turn.text) or turn.understood.says(["ask_procedure"], SMALL)
        return _neighbours(turn, result) if plain or turn.open_question is None else None
    if turn.open_question and not (result.elsewhere or requests(turn.text) or calls_another(turn)):
        return propose(turn, result.candidates[0].code)
    return act_on(turn, result)


def _is_small_talk(turn: Turn) -> bool:
    """Surely so, and too short to say a need with it; "gấp" or a number is no wish for a human."""
    if turn.intent == "ask_human" and not mentions(turn.text, "human"):
        return False
    return turn.understood.says(SMALL_TALK, SMALL) and len(turn.text.split()) <= LONGEST_SMALL_TALK


async def _first_need(turn: Turn) -> After | None:
    offered = turn.offered_codes()
    if offered and turn.told and not (requests(turn.text) or asks_openly(turn.text)):
        return await _among_offered(turn, offered)
    result = await found(turn)
    if chosen := next((candidate.code for candidate in result.candidates if candidate.code in offered), None):
        return take(turn, chosen)
    return act_on(turn, result)


async def _among_offered(turn: Turn, offered: set[str]) -> After | None:
    """Something told beside choices tells which of them is meant; what led to them is read with it.

    Alone it would be searched for as a need: "không có hộ khẩu ở đây" beside schools is none.
    """
    result = await found(turn)
    both = f"{turn.told}. {turn.text}"
    meant = [candidate.code for candidate in result.candidates if candidate.code in offered]
    if meant and (len(meant) == 1 or meant[0] == result.candidates[0].code):
        turn.told = both
        return take(turn, meant[0])
    if result.decision is Decision.ANSWER and turn.understood.says(["ask_procedure"], NEED):
        return act_on(turn, result)
    turn.told = both
    return None


def act_on(turn: Turn, result: SearchResult) -> After | None:
    """Carry out a search's decision; None where nothing fits. What the catalogue does not know is left out."""
    candidates = tuple(found for found in result.candidates if found.code in turn.catalogue.procedures)
    if candidates and result.decision is Decision.ANSWER:
        turn.told = ""  # a need of its own, not a choice among those that an earlier message led to
        if (asked := ask_whose(turn, candidates[0].code)) is not None:
            return asked
        return take(turn, candidates[0].code)
    broad = result.decision is Decision.ASK_BACK and turn.procedure is None  # else it is about that procedure
    if broad and (after := say_scope(turn, result)) is not None:
        return after
    if candidates and result.decision is Decision.ASK_BACK:
        need = next((need for need in waiting(turn) if need.codes == [candidates[0].code]), None)
        if need is None:
            return offer(turn, candidates)
        turn.told = need.told
        return take(turn, need.code)
    declined = result.elsewhere or turn.understood.says(["out_of_scope"], NEED)
    if (declined or turn.procedure is None) and (after := say_scope(turn, result)) is not None:
        return after
    if declined:
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
    result = await found(turn)
    new = result.decision is Decision.ANSWER and result.candidates[0].code not in turn.offered_codes()
    if (new or not turn.offered) and (after := act_on(turn, result)) is not None:
        return after  # "không phải, em muốn đăng ký kết hôn" beside choices, or with nothing on the table
    return wrong(turn)


async def found(turn: Turn) -> SearchResult:
    """What the search makes of the message, looked for once in a turn; what is over or another's is left out."""
    if turn.found is None or turn.found[0] != turn.text:
        turn.found = turn.text, await by_its_wish(turn.text, await _searched(turn.text))
    return turn.found[1]


async def _searched(text: str) -> SearchResult:
    """What is found for what the message asks; where that alone is not clear, what else it tells may make it so."""
    asks = what_asks(text)
    result = await search(asks)
    if asks == text or result.decision is not Decision.ASK_BACK or not result.candidates:
        return result
    whole = await search(text)
    clear = whole.decision is Decision.ANSWER and whole.candidates[0].code == result.candidates[0].code
    return whole if clear else result


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


def calls_another(turn: Turn) -> bool:
    """Whether a message is the name of another procedure and no label of the question on the screen."""
    codes = called_exactly(turn.catalogue, turn.text)
    question = turn.open_question
    return bool(codes) and turn.code not in codes and not (question and label_of_answer(question, turn.text))


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
