""" "Chồng em đi nộp" after "em tự đi nộp": a message that plainly gives another answer to what was answered."""

from __future__ import annotations

from actions.after import After
from actions.facts_in_message import facts_said, note, say_noted, told
from actions.library import scorer
from actions.questions.what_if import is_who_goes
from actions.topic_words import mentions, supposes
from actions.topics.on_screen import answer_beside
from actions.topics.other_need import NEED, names_a_need
from actions.turn import Turn
from knowledge.provinces import PROVINCE
from knowledge.reading.asking import asks_openly
from knowledge.reading.clauses import Mood, accented, read_clauses, telling_words
from knowledge.reading.common_answers import common_answer
from knowledge.reading.options import label_of_answer, label_said
from knowledge.reading.reader import read_choice, read_supposed
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import Question
from knowledge.settings import now_in_vietnam

LEAST = 3
"""Words of a message that changes an answer: a number, or "có", says nothing of what is not on the screen."""
LONGEST = 16
"""Words beyond which a message may tell of anything."""
_SAID = (Mood.SAID, Mood.RELATIVE, Mood.OTHER, Mood.WANTED)


async def plainly_changed(turn: Turn) -> After | None:
    """Change the one noted answer, or say that it stands; while a question is open, only who hands the papers in."""
    if turn.pressed or turn.procedure is None or not turn.facts:
        return None
    text, still_open = _told(turn), turn.open_question
    if not LEAST <= len(text.split()) <= LONGEST or supposes(turn.text):
        return None
    if still_open and said_plainly(still_open, text) is not None:
        return None
    said = {}
    for question in turn.questions():
        if question.id == PROVINCE or turn.facts.get(question.id, UNKNOWN) == UNKNOWN:
            continue
        if not (is_who_goes(question) or not still_open):
            continue
        value = said_plainly(question, text)
        if value is None and is_who_goes(question) and asks_openly(turn.text):
            value = _goes(question, text)
        if value not in (None, UNKNOWN):
            said[question.id] = str(value)
    changed = {one: value for one, value in said.items() if turn.facts[one] != value}
    if len(said) != 1 or (turn.understood.says(["ask_procedure"], NEED) and await names_a_need(turn)):
        return None
    if not changed:
        return _stands(turn, said)
    note(turn, changed)
    answer_beside(turn)
    return After.NEXT


def _stands(turn: Turn, said: dict[str, str]) -> After | None:
    """Who goes is said once more: that answers nothing else; what else it may be is for the readings that follow."""
    who = any(is_who_goes(question) for question in turn.questions() if question.id in said)
    if not who or facts_said(turn) or asks_openly(turn.text):
        return None
    say_noted(turn, said)
    return After.AGAIN


def _told(turn: Turn) -> str:
    """What the message tells; of one that asks only the clauses that do not."""
    if not asks_openly(turn.text):
        return told(turn)
    clauses = read_clauses(accented(turn.text))
    behind = [*(clause.text for clause in clauses[1:]), ""]
    pairs = zip(clauses, behind, strict=True)
    return ", ".join(one.text for one, then in pairs if one.mood in _SAID and not _is_asked_by(then))


def _is_asked_by(clause: str) -> bool:
    """ "Nhờ vợ nộp, được không": whether a clause asks, and of nothing but what stands before it."""
    return asks_openly(clause) and not telling_words(clause)


def _goes(question: Question, text: str) -> str | None:
    """Who goes, as the clauses say that speak of handing in, beside what the message asks."""
    clauses = [clause.text for clause in read_clauses(accented(text)) if mentions(clause.text, "hands_in")]
    today, model = now_in_vietnam().date(), scorer()
    read = (read_choice(question, one, today, model) or read_supposed(question, one, model) for one in clauses)
    found = {value for value in read if value is not None}
    return found.pop() if len(found) == 1 else None


def said_plainly(question: Question, text: str) -> str | None:
    """The answer that words give outright; of who goes with a word of handing in, of others as the reader takes it."""
    clauses = read_clauses(accented(text))
    if is_who_goes(question):
        if not mentions(text, "hands_in"):
            return None
        common = {common_answer(question, clause.text) for clause in clauses if clause.mood in _SAID} - {None}
        if len(common) == 1:
            return common.pop()
    value = label_of_answer(question, text) or label_said(question, clauses)
    if value is None:
        return None  # the scorer need not be asked
    return value if value == read_choice(question, text, now_in_vietnam().date(), scorer()) else None
