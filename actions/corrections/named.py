""" "Sửa câu phòng cháy, tui không rõ", "tôi chưa nói gì về phòng cháy", "số 3, không có": an answer that is named."""

from __future__ import annotations

import re

from actions.after import After
from actions.case_question import put_question
from actions.corrections.elsewhere import SURELY, TALK
from actions.facts_in_message import note, perhaps_corrected, say_noted, take_back
from actions.library import scorer
from actions.payloads import read_payload
from actions.topic_words import after, begins_with, corrects, mentions, topics_of
from actions.topics.answer import ask_which, is_about
from actions.topics.card import turn_to
from actions.topics.change import ask_which_answer
from actions.topics.other_need import NEED, names_a_need
from actions.turn import Turn
from knowledge.provinces import PROVINCE
from knowledge.reading.asking import asks_openly
from knowledge.reading.clauses import accented, is_denied, telling_words, without_denial
from knowledge.reading.reader import read_choice
from knowledge.reading.short_answers import says_unknown
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import Question
from knowledge.settings import now_in_vietnam

MOST = 3
"""Answers that are asked back at once."""
MOSTLY = 0.5
"""The part of the words that name an answer which its question must hold."""
_NUMBER = re.compile(r"[0-9]+")
_PART = re.compile(r"[,;:.\n]+")


async def named_change(turn: Turn) -> After | None:
    """Change the answer that the message names: to what it says besides, else it is asked again."""
    if turn.pressed or turn.procedure is None or not turn.facts:
        return None
    protests = mentions(turn.text, "never_said")
    if not protests and (not begins_with(turn.text, "changes") or asks_openly(turn.text)):
        return None
    topic = "never_said" if protests else "changes"
    parts = [part for part in _PART.split(after(turn.text, topic)) if part.strip()]
    question = _named(turn, parts[0]) if parts else None
    if question is None:
        return None
    value = None if protests else _value(question, parts)
    if value is None and not protests and len(parts) > 1:
        return None  # it says something else of it: that is for the readings that follow
    if value == turn.facts[question.id]:
        say_noted(turn, {question.id: value})
        return After.AGAIN
    if value is not None:
        note(turn, {question.id: value})
        return After.NEXT
    take_back(turn, [question.id])
    put_question(turn, question.id)
    return After.NOTHING


async def changed_somehow(turn: Turn) -> After | None:
    """A message that says it corrects something, of which no answer was read: ask which answer, and never guess."""
    if turn.procedure is None or turn.pressed or not turn.facts or asks_openly(turn.text):
        return None
    if not corrects(turn.text) or topics_of(turn.text) or turn.understood.says(TALK, SURELY):
        return None
    perhaps = perhaps_corrected(turn)
    about = [(question, value) for question, value in perhaps if is_about(question, value, turn.text)]
    if 1 <= len(meant := about or perhaps) <= MOST:
        ask_which(turn, meant)
        return After.NOTHING
    if turn.understood.says(["ask_procedure"], NEED) and await names_a_need(turn):
        return None
    return ask_which_answer(turn)


async def denied_by_name(turn: Turn) -> After | None:
    """ "Tui không bị nguy kịch": an answer whose own words are denied is asked back as what it is not."""
    if turn.procedure is None or turn.pressed or asks_openly(turn.text) or not is_denied(accented(turn.text)):
        return None
    question = _named(turn, without_denial(accented(turn.text)))
    value = turn.facts.get(question.id) if question else None
    if question is None or value in (None, UNKNOWN) or is_denied(question.say(str(value)).lower()):
        return None
    others = [option.value for option in question.options if option.means and option.means.yes is False]
    if len(others) != 1 or others[0] == value:
        return None
    ask_which(turn, [(question, others[0])])
    return After.NOTHING


async def numbered_change(turn: Turn) -> After | None:
    """ "Số 3, không có" while the answers to change stand on the screen: that one, with what is said of it."""
    intents = [read_payload(sent_back) for _, sent_back in turn.offered]
    typed = after(turn.text, "numbered") if begins_with(turn.text, "numbered") else turn.text.strip()
    number = _NUMBER.match(typed)
    rest = typed[number.end() :].strip(" ,.:;-") if number else ""
    if number is None or not rest or not 1 <= int(number.group()) <= len(intents):
        return None
    intent, values = intents[int(number.group()) - 1]
    if intent != "change" or values.get("procedure") not in turn.catalogue.procedures:
        return None
    if turn.code != values["procedure"]:
        turn_to(turn, turn.catalogue.get(values["procedure"]))
    question = turn.procedure.question(values["question"]) if turn.procedure else None
    value = _value(question, [rest]) if question else None
    if question is None or value is None:
        return None
    note(turn, {question.id: value})
    return After.NEXT


def _value(question: Question, parts: list[str]) -> str | None:
    """What the parts of a message answer to a question, the last first; `unknown` for "tôi không rõ"."""
    today = now_in_vietnam().date()
    for part in reversed(parts):
        if says_unknown(accented(part).strip()):
            return UNKNOWN
        if (value := read_choice(question, part, today, scorer())) is not None:
            return value
    return None


def _named(turn: Turn, words: str) -> Question | None:
    """The one answered question of which these words are, by the most telling words shared; None in doubt."""
    case, said = turn.case, telling_words(words)
    if case is None or not said:
        return None
    shares: dict[str, float] = {}
    for question, value in case.answered():
        if question.id != PROVINCE:
            told = telling_words(f"{question.ask} {question.say(value) if value != UNKNOWN else ''}")
            shares[question.id] = len(said & told) / len(said)
    best = sorted(shares.values(), reverse=True)[:2]
    if not best or best[0] < MOSTLY or (len(best) > 1 and best[0] == best[1]):
        return None
    return next(question for question, _ in case.answered() if shares.get(question.id) == best[0])
