"""Another procedure's name in a frame of small words is a need, whatever else might be read into the message."""

from __future__ import annotations

from actions.after import After
from actions.command_words import command_in
from actions.listed_need import ListedNeed
from actions.needs.listed import add, listed, now
from actions.needs.outright import named_outright, stands_in
from actions.needs.said import adds
from actions.several.listing import put_on_list, take_first, take_up
from actions.topics.choices import ask_whose, take
from actions.turn import Turn
from knowledge.reading.options import label_of_answer


async def named_for_itself(turn: Turn) -> After | None:
    """ "Tiện thể làm luôn tạm trú được không", "vậy còn sang tên sổ đỏ thì sao": that need, or one more on the list."""
    if turn.procedure is None or command_in(turn.text):
        return None
    named = named_outright(turn.catalogue, turn.text)
    if named is None or turn.code in named.codes or is_of_this(turn, named.name):
        return None
    if len(named.codes) > 1:
        return None
    code = next(iter(named.codes))
    need = listed(turn, code)
    if need is not None and need.codes == [code]:
        return take_up(turn, need)
    if adds(turn.text):
        return put_on_list(turn, add(turn, [ListedNeed([code], named.name, turn.text)]))
    if (asked := ask_whose(turn, code)) is not None:
        return asked
    if now(turn) is not None:
        return take_first(turn, ListedNeed([code], named.name, turn.text))
    turn.told = ""
    return take(turn, code)


def is_of_this(turn: Turn, name: str) -> bool:
    """Whether a name stands in the question on the screen or in a paper of the case: then that may be meant."""
    question, procedure = turn.open_question, turn.procedure
    if question is not None:
        if label_of_answer(question, turn.text) or label_of_answer(question, name):
            return True
        said = [question.ask, *(option.say for option in question.options)]
        if any(stands_in(name, text) for text in said):
            return True
    kinds, documents = turn.catalogue.document_types, procedure.documents if procedure else ()
    papers = [kinds[document.type].name for document in documents if document.type in kinds]
    return any(stands_in(name, text) for text in papers)
