"""Which matter a message names by words of its title: the one it turns down, or an earlier one that it goes back to."""

from __future__ import annotations

from actions.after import After
from actions.case_question import back_buttons
from actions.topic_words import after, begins_with, mentions
from actions.topics.choices import take
from actions.topics.other_need import not_this
from actions.turn import Turn
from actions.wording import say
from knowledge.checklist.phrases import called
from knowledge.messages import Notice
from knowledge.reading.asking import asks_openly
from knowledge.reading.clauses import Mood, accented, read_clauses, telling_words
from knowledge.reading.short_answers import moves

NAMED = 0.6
"""The part of a phrase's telling words that an earlier matter's title or name must hold."""


async def turned_down(turn: Turn) -> After | None:
    """ "Không phải lớp 10, em hỏi thi đại học": another matter, or none of ours; an answer names no matter."""
    procedure, question = turn.procedure, turn.open_question
    said = telling_words(_what_is_turned_down(turn.text)) if procedure else set()
    if procedure is None or not said or not said <= telling_words(f"{procedure.name} {procedure.short_name}"):
        return None
    answers = [option.say for option in question.options] if question else []
    case = turn.case
    answers += [one.say(value) for one, value in (case.answered() if case else [])]
    if any(said <= telling_words(answer) for answer in answers):
        return None
    return await not_this(turn)


def _what_is_turned_down(text: str) -> str:
    """The words after a denial in a clause that does not ask: "… chứ có phải khai sinh đâu" denies too."""
    for clause in read_clauses(accented(text)):
        said = after(clause.text, "is_not") if mentions(clause.text, "is_not_end") else ""
        if not said and clause.mood is not Mood.ASKED:
            said = after(clause.text, "turns_down")
        if said:
            return said
    return ""


async def moved_already(turn: Turn) -> After | None:
    """ "Chuyển qua việc đó đi" when nothing is offered: the right procedure was taken up already."""
    if turn.procedure is None or not moves(turn.text) or mentions(turn.text, "earlier_matter"):
        return None
    buttons = back_buttons(turn) if turn.open_question is None else []
    turn.say(say("already_on", name=called(turn.procedure)), Notice(topic="already_on"), buttons)
    return After.AGAIN


async def gone_back_to(turn: Turn) -> After | None:
    """ "Quay lại cái căn cước đi": the earlier matter that the words name."""
    if len(turn.cases) < 2 or not begins_with(turn.text, "goes_back") or asks_openly(turn.text):
        return None
    said = telling_words(after(turn.text, "goes_back"))
    shares = {code: _share(said, turn, code) for code in turn.cases if code in turn.catalogue.procedures}
    best = max(shares, key=shares.__getitem__, default=None)
    if best is None or best == turn.code or shares[best] < NAMED:
        return None
    if sorted(shares.values())[-2] == shares[best]:
        return None
    turn.told = ""
    return take(turn, best)


def _share(said: set[str], turn: Turn, code: str) -> float:
    """The largest part of the words that a title or short name of a procedure holds; of an alias two words at least."""
    procedure = turn.catalogue.get(code)
    shared = [len(said & telling_words(name)) for name in (called(procedure), procedure.name)]
    of_aliases = (len(said & telling_words(alias)) for alias in turn.catalogue.entries[code].aliases)
    shared += [count for count in of_aliases if count > 1]
    return max(shared) / len(said) if said else 0.0
