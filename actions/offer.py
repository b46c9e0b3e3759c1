"""Candidates to choose from, and what was chosen: by button, number or name."""

from __future__ import annotations

from collections.abc import Callable

from actions.ask import back_buttons, put_question
from actions.card import turn_to
from actions.change import change_one
from actions.payloads import button, read_payload
from actions.talk import Talk
from actions.texts import say, texts
from actions.told import note, told
from actions.topics import answer_topic, topic_asked
from knowledge.checklist.phrases import short_label
from knowledge.messages import Choice, Notice, ProcedureChoices
from knowledge.reading.options import match_answer
from knowledge.schema.procedure import Option, Procedure, Question
from knowledge.search.difference import differences
from knowledge.search.types import Candidate


def take(talk: Talk, code: str) -> None:
    """Make a procedure active, say so, note what the message already told, and put the first question."""
    turn_to(talk, talk.catalogue.get(code))
    note(talk, told(talk))
    if topic := topic_asked(talk):
        answer_topic(talk, topic)
    put_question(talk)


def choose(talk: Talk) -> None:
    """A candidate was chosen."""
    code = talk.values.get("procedure", "")
    if code in talk.catalogue.procedures:
        take(talk, code)
    else:
        talk.quiet = True
        talk.say(say("say_more"), Notice(topic="say_more"))


def offer(talk: Talk, candidates: tuple[Candidate, ...]) -> None:
    """Let the person choose; the hint says what a candidate is for."""
    procedures = [talk.catalogue.procedures[one.code] for one in candidates]
    # an imported procedure has no line about it, and its namesakes differ in where they are done
    hints = [_hint(talk, one) for one in procedures]
    choices = [Choice(code=one.code, name=one.name, hint=hint) for one, hint in zip(procedures, hints, strict=True)]
    told_apart = differences([one.name for one in procedures])
    kinds = say("or").join(told_apart)
    _put_choices(talk, say("choose_between", kinds=kinds) if kinds else say("choose"), choices)


def _hint(talk: Talk, procedure: Procedure) -> str:
    """What it is for; else when it is this one; else where it is done, in which namesakes differ."""
    if procedure.about:
        return procedure.about
    when = talk.catalogue.entries[procedure.code].about
    return (
        say("choose_when", when=when.removeprefix("khi "))
        if when
        else say("choose_agency", agency=short_label(procedure.agency))
    )


def wrong(talk: Talk) -> None:
    """The procedure found is not the one meant: offer its neighbours."""
    active = talk.procedure
    refused = talk.catalogue.procedures.get(talk.values.get("procedure", ""), active)
    if active and refused is not active:
        talk.say(say("still_on", name=active.name), Notice(topic="still_on"), back_buttons(talk))
        return
    neighbours = refused.confused_with[:4] if refused else ()
    talk.leave()
    if neighbours:
        choices = [
            Choice(code=one.code, name=talk.catalogue.get(one.code).name, hint=say("choose_when", when=one.when))
            for one in neighbours
        ]
        _put_choices(talk, say("wrong_procedure"), choices)
    else:
        talk.say(say("wrong_procedure_alone"), Notice(topic="wrong_procedure"))


def something_else(talk: Talk) -> None:
    """None of the candidates: help to say it another way, and leave the way back open."""
    before = talk.procedure
    talk.leave()
    buttons = [button(say("button_return", name=before.name), "choose", procedure=before.code)] if before else []
    talk.say(say("say_else"), Notice(topic="say_more"), buttons)


def picked(talk: Talk) -> bool:
    """Carry out the offered button that a typed number or name means; False when it means none."""
    if len(talk.offered) < 2 or talk.text.startswith("/"):
        return False
    options = [Option(value=f"n{number}", say=title) for number, (title, _) in enumerate(talk.offered)]
    meant = match_answer(Question(id="offered", ask=talk.text, options=tuple(options)), talk.text)
    for option, (title, payload) in zip(options, talk.offered, strict=True):
        # a message longer than the title says more than the title: that is for the search
        if option.value == meant and len(talk.text.split()) <= max(3, len(title.split())):
            intent, values = read_payload(payload)
            talk.text, talk.intent, talk.values, talk.offered = payload, intent, values, []
            _OFFERED[intent](talk)
            return True
    return False


def _put_choices(talk: Talk, text: str, choices: list[Choice]) -> None:
    talk.quiet = True
    buttons = [button(one.name, "choose", procedure=one.code) for one in choices]
    buttons.append(button(texts()["something_else"], "something_else"))
    lines = [
        say("choose_line" if one.hint else "ask_option", number=number, say=one.name, hint=one.hint)
        for number, one in enumerate(choices, start=1)
    ]
    lines.append(say("ask_option", number=len(buttons), say=texts()["something_else"]))
    if talk.procedure and talk.code not in {one.code for one in choices}:
        buttons.append(button(say("button_return", name=talk.procedure.name), "choose", procedure=talk.procedure.code))
        lines.append(say("ask_option", number=len(buttons), say=buttons[-1].title))
    talk.say("\n".join([text, *lines]), ProcedureChoices(choices=choices), buttons)
    talk.expect(buttons)


_OFFERED: dict[str, Callable[[Talk], None]] = {
    "choose": choose,
    "something_else": something_else,
    "change": change_one,
    "ask_documents": put_question,
}
