"""The card of the procedure a conversation turns to."""

from __future__ import annotations

from actions.facts_in_message import recall
from actions.payloads import button
from actions.turn import Turn
from actions.wording import say
from knowledge.checklist.phrases import called
from knowledge.checklist.source import cite
from knowledge.messages import ProcedureCard
from knowledge.schema.procedure import Procedure
from knowledge.wording import words


def show_card(turn: Turn, procedure: Procedure, before: Procedure | None) -> None:
    """Name the procedure; when the conversation was about another one, `before`, say so and offer the way back."""
    card = ProcedureCard(
        code=procedure.code,
        name=procedure.name,
        short_name=called(procedure),
        about=procedure.about,
        field=turn.catalogue.fields[procedure.field].name,
        agency=procedure.agency,
        methods=[words()["methods"][method] for method in procedure.methods],
        source=cite(procedure, turn.now.date(), turn.catalogue.link(procedure.code)),
    )
    lines = [say("found_changed" if before else "found", name=called(procedure))]
    if procedure.about:
        lines.append(procedure.about)
    if before:
        lines.append(say("found_kept", before=called(before)))
    text = " ".join(lines)
    buttons = [button(say("button_wrong"), "wrong_procedure", procedure=procedure.code)]
    if before:
        buttons.append(button(say("button_return", name=called(before)), "choose", procedure=before.code))
    turn.say(text, card, buttons)


def turn_to(turn: Turn, procedure: Procedure) -> None:
    """Make a procedure the active one, show its card, and recall what was answered about it before."""
    before = turn.procedure
    turn.take(procedure.code)
    show_card(turn, procedure, before if before and before.code != procedure.code else None)
    recall(turn)


def turn_to_button(turn: Turn) -> None:
    """An older button may belong to another procedure: turn to that one, and say so."""
    procedure = turn.catalogue.procedures.get(turn.values.get("procedure", ""))
    if procedure is not None and procedure.code != turn.code:
        turn_to(turn, procedure)
