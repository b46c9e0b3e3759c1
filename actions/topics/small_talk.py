"""Greeting, thanks, a human, a complaint; and needs that are not ours, too broad, or known by name only."""

from __future__ import annotations

from actions.after import After
from actions.case_question import back_buttons
from actions.payloads import button
from actions.topics.choices import choice_of, put_choices
from actions.turn import Turn
from actions.wording import say, sentences
from knowledge.checklist.phrases import called, say_answer
from knowledge.messages import Handoff, Notice
from knowledge.search.scope.words import BROAD, Group, answer_of, load_scope
from knowledge.search.types import Known, SearchResult
from knowledge.settings import get_settings

GROUP = "group"
"""The intent of a group's button."""


def greet(turn: Turn) -> After:
    """Say that this is a machine, what it can do, and that it needs no personal data; in the middle, only a word."""
    if turn.procedure:
        turn.say(say("greeting_again", name=called(turn.procedure)), Notice(topic="greeting"), back_buttons(turn))
        return After.NOTHING
    examples = sentences().group("greeting_examples")
    buttons = [button(title, "choose", procedure=code) for code, title in examples.items()]
    turn.say(say("greeting"), Notice(topic="greeting"), buttons)
    return After.NOTHING


def thank(turn: Turn) -> After:
    """Answer thanks and goodbyes."""
    turn.say(say("thanks"), Notice(topic="thanks"), back_buttons(turn))
    return After.NOTHING


def hand_off(turn: Turn) -> After:
    """Where to find a clerk."""
    _send_to_a_human(turn, "human", say("handoff"))
    return After.NOTHING


def complain(turn: Turn) -> After:
    """Where a complaint is heard."""
    _send_to_a_human(turn, "complaint", say("complain"))
    return After.NOTHING


def _send_to_a_human(turn: Turn, reason: str, text: str) -> None:
    handoff = Handoff(hotline=get_settings().hotline, text=text, reason=reason, summary=_summary(turn))
    turn.say(text, handoff, back_buttons(turn))


def _summary(turn: Turn) -> str:
    """What the person is at, for the clerk who takes over: the procedure and the answers so far, never their words."""
    case = turn.case
    if case is None:
        return ""
    answers = [say_answer(case, question.id, value) for question, value in case.answered()]
    return "; ".join((called(case.procedure), *answers))


def say_scope(turn: Turn, result: SearchResult) -> After | None:
    """Where to turn, the groups to choose from, or the names that are known; None where the search says nothing so."""
    if result.known:
        return _known(turn, result.known)
    kind, _, name = result.topic.partition(".")
    if kind == BROAD:
        return _ways(turn, load_scope().groups[name]) if name else _groups(turn)
    if not result.topic:
        return None
    turn.say(answer_of(result.topic, get_settings().hotline), Notice(topic="out_of_scope"))
    return After.AGAIN


def group(turn: Turn) -> After:
    """A group was chosen: its procedures."""
    chosen = load_scope().groups.get(turn.values.get("value", ""))
    return _ways(turn, chosen) if chosen else _groups(turn)


def _groups(turn: Turn) -> After:
    """Which part of life it is about."""
    groups = load_scope().groups
    buttons = [button(group.name, GROUP, value=key) for key, group in groups.items()]
    lines = [
        say("choose_line", number=number, say=group.name, hint=group.examples)
        for number, group in enumerate(groups.values(), start=1)
    ]
    turn.say("\n".join([say("groups"), *lines]), Notice(topic="groups"), buttons, numbered=len(buttons))
    turn.expect(buttons)
    return After.NOTHING


def _ways(turn: Turn, chosen: Group) -> After:
    """The procedures of one part of life, by the words of everyday."""
    ways = [choice_of(way.code, way.say) for way in chosen.ways if way.code in turn.catalogue.procedures]
    return put_choices(turn, say("choose_way", name=chosen.name), ways) if ways else _groups(turn)


def _known(turn: Turn, known: tuple[Known, ...]) -> After:
    """There is such a procedure; its page is all that we know of it."""
    lines = [say("known_line", name=one.name, code=one.code, link=one.link) for one in known]
    turn.say("\n".join([say("known_by_name"), *lines, say("known_ask")]), Notice(topic="known_by_name"))
    return After.AGAIN
