""" "Đúng rồi, mà bà 76 chớ không phải 73": a yes to what was asked back, with what else the message tells."""

from __future__ import annotations

from actions.after import After
from actions.case_question import seems_said
from actions.corrections.asked_back import proposed_answer
from actions.corrections.plainly_changed import said_plainly
from actions.facts_in_message import corrections, facts_said, note, told
from actions.library import scorer
from actions.questions.what_if import is_who_goes
from actions.topic_words import corrects
from actions.topics.answer import is_about
from actions.topics.on_screen import answer_beside
from actions.turn import Turn
from knowledge.reading.clauses import accented, read_clauses
from knowledge.reading.opposites import sides
from knowledge.reading.reader import read_choice
from knowledge.reading.short_answers import yes_before_more
from knowledge.reading.values.fits import fitting
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import Question
from knowledge.settings import now_in_vietnam


async def yes_and_more(turn: Turn) -> After | None:
    """Note what was asked back and what is told after the yes, which says more of the same question than the yes."""
    asked = _asked(turn)
    yes = "" if turn.pressed else yes_before_more(turn.text)
    if asked is None or not yes:
        return None
    question, value = asked
    if value in sides(question, read_clauses(accented(turn.text))).against:
        return None
    note(turn, {question.id: value, **_told_after(turn, question, yes)})
    answer_beside(turn)
    return After.NEXT


def _asked(turn: Turn) -> tuple[Question, str] | None:
    """What "Ý bạn là …?" on the screen proposes, or what the person seems to have said of the open question."""
    if proposed := proposed_answer(turn):
        question = turn.procedure.question(proposed["question"]) if turn.procedure else None
        return (question, proposed["value"]) if question and proposed["procedure"] == turn.code else None
    question = turn.open_question
    option = seems_said(turn, question) if question and not turn.proposed else None
    return (question, option.value) if question and option else None


def _told_after(turn: Turn, question: Question, yes: str) -> dict[str, str]:
    """What is told after the yes; where it corrects, a number answers any question, and one noted answer changes."""
    turn.without = yes
    said = {one: value for one, value in facts_said(turn).items() if one != question.id}
    for other in turn.questions():
        if is_who_goes(other) and other.id != question.id and (value := said_plainly(other, told(turn))):
            said[other.id] = value
    counted = _counted(turn, question)
    if not corrects(turn.text):
        return {**said, **{one: value for one, value in counted.items() if one == question.id}}
    changed = {one: value for one, value in corrections(turn).items() if one not in said}
    about = [one.id for one in turn.questions() if one.id in changed and is_about(one, changed[one.id], turn.text)]
    return {**said, **{one: changed[one] for one in about if len(about) == 1 and not counted}, **counted}


def _counted(turn: Turn, asked: Question) -> dict[str, str]:
    """The one question of which a number that was said after the yes leaves no doubt; empty for none or several."""
    today, case = now_in_vietnam().date(), turn.case
    found = {}
    for question in turn.questions():
        open_still = question.id == asked.id or question.id not in turn.facts
        if case is None or not open_still or case.reachable(question.id) is False:
            continue
        if any(fitting(question, told(turn), today, asked=True).values()):
            value = read_choice(question, told(turn), today, scorer())
            if value not in (None, UNKNOWN):
                found[question.id] = str(value)
    return found if len(found) == 1 else {}
