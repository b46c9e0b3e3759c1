"""While "Việc đúng: …" stands on the screen: what is told or asked now is about that procedure, so it is taken up."""

from __future__ import annotations

from actions.after import After
from actions.case_question import the_right_one
from actions.facts_in_message import corrections, denied_facts, facts_said
from actions.needs.told import facts_in
from actions.payloads import read_payload
from actions.questions.answers import asked_in
from actions.topic_words import mentions
from actions.topics.choices import take
from actions.topics.on_screen import ASKS
from actions.turn import Turn
from knowledge.reading.asking import asks_openly

LIST = ("ask_documents", "show_again")
"""What asks for the list: that of the right procedure."""


async def about_the_right_one(turn: Turn) -> After | None:
    """ "Em chưa cưới ai bao giờ", "mấy ngày xong": go on with the procedure that the answers lead to, and say so.

    What corrects an answer of this case, or says something new of it, is for the readings that follow.
    """
    way = "" if turn.pressed else the_right_one(turn)
    code = read_payload(way)[1].get("procedure", "") if way else ""
    if code not in turn.catalogue.procedures or mentions(turn.text, "corrects"):
        return None
    if facts_said(turn) or corrections(turn) or denied_facts(turn):
        return None
    asks = turn.understood.says(LIST, ASKS) or (asks_openly(turn.text) and bool(asked_in(turn, ASKS)))
    return take(turn, code) if asks or _tells(turn, code) else None


def _tells(turn: Turn, code: str) -> bool:
    """Whether the message answers a question of that procedure that this one does not ask in the same words."""
    before, known = turn.code, turn.facts
    turn.code = code
    told = facts_in(turn, turn.text)
    turn.code = before
    return any(known.get(key) != value for key, value in told.items())
