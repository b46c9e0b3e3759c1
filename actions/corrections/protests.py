""" "Sao lại đổi thông tin, cháu mất thẻ mà", "nghĩ lại rồi, nghỉ hẳn luôn": what was noted is not so, and what is."""

from __future__ import annotations

import re

from actions.after import After
from actions.facts_in_message import corrections, note, told
from actions.topic_words import begins_with, mentions
from actions.topics.answer import ask_which, is_about
from actions.topics.on_screen import answer_beside
from actions.turn import Turn
from knowledge.reading.clauses import accented, read_clauses, telling_words
from knowledge.reading.opposites import sides
from knowledge.schema.procedure import Question

ENOUGH = 2
"""Words that a message must share with an answer for which only an opposite speaks."""
_PART = re.compile(r"([,.;!?\n]+)")


async def protested(turn: Turn) -> After | None:
    """Change the noted answer to what the message says instead; of several, ask which."""
    if turn.pressed or turn.procedure is None or not turn.facts:
        return None
    if not (mentions(turn.text, "protests") or mentions(turn.text, "thinks_again")):
        return None
    rest = _without_protest(told(turn))
    if not telling_words(rest):
        return None
    found = {**_by_opposites(turn, rest), **corrections(turn, rest, refusing=True)}
    meant = [(one, found[one.id]) for one in turn.questions() if one.id in found and _is_said(turn, one, found, rest)]
    if not meant:
        return None
    if len(meant) > 1:
        ask_which(turn, meant)
        return After.NOTHING
    note(turn, {question.id: value for question, value in meant})
    answer_beside(turn)
    return After.NEXT


def _by_opposites(turn: Turn, rest: str) -> dict[str, str]:
    """Question id → the one answer whose side the words take, sharing most of them, against what was noted."""
    clauses, told = read_clauses(accented(rest)), telling_words(rest)
    found = {}
    for question in turn.questions():
        said = sides(question, clauses)
        if turn.facts.get(question.id) not in said.against:
            continue
        shares = sorted(((len(told & telling_words(question.say(one))), one) for one in said.taken), reverse=True)
        if shares and shares[0][0] >= ENOUGH and [share for share, _ in shares].count(shares[0][0]) == 1:
            found[question.id] = shares[0][1]
    return found


def _is_said(turn: Turn, question: Question, found: dict[str, str], rest: str) -> bool:
    """Whether the words are about the new answer, or speak against the one that was noted."""
    against = sides(question, read_clauses(accented(rest))).against
    return turn.facts[question.id] in against or is_about(question, found[question.id], rest)


def _without_protest(text: str) -> str:
    """What a message tells besides the part that protests: "sao lại đổi thông tin, cháu mất thẻ mà"."""
    parts = _PART.split(text)
    kept = [part for part in parts if not begins_with(part, "protests")]
    return "".join(kept).strip(" ,.;!?")
