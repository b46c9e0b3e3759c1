"""By when: the person's own deadline, the office's time limit, how long the result is valid. Never one for another."""

from __future__ import annotations

from actions.questions.asked import AskedAbout
from actions.questions.own_lines import held, say_line, say_lines, told_by
from actions.wording import say
from knowledge.wording import say_day, wording


def deadline(asked: AskedAbout) -> list[str]:
    """What the person must do by when, and what being late costs."""
    lines = [
        say_line(asked, entry, f"{entry.say} {entry.late}".strip()) for entry in held(asked, asked.procedure.deadline)
    ]
    return lines or told_by(asked, "ask_deadline")


def time_limit(asked: AskedAbout) -> list[str]:
    """How long the office takes, and the day when filed now."""
    lines = [say("time", name=asked.name, text=asked.checklist.time_limit.text)]
    if asked.checklist.due_date:
        lines.append(wording().say("checklist.due", day=say_day(asked.checklist.due_date)))
    return lines


def validity(asked: AskedAbout) -> list[str]:
    """How long what one gets is valid: the procedure's own lines, else those of the paper it results in."""
    if lines := say_lines(asked, asked.procedure.valid_for):
        return lines
    kinds = [asked.turn.catalogue.document_types[result] for result in asked.procedure.results]
    papers = [say("valid_paper", name=kind.name, valid=kind.valid) for kind in kinds if kind.valid]
    return papers or told_by(asked, "ask_validity")
