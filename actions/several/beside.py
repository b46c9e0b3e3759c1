"""A need that is named beside an answer or a question: it goes on the list, and the rest of the message is read on."""

from __future__ import annotations

from actions.after import After
from actions.command_words import command_in
from actions.library import scorer
from actions.listed_need import ListedNeed
from actions.needs.added import added_tail
from actions.needs.found import Need, needs_in
from actions.needs.listed import add
from actions.several.listing import is_unnamed, say_added
from actions.several.outright import is_of_this
from actions.turn import Turn
from knowledge.reading.options import label_of_answer
from knowledge.reading.reader import read_message


async def added_beside(turn: Turn) -> After | None:
    """ "Em tự đi nộp, à mà em muốn làm luôn tạm trú nữa": the list takes it; the rest is for other readings."""
    if turn.pressed or turn.procedure is None or turn.walk or command_in(turn.text):
        return None
    before, tail = added_tail(turn.text)
    if not tail or _answers(turn, tail):
        return None
    found = await needs_in(tail, added=True)
    new = [need for need in found.needs if _is_new(turn, need)]
    added = add(turn, [ListedNeed(list(need.codes), need.text, tail) for need in new]) if new else []
    if added:
        say_added(turn, added)
        turn.text = before
    return None


def _answers(turn: Turn, tail: str) -> bool:
    """Whether the question on the screen is answered there: "với lại bé sinh ở nhà"."""
    question = turn.open_question
    if turn.procedure is None or question is None:
        return False
    today = turn.now.date()
    read = read_message(turn.procedure, tail, today, asking=question.id, known=turn.facts, scorer=scorer())
    return question.id in read.facts


def _is_new(turn: Turn, need: Need) -> bool:
    """Whether a need is another than what is done, named so that it can be told from its papers and answers."""
    question = turn.open_question
    if turn.code in need.codes or is_unnamed(need) or is_of_this(turn, need.text):
        return False
    return not (question and label_of_answer(question, need.text))
