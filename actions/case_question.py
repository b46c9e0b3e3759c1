"""Putting the next case question, and the checklist when there is none left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from actions.after import After
from actions.payloads import button, labelled, payload
from actions.turn import Turn
from actions.wording import say
from knowledge.case.facts import Case
from knowledge.checklist.as_text import checklist_text
from knowledge.checklist.build import build_checklist, fact_lines, redirects
from knowledge.checklist.phrases import called
from knowledge.messages import Button, CaseQuestion, Checklist, ChoiceOption, Notice, OtherProcedure
from knowledge.provinces import PROVINCE, provinces
from knowledge.reading.yes_no import takes_yes_or_no
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import Option, Question
from knowledge.wording import wording

LONGEST = 220
"""Characters of a question with its reason; a longer reason is only told when it is asked for."""
WHOLE = 300
"""Characters of a question with its reason and its answers, beyond which the reason is left out."""


def put_question(turn: Turn, question_id: str | None = None) -> None:
    """Ask what still changes the result, `question_id` first if given; with nothing left to ask, show the checklist."""
    if turn.procedure is None:
        return
    if own := turn.own_version():
        _turn_to_own(turn, own)
    asked = turn.next_question()
    turn.expect([])
    if asked is None:
        show_checklist(turn)
        return
    forced = turn.procedure.question(question_id) if question_id else None
    if forced and forced.id not in turn.facts and Case(turn.procedure, turn.facts).reachable(forced.id):
        asked = replace(asked, question=forced)
    turn.asking = asked.question.id
    question, code = asked.question, turn.procedure.code
    number = turn.number_of(question.id)
    most = number + max(asked.at_most - asked.asked, 1) - 1
    text = say("ask_progress", number=number, most=most, text=question.ask)
    options = [*(option.say for option in question.options), say("unknown_option")]
    lines = [say("ask_option", number=place, say=option) for place, option in enumerate(options, start=1)]
    with_reason = say("ask_why", text=text, why=question.why) if question.why else text
    if len(with_reason) <= LONGEST and len("\n".join([with_reason, *lines])) <= WHOLE:
        text = with_reason
    custom = CaseQuestion(
        code=code,
        question_id=question.id,
        text=question.ask,
        why=question.why,
        options=[
            ChoiceOption(
                value=option.value,
                say=option.say,
                payload=payload("answer", procedure=code, question=question.id, value=option.value),
            )
            for option in question.options
        ],
        asked=asked.asked,
        at_most=max(asked.at_most, asked.asked + 1),
        facts=fact_lines(Case(turn.procedure, turn.facts)),
    )
    _tell_what_seems_said(turn, question)
    text = "\n".join([text, *lines])
    buttons = [labelled(option.say, option.payload) for option in custom.options]
    buttons.append(button(say("unknown_option"), "answer", procedure=code, question=question.id, value=UNKNOWN))
    turn.say(text, custom, buttons, numbered=len(buttons))


def seems_said(turn: Turn, question: Question) -> Option | None:
    """The answer that the person seems to have given to a question before it was put, where a yes can only mean that.

    None where a yes may answer the question itself: "rồi" to "Bé sinh đã quá 60 ngày chưa?".
    """
    value = turn.perhaps.get(turn.code or "", {}).get(question.id)
    option = next((one for one in question.options if one.value == value), None)
    agrees = option is not None and option.means is not None and option.means.yes
    return None if takes_yes_or_no(question) and not agrees else option


def _tell_what_seems_said(turn: Turn, question: Question) -> None:
    if option := seems_said(turn, question):
        take = button(say("perhaps_yes"), "answer", procedure=turn.code or "", question=question.id, value=option.value)
        turn.say(say("perhaps", answer=option.say), Notice(topic="perhaps"), [take])


def _turn_to_own(turn: Turn, code: str) -> None:
    """The person's province publishes the procedure itself: from here on it is that one."""
    turn.take(code)
    procedure = turn.catalogue.get(code)
    place = provinces()[procedure.province].name if procedure.province in provinces() else ""
    turn.say(say("own_version", province=place, code=code), Notice(topic="own_version"))


def put_open_question(turn: Turn) -> None:
    """Put the open question again after something said in between; with none open, add nothing."""
    if turn.next_question() is not None:
        put_question(turn, turn.asking)


def current_checklist(turn: Turn) -> Checklist | None:
    """The checklist of the active case with what the person has, built once in a turn for the same case.

    None without an active procedure.
    """
    if turn.procedure is None:
        return None
    made_from = (turn.code, turn.facts, dict(turn.said_of_papers), turn.now, turn.province)
    if turn.checklist is None or turn.checklist[0] != made_from:
        turn.checklist = made_from, _checklist_of(turn, turn.procedure.code, turn.facts)
    return turn.checklist[1]


def _checklist_of(turn: Turn, code: str, facts: Mapping[str, str]) -> Checklist:
    checklist = build_checklist(turn.catalogue, code, facts, turn.now, turn.province)
    for document in checklist.documents:
        said = turn.said_of_papers.get(document.type)
        document.have = None if said is None else said == "yes"
    return checklist


def show_checklist(turn: Turn) -> None:
    """The exact documents of the case; or the other procedure that is the right one."""
    checklist, case = current_checklist(turn), turn.case
    if checklist is None or case is None:
        turn.say(say("no_procedure"), Notice(topic="no_procedure"))
        return
    change = button(say("button_change"), "change_answer", procedure=checklist.code)
    others = redirects(turn.catalogue, case)
    if len(others) == 1 and (then := _when_done(turn, others[0].code)):
        name, this = called(turn.catalogue.get(others[0].code)), called(case.procedure)
        turn.say(say("redirect_seen", say=others[0].say, name=name, this=this), Notice(topic="redirect_seen"))
        later = _checklist_of(turn, checklist.code, {**turn.facts, **then})
        turn.say(checklist_text(later), later, [change])
        return
    if others:
        for other in others:
            name = called(turn.catalogue.get(other.code))
            text = say("redirect", say=other.say, name=name)
            take = button(say("button_take", name=name), "choose", procedure=other.code)
            turn.say(text, Notice(topic="redirect"), [take, change])
        turn.proposing = the_right_one(turn)
        return
    turn.say(checklist_text(checklist), checklist, checklist_buttons(turn, checklist.also))


def _when_done(turn: Turn, code: str) -> dict[str, str]:
    """The one answer with which a case will be complete when another procedure, listed before, is done.

    Whoever says "chưa khai tử" after the list for that is shown what comes then, and not sent back; nothing is noted.
    Empty where it was not listed, where more than one answer would do, or where something would still be asked.
    """
    case, earlier = turn.case, turn.cases.get(code)
    if case is None or not earlier or code not in turn.catalogue.procedures:
        return {}
    then = Case(turn.catalogue.get(code), earlier)
    if turn.catalogue.next_question(code, earlier) is not None or redirects(turn.catalogue, then):
        return {}
    asked = next(redirect.when.questions for redirect in case.procedure.redirects if redirect.code == code)
    questions = [question for question in case.procedure.questions if question.id in asked]
    ways = [
        {question.id: value}
        for question in questions
        for value in question.values
        if not redirects(turn.catalogue, Case(case.procedure, {**turn.facts, question.id: value}))
    ]
    complete = len(ways) == 1 and turn.catalogue.next_question(case.procedure.code, {**turn.facts, **ways[0]}) is None
    return ways[0] if complete else {}


def the_right_one(turn: Turn) -> str:
    """The payload of the one procedure that the answers lead to instead of the active one; empty when none does."""
    if turn.case is None or turn.next_question() is not None:
        return ""
    others = redirects(turn.catalogue, turn.case)
    return payload("choose", procedure=others[0].code) if len(others) == 1 else ""


def checklist_buttons(turn: Turn, also: Sequence[OtherProcedure] = ()) -> list[Button]:
    """What can be done with the active checklist: walk through it, change an answer, turn to something else."""
    code = turn.code or ""
    walkable = current_checklist(turn)
    buttons = [button(say("button_walk"), "walk", procedure=code)] if walkable and walkable.documents else []
    if turn.facts:
        buttons.append(button(say("button_change"), "change_answer", procedure=code))
    buttons += [
        button(say("button_also", name=called(turn.catalogue.get(other.code))), "choose", procedure=other.code)
        for other in also
    ]
    head = turn.catalogue.head(code)
    if head != code:
        buttons.append(button(wording().say("other_province"), "change", procedure=head, question=PROVINCE))
    return [*buttons, button(say("something_else"), "something_else")]


def put_choice(turn: Turn, text: str, topic: str, buttons: list[Button]) -> After:
    """Put buttons that a typed number, name or yes may mean too; a case question that was open stays so."""
    lines = [say("ask_option", number=number, say=one.title) for number, one in enumerate(buttons, start=1)]
    asking = turn.asking
    turn.say("\n".join([text, *lines]), Notice(topic=topic), buttons, numbered=len(buttons))
    turn.expect(buttons)
    turn.asking = asking
    return After.NOTHING


def back_buttons(turn: Turn) -> list[Button]:
    """The way back to what was talked about: the open question, the documents being walked, or the checklist."""
    if turn.procedure is None:
        return []
    if turn.next_question() is not None:
        return [button(say("button_resume"), "resume")]
    if turn.walk:
        return [button(say("button_walk_on"), "walk", procedure=turn.procedure.code)]
    return [button(say("button_checklist"), "resume")]
