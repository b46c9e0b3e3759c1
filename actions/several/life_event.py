"""A life event: what happened is told and what is to be done is asked; the needs that follow are found and listed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from actions.after import After
from actions.case_question import put_choice
from actions.library import scorer, search
from actions.listed_need import ListedNeed
from actions.needs.called import called_exactly, called_somehow
from actions.needs.found import SURE, needs_in
from actions.needs.listed import add, name_of, waiting
from actions.needs.pieces import Stand, names_matter, pieces_of
from actions.needs.words import begins, holds
from actions.payloads import button, read_payload
from actions.several.listing import show, take_up
from actions.turn import Turn
from actions.wording import say
from knowledge.case.facts import Case
from knowledge.library.events import events_in, load_events
from knowledge.messages import Notice
from knowledge.reading.asking import asks_openly
from knowledge.reading.clauses import accented
from knowledge.reading.options import label_of_answer
from knowledge.reading.reader import read_message
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.events import Event
from knowledge.settings import get_settings
from knowledge.text.normalise import normalise

_PARTS = re.compile(r"[,.;!?\n]+")

GAP = "…"
"""In what an event says: a few words of the person, as in "ba tui 82 tuổi mới mất"."""
_ESCAPED, _FEW_WORDS = re.escape(f" {GAP} "), r" ((?:[^\W_]+ ){1,5}?)"


async def life_event(turn: Turn) -> After | None:
    """ "Ba em mới mất, giờ phải làm những giấy tờ gì": what happened is known, what is to be done is asked."""
    if turn.open_question is not None or turn.walk or not _asks_what_to_do(turn.text):
        return None
    event = _told(turn.text)
    besides = await _beside_all(event, turn.text) if event else None
    if event is None or besides is None:
        return None
    done, lacking = await _done_and_lacking(event, turn.text)
    return _go_on(turn, event, {}, turn.text, done=done, besides=[*besides, *lacking])


async def event_answered(turn: Turn) -> After | None:
    """A typed answer to the question about the event; None when it answers nothing, and the event is left."""
    event = _event(turn)
    on_screen = any(read_payload(sent_back)[0] == "event_answer" for _, sent_back in turn.offered)
    if event is None or not on_screen:
        turn.event = {}
        return None
    asking = str(turn.event["asking"])
    if _is_name(turn, event, asking):
        turn.event = {}
        return None  # "ghi chú ly hôn": the name of a procedure answers nothing
    facts = dict(turn.event["facts"])
    if need := await _wanted_first(event, turn.text, facts):
        turn.event = {}
        return take_up(turn, need)
    facts |= _read(turn, event, turn.text, asking, facts)
    return _go_on(turn, event, facts, "") if facts != turn.event["facts"] else None


def _is_name(turn: Turn, event: Event, asking: str) -> bool:
    """Whether a message is what a procedure is called, officially or by people, and no label of the question."""
    question = event.procedure.question(asking)
    if question is None or label_of_answer(question, turn.text):
        return False
    return bool(called_exactly(turn.catalogue, turn.text) or called_somehow(turn.catalogue, turn.text))


def _read(turn: Turn, event: Event, text: str, asking: str, known: dict[str, str]) -> dict[str, str]:
    """What a message answers, as a whole; where that is nothing, what each part of it that does not ask answers."""
    today = turn.now.date()
    whole = read_message(event.procedure, text, today, asking=asking, known=known, scorer=scorer()).facts
    if whole:
        return dict(whole)
    found: dict[str, str] = {}
    for piece in _PARTS.split(text):
        if piece.strip() and not asks_openly(piece):
            known = {**known, **found}
            open_one = asking if asking not in found else None
            found |= read_message(event.procedure, piece, today, asking=open_one, known=known, scorer=scorer()).facts
    return found


async def _wanted_first(event: Event, text: str, facts: dict[str, str]) -> ListedNeed | None:
    """The need of the event that a message wants done now: "em muốn làm khai tử trước"."""
    pieces = pieces_of(text)
    if len(pieces) != 1 or pieces[0].stand is not Stand.ASKS or not (holds("wanted", text) or holds("before", text)):
        return None
    follow = [need.code for need in event.needs if Case(event.procedure, facts).holds(need.when) is not False]
    found = [candidate.code for candidate in (await search(pieces[0].text)).candidates]
    return ListedNeed([found[0]], told=text) if found and found[0] in follow else None


def event_button(turn: Turn) -> After:
    """An answer's button, perhaps an older one."""
    event = next((event for event in load_events() if event.id == turn.values.get("event")), None)
    if event is None:
        turn.say(say("asked_gone"), Notice(topic="asked_gone"))
        return After.AGAIN
    question, value = turn.values.get("question", ""), turn.values.get("value", "")
    facts = dict(turn.event.get("facts", {})) if turn.event.get("id") == event.id else {}
    return _go_on(turn, event, {**facts, question: value}, "")


async def _beside_all(event: Event, text: str) -> list[str] | None:
    """The codes of what a message names besides what follows from the event; None where it asks for what it names.

    What is to be done must be asked for the whole, "phải lo những giấy tờ gì", and what is named must follow from the
    event, or be told and not wanted apart ("căn cước em hết hạn, tháng sau em cưới, em phải làm những gì").
    """
    pieces = pieces_of(text)
    if not any(piece.stand is Stand.ASKS and _names(event, piece.text) for piece in pieces):
        return []
    asks = events_in(get_settings().catalogue).asks_for_all
    places = [place for place, piece in enumerate(pieces) if not names_matter(piece.text) and _says(asks, piece.text)]
    if not places:
        return None
    named = [need for need in (await needs_in(text, added=True)).needs if not _says(event.says, need.text)]
    follow = {need.code for need in event.needs}
    if len(named) == 1 and follow & set(named[0].codes):
        return []
    wished = any(holds("wanted", need.text) for need in named)
    sure = [need.codes[0] for need in named if len(need.codes) == 1]
    if not named or wished or len(sure) < len(named):
        return None
    return [code for code in sure if code not in follow]


async def _done_and_lacking(event: Event, text: str) -> tuple[list[str], list[str]]:
    """The codes of what a message says is done already, and of what it lacks besides what follows from the event."""
    follow = {need.code for need in event.needs}
    done, besides = list[str](), list[str]()
    for piece in pieces_of(text):
        if piece.stand in (Stand.OVER, Stand.LACKS) and names_matter(piece.text) and not _tells(piece.text):
            found = (await search(piece.text)).candidates
            sure = found[0].code if found and found[0].score >= SURE else ""
            if piece.stand is Stand.OVER and sure in follow:
                done.append(sure)
            elif piece.stand is Stand.LACKS and sure and sure not in follow:
                besides.append(sure)
    return done, besides


def _names(event: Event, text: str) -> bool:
    return names_matter(text) and not _says(event.says, text)


def _go_on(
    turn: Turn,
    event: Event,
    facts: dict[str, str],
    told: str,
    *,
    done: Sequence[str] = (),
    besides: Sequence[str] = (),
) -> After:
    """Ask what still decides the needs, or list them and take up the first.

    Args:
        turn: the turn.
        event: what happened.
        facts: the answers so far.
        told: the message that told of it; empty when its questions are being answered.
        done: codes of needs that are over already.
        besides: codes of needs that were told besides those of the event.
    """
    procedure = event.procedure
    told = told or str(turn.event.get("told", ""))
    done = done or turn.event.get("done", ())
    besides = besides or turn.event.get("besides", ())
    if not facts:
        facts = dict(read_message(procedure, told, turn.now.date(), scorer=scorer()).facts)
    case = Case(procedure, facts)
    asked = (question for question in event.questions if question.id not in facts and case.reachable(question.id))
    if (question := next(asked, None)) is not None:
        begins = not turn.event
        turn.event = {"id": event.id, "facts": facts, "told": told, "asking": question.id}
        turn.event |= {"done": list(done), "besides": list(besides)}
        about = {"event": event.id, "question": question.id}
        buttons = [button(option.say, "event_answer", **about, value=option.value) for option in question.options]
        buttons.append(button(say("unknown_option"), "event_answer", **about, value=UNKNOWN))
        text = say("ask_why", text=question.ask, why=question.why) if question.why else question.ask
        text = say("event.begins", name=event.name, text=text) if begins else text
        return put_choice(turn, text, "event_question", buttons)
    turn.event = {}
    return _list(turn, event, facts, told, done, besides)


def _list(
    turn: Turn, event: Event, facts: dict[str, str], told: str, done: Sequence[str], besides: Sequence[str]
) -> After:
    """The needs that the answers lead to; what depends on an unknown answer is listed with its condition."""
    case = Case(event.procedure, facts)
    holding = [need.code for need in event.needs if case.holds(need.when)]
    perhaps = [need for need in event.needs if case.holds(need.when) is None and need.code not in holding]
    if not holding and not perhaps:
        turn.say(say("event.nothing", name=event.name))
        return After.NOTHING
    follow = dict.fromkeys([*holding, *(need.code for need in perhaps)])
    codes = [code for code in dict.fromkeys([*follow, *besides]) if code not in done]
    given: dict[str, dict[str, str]] = {}
    for need in event.needs:
        if case.holds(need.when) is not False:
            alike = {key: facts[asked] for key, asked in need.alike.items() if facts.get(asked, UNKNOWN) != UNKNOWN}
            given[need.code] = {**need.facts, **alike}
    needs = [
        ListedNeed([code], told=told, facts=given.get(code, {})) for code in codes if code in turn.catalogue.procedures
    ]
    if len(needs) == 1:
        return take_up(turn, needs[0])
    added = add(turn, needs)
    if not added:
        return After.AGAIN
    names = "; ".join(
        say("needs.item", number=number, name=_named(turn, event, case, need))
        for number, need in enumerate(turn.needs, start=1)
    )
    show(turn, say("event.list", name=event.name, count=len(turn.needs), needs=names))
    return take_up(turn, waiting(turn)[0])


def _named(turn: Turn, event: Event, case: Case, need: ListedNeed) -> str:
    """A need's name, with its condition where it depends on an answer that is not known."""
    entries = [entry for entry in event.needs if entry.code == need.code]
    if not entries or any(case.holds(entry.when) for entry in entries):
        return name_of(turn, need)
    clauses = [
        option.clause
        for entry in entries
        for question, values in case.undecided(entry.when)
        for option in question.options
        if option.value in values
    ]
    return say("event.perhaps", name=name_of(turn, need), clause=clauses[0]) if clauses else name_of(turn, need)


def _event(turn: Turn) -> Event | None:
    """The event whose question is on the screen."""
    asked: dict[str, Any] = turn.event
    return next((event for event in load_events() if asked and event.id == asked["id"]), None)


def _told(text: str) -> Event | None:
    """The event that a message tells of."""
    spoken = accented(text)
    return next((event for event in load_events() if _says(event.says, spoken)), None)


def _tells(text: str) -> bool:
    return any(_says(event.says, text) for event in load_events())


def _asks_what_to_do(text: str) -> bool:
    return _says(events_in(get_settings().catalogue).asks, accented(text))


def _says(phrases: tuple[str, ...], spoken: str) -> bool:
    """Whether a text holds one of these phrases, and not "ba mất" of "ba mất căn cước"."""
    close = tuple(phrase for phrase in phrases if GAP not in phrase)
    found = [(match, "") for match in _pattern(close).finditer(spoken)] if close else []
    for phrase in phrases:
        if GAP in phrase:
            found += [(match, match[1]) for match in _pattern((phrase,)).finditer(spoken)]
    return any(_happened(spoken[match.end() :], between) for match, between in found)


def _happened(rest: str, between: str) -> bool:
    """Whether what stands behind, and between, says nothing of a thing that was lost or of something done."""
    lost = begins("papers", rest) or begins("not_died", rest)
    return not lost and not any(holds(name, between) for name in ("papers", "acts", "not_died"))


def _normal(phrase: str) -> str:
    return f" {GAP} ".join(normalise(part) for part in phrase.split(GAP))


@lru_cache(maxsize=64)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the phrases as whole words; in the place of a blank stands one of its words, in a gap a few others."""
    blanks = {
        name: f"(?:{'|'.join(sorted((re.escape(normalise(word)) for word in words), key=len, reverse=True))})"
        for name, words in events_in(get_settings().catalogue).blanks.items()
    }
    ways = (
        re.sub(r"\\{(\w+)\\}", lambda match: blanks[match[1]], re.escape(phrase)).replace(_ESCAPED, _FEW_WORDS)
        for phrase in map(_normal, phrases)
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)")
