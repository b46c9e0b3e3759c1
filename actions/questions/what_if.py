""" "Chồng em đi nộp thay được không": a question that supposes an answer to one of the case's own questions.

The catalogue knows what would be so then: the list is made with that answer, and what changes is told.
"""

from __future__ import annotations

from actions.library import scorer
from actions.questions.asked import AskedAbout
from actions.questions.own_lines import cue_words
from actions.wording import say
from knowledge.checklist.as_text import how_to_bring
from knowledge.checklist.build import build_checklist
from knowledge.messages import Checklist
from knowledge.reading.clauses import accented
from knowledge.reading.reader import read_supposed
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import Question
from knowledge.text.words import whole_words


def supposed(asked: AskedAbout, question: Question | None) -> str | None:
    """The value of a question that the message supposes: what it would say if it did not ask."""
    spoken = accented(asked.text)
    if question is None or whole_words(cue_words("anybody")).search(spoken):
        return None
    return read_supposed(question, spoken, scorer())


def who_goes(asked: AskedAbout) -> Question | None:
    """The question of the case about who hands the papers in."""
    questions = (one for one in asked.procedure.questions if is_who_goes(one))
    return next((one for one in questions if asked.case.reachable(one.id) is not False), None)


def is_who_goes(question: Question) -> bool:
    """Whether a question asks who hands the papers in."""
    return question.ask.startswith("Ai ") and "nộp" in question.ask


def checklist_if(asked: AskedAbout, question: Question, value: str) -> Checklist:
    """The list of the case, were this its answer."""
    facts = {**asked.case.facts, question.id: value}
    return build_checklist(asked.turn.catalogue, asked.procedure.code, facts, asked.turn.now, asked.turn.province)


def changes(asked: AskedAbout, question: Question, value: str) -> list[str]:
    """That it may be so, and which papers come and go with it."""
    then = checklist_if(asked, question, value)
    if then.redirects:
        return []
    answered = asked.case.facts.get(question.id, UNKNOWN) != UNKNOWN
    before = asked.checklist if answered else None
    own = {line.type for line in before.documents} if before else _common(asked, question)
    needed = {line.type for line in then.documents}
    added = [line for line in then.documents if line.type not in own]
    gone = [line.name for line in before.documents if line.type not in needed] if before else []
    lines = [say("if_so", say=question.say(value))]
    if added:
        lines.append(say("if_so_more", papers="; ".join(f"{line.name}{how_to_bring(line)}" for line in added)))
    if gone:
        lines.append(say("if_so_less", papers="; ".join(gone)))
    return lines if added or gone else [*lines, say("if_so_same")]


def _common(asked: AskedAbout, question: Question) -> set[str]:
    """The papers that are needed whatever the answer to a question is."""
    lists = [{line.type for line in checklist_if(asked, question, value).documents} for value in question.values]
    return set.intersection(*lists)
