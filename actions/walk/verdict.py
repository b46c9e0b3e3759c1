"""What a walk through the papers comes to: enough or not, and the one next step."""

from __future__ import annotations

from actions.case_question import show_checklist
from actions.payloads import button
from actions.turn import Turn
from actions.walk.papers_said import LOST, NO, NOT_KNOWN
from actions.wording import say
from knowledge.checklist.phrases import called
from knowledge.messages import Button, Checklist, DocumentLine, Notice


def say_verdict(turn: Turn, checklist: Checklist) -> None:
    """The list with what is had, then the verdict and the next step: nothing is filed yet, and it says so."""
    said = turn.said_of_papers
    missing = [document for document in checklist.documents if said.get(document.type) in (NO, LOST)]
    unclear = [document for document in checklist.documents if said.get(document.type) == NOT_KNOWN]
    show_checklist(turn)
    lines = []
    if missing:
        lines.append(say("walk_done_missing", count=len(missing), names=_names(missing)))
    if unclear:
        lines.append(say("walk_done_unclear", count=len(unclear), names=_names(unclear)))
    if not lines:
        lines.append(say("walk_done_all", total=len(checklist.documents)))
    step, buttons = _next_step(turn, checklist, [*missing, *unclear])
    turn.say("\n".join([*lines, step]), Notice(topic="walk_done"), buttons)


def _names(documents: list[DocumentLine]) -> str:
    return ", ".join(document.name for document in documents)


def _next_step(turn: Turn, checklist: Checklist, missing: list[DocumentLine]) -> tuple[str, list[Button]]:
    """What to do now: the procedure that issues a missing paper, where to get one, or where to hand all in."""
    for document in missing:
        if (code := document.how_to_get_code) in turn.catalogue.procedures:
            name = called(turn.catalogue.get(code))
            take = button(say("walk_take", name=name), "take_need", procedure=code)
            turn.proposing = take.payload
            return say("walk_next_procedure", name=name, paper=document.name), [take]
    if missing:
        first = missing[0]
        how = first.how_to_get
        return (say("walk_next_get", name=first.name, get=how) if how else say("walk_next_ask", name=first.name)), []
    return say("walk_next_file", agency=checklist.agency), []
