"""Questions about the active procedure, answered from the facts given so far: fee, time, place, online, form, law."""

from __future__ import annotations

from collections.abc import Callable

from actions.topic_words import topic_of
from actions.topics.case_question import back_buttons, current_checklist
from actions.turn import Turn
from actions.wording import say
from knowledge.checklist.as_text import say_methods
from knowledge.messages import Checklist, Notice
from knowledge.schema.conditions import Method
from knowledge.wording import say_day, wording

TOPICS = ("ask_fee", "ask_time", "ask_place", "ask_online", "ask_form", "ask_legal_basis")


def topic_asked(turn: Turn) -> str | None:
    """The one of TOPICS the message asks about, by its intent or else its words."""
    topic = turn.intent if turn.intent in TOPICS else topic_of(turn.text)
    return topic if topic in TOPICS else None


def answer_topic(turn: Turn, topic: str) -> None:
    """Answer one of TOPICS for the active procedure, with its source."""
    checklist = current_checklist(turn)
    if checklist is None:
        turn.say(say("no_procedure"), Notice(topic="no_procedure"))
        return
    lines = _ANSWERS[topic](turn, checklist)
    lines.append(wording().say("checklist.source", source=checklist.source.title))
    buttons = back_buttons(turn) if turn.next_question() is None else []  # an open question is put after this anyway
    turn.say("\n".join(lines), Notice(topic=topic.removeprefix("ask_")), buttons)


def _fee(turn: Turn, checklist: Checklist) -> list[str]:
    return [say("fee", name=checklist.name, text=checklist.fee.text)]


def _time(turn: Turn, checklist: Checklist) -> list[str]:
    lines = [say("time", name=checklist.name, text=checklist.time_limit.text)]
    if checklist.due_date:
        lines.append(wording().say("checklist.due", day=say_day(checklist.due_date)))
    return lines


def _place(turn: Turn, checklist: Checklist) -> list[str]:
    lines = [say("place", name=checklist.name, agency=checklist.agency)] if checklist.agency else [say("place_unknown")]
    return [*lines, say_methods(checklist)]


def _online(turn: Turn, checklist: Checklist) -> list[str]:
    procedure = turn.procedure
    methods = procedure.methods if procedure else ()
    names = wording().group("methods")
    others = ", ".join(names[method] for method in methods if method is not Method.ONLINE)
    if not methods:
        return [say("online_unknown", name=checklist.name)]
    if Method.ONLINE not in methods:
        return [say("online_no", name=checklist.name, methods=others)]
    if others:
        return [say("online_yes", name=checklist.name, others=others)]
    return [say("online_only", name=checklist.name)]


def _form(turn: Turn, checklist: Checklist) -> list[str]:
    forms = [
        say("form_line", name=document.name, how=document.how_to_get)
        for document in checklist.documents
        if document.form and document.how_to_get
    ]
    return [say("form_title", name=checklist.name), *forms] if forms else [say("form_none", name=checklist.name)]


def _legal_basis(turn: Turn, checklist: Checklist) -> list[str]:
    if not checklist.legal_basis:
        return [say("legal_basis_unknown", name=checklist.name)]
    return [say("legal_basis", name=checklist.name, basis=", ".join(checklist.legal_basis))]


_ANSWERS: dict[str, Callable[[Turn, Checklist], list[str]]] = {
    "ask_fee": _fee,
    "ask_time": _time,
    "ask_place": _place,
    "ask_online": _online,
    "ask_form": _form,
    "ask_legal_basis": _legal_basis,
}
