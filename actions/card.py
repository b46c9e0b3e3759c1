"""The card of the procedure a conversation turns to."""

from __future__ import annotations

from actions.payloads import button
from actions.talk import Talk
from actions.texts import say, texts
from actions.told import recall
from knowledge.checklist.source import cite
from knowledge.messages import ProcedureCard
from knowledge.schema.procedure import Procedure
from knowledge.wording import words


def show_card(talk: Talk, procedure: Procedure, before: Procedure | None) -> None:
    """Name the procedure; when the talk was about another one `before`, say so and offer the way back."""
    card = ProcedureCard(
        code=procedure.code,
        name=procedure.name,
        about=procedure.about,
        field=talk.catalogue.fields[procedure.field].name,
        agency=procedure.agency,
        methods=[words()["methods"][method] for method in procedure.methods],
        source=cite(procedure, talk.now.date(), talk.catalogue.link(procedure.code)),
    )
    text = say(
        "found_changed" if before else "found",
        name=procedure.name,
        code=procedure.code,
        about=procedure.about,
        before=before.name if before else "",
    )
    buttons = [button(texts()["button_wrong"], "wrong_procedure", procedure=procedure.code)]
    if before:
        buttons.append(button(say("button_return", name=before.name), "choose", procedure=before.code))
    talk.say(text, card, buttons)


def turn_to(talk: Talk, procedure: Procedure) -> None:
    """Make a procedure the active one, show its card, and recall what was answered about it before."""
    before = talk.procedure
    talk.take(procedure.code)
    show_card(talk, procedure, before if before and before.code != procedure.code else None)
    recall(talk)


def turn_to_button(talk: Talk) -> None:
    """An older button may belong to another procedure: turn to that one, and say so."""
    procedure = talk.catalogue.procedures.get(talk.values.get("procedure", ""))
    if procedure is not None and procedure.code != talk.code:
        turn_to(talk, procedure)
