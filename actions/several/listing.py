"""The list of needs in conversation: several in one message, one added, the next offered, taken up, dropped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from actions.after import After
from actions.case_question import back_buttons
from actions.facts_in_message import note, note_carried, read
from actions.listed_need import ListedNeed
from actions.needs.carried import carried_facts
from actions.needs.found import FoundNeeds, Need, needs_in
from actions.needs.listed import add, begin, covered, drop, listed, name_of, now, waiting
from actions.needs.said import ListCommand, Said, adds, command_for_list
from actions.needs.told import facts_told
from actions.needs.words import holds
from actions.payloads import button, payload
from actions.questions.answers import ANSWERS
from actions.several.bundled import bundle_of, in_one_go
from actions.topic_words import mentions
from actions.topics.card import turn_to
from actions.topics.choices import offer
from actions.turn import Turn
from actions.wording import say
from knowledge.checklist.phrases import called
from knowledge.messages import Checklist, NeedLine, Needs, Notice
from knowledge.reading.asking import asks_openly
from knowledge.search.scope.words import answer_of
from knowledge.search.types import Candidate
from knowledge.settings import get_settings

ASKS = 0.5
"""How probable a question about the case must be, while one is talked about, before needs are not looked for."""


async def several_needs(turn: Turn) -> After | None:
    """Two needs and more in one message: all are put on the list, and the first is taken up."""
    about_case = turn.procedure is not None and turn.understood.says(ANSWERS, ASKS)
    if turn.open_question is not None or turn.walk or about_case:
        return None
    found = await needs_in(turn.text)
    found = replace(found, needs=tuple(need for need in found.needs if not _is_no_need(turn, need)))
    if len(found.needs) > 1:
        return take_all(turn, found)
    if not (found.needs and found.elsewhere):
        return None
    _say_elsewhere(turn, found.elsewhere)
    return take_up(turn, _listed(found.needs[0]))


def _is_no_need(turn: Turn, need: Need) -> bool:
    """Whether what was found for a clause is none: "sao lại sổ đỏ", or a question beside what is talked about."""
    if holds("asks_why", need.text) or is_unnamed(need):
        return True
    return turn.procedure is not None and len(need.codes) > 1 and asks_openly(need.text)


def take_all(turn: Turn, found: FoundNeeds) -> After | None:
    """Put the needs on the list, show it, and take up the first of them; None when all are on it already."""
    needs = list(map(_listed, found.needs))
    bundle = bundle_of(turn, needs)
    go = in_one_go(turn, bundle, needs) if bundle else None
    if bundle and isinstance(go, ListedNeed):
        needs = [go, *(need for need in needs if not bundle.bundles(need.codes))]
        if len(needs) == 1:
            return take_up(turn, go)
    added = add(turn, needs)
    if not added:
        return None
    if isinstance(go, After):
        return go
    show(turn, say("needs.list", count=len(turn.needs), needs=_names(turn, turn.needs)))
    _say_lost(turn, found.lost)
    _say_elsewhere(turn, found.elsewhere)
    return take_up(turn, waiting(turn)[0])


async def added_need(turn: Turn) -> After | None:
    """ "Còn việc tạm trú nữa": it is put on the list, and what is on the screen goes on."""
    if turn.procedure is None or turn.walk or not adds(turn.text):
        return None
    if turn.asking and turn.asking in read(turn).facts and not mentions(turn.text, "matter"):
        return None  # "với lại bé sinh ở nhà": it answers the question; "còn việc tạm trú nữa" does not
    found = await needs_in(turn.text, added=True)
    new = [need for need in found.needs if turn.code not in need.codes[:1]]
    clear = [need for need in new if not is_unnamed(need)]
    added = add(turn, map(_listed, clear)) if clear else []
    if new and not clear:
        turn.say(say("needs.unnamed", words=new[0].text), Notice(topic="need_not_found"))
        return After.AGAIN
    return put_on_list(turn, added)


def put_on_list(turn: Turn, added: list[ListedNeed]) -> After | None:
    """Say that these were added; where nothing is asked the first of them is taken up. None when none is new."""
    if _say_covered(turn, added) or not added:
        return After.AGAIN if added else None
    if turn.next_question() is None:
        show(turn, say("needs.list", count=len(turn.needs), needs=_names(turn, turn.needs)))
        return take_up(turn, added[0])
    say_added(turn, added)
    return After.AGAIN


def say_added(turn: Turn, added: Sequence[ListedNeed]) -> None:
    """Say that these are on the list now."""
    show(turn, say("needs.added", names=", ".join(name_of(turn, need) for need in added)))


def is_unnamed(need: Need) -> bool:
    """Whether the words of a need only point at something that may be several: "cái giấy xác nhận ấy"."""
    return len(need.codes) > 1 and holds("points", need.text)


def _say_covered(turn: Turn, needs: Sequence[ListedNeed]) -> bool:
    """Take off the list those of the needs that are done with the active procedure; whether all of them are."""
    done_with = [need for need in covered(turn) if need in needs]
    for need in done_with:
        drop(turn, need)
        by = called(turn.catalogue.get(turn.code or ""))
        turn.say(say("needs.covered", name=name_of(turn, need), by=by), Notice(topic="need_covered"))
    return bool(done_with) and len(done_with) == len(needs)


async def list_said(turn: Turn) -> After | None:
    """What is said of the list itself."""
    command = command_for_list(turn)
    return _carry_out(turn, command) if command else None


def _carry_out(turn: Turn, command: ListCommand) -> After:
    match command.said, command.need:
        case Said.TAKE, ListedNeed() as need:
            return take_up(turn, need)
        case Said.DONE, ListedNeed() as need:
            need.state = "done"
            return _next(turn)
        case Said.NEXT, _:
            return _next(turn)
    return show_needs(turn)


def _next(turn: Turn) -> After:
    """Take up the next need; with none left say that all were seen."""
    if left := waiting(turn):
        return take_up(turn, left[0])
    show(turn, say("needs.all_done", needs=_names(turn, turn.needs)))
    return After.NOTHING


def take_need(turn: Turn) -> After:
    """A need of the list is taken up now; a procedure that is not on it is put there, before what is being done."""
    code = turn.values.get("procedure", "")
    need = listed(turn, code)
    if need is None and code in turn.catalogue.procedures:
        return take_first(turn, ListedNeed([code], leads_back=turn.code or ""))
    return take_up(turn, need) if need else show_needs(turn)


def take_first(turn: Turn, need: ListedNeed) -> After:
    """Take up a need that is not on the list before what is being done, which waits for it."""
    if not turn.needs and turn.code:
        turn.needs.append(ListedNeed([turn.code], state="now"))
    current = now(turn)
    turn.needs.insert(turn.needs.index(current) if current else 0, need)
    return take_up(turn, need)


def drop_need(turn: Turn) -> After:
    """A need is taken off the list by its button."""
    need = listed(turn, turn.values.get("procedure", ""))
    return _drop(turn, need) if need else show_needs(turn)


def _drop(turn: Turn, need: ListedNeed) -> After:
    was_now = take_off(turn, need)
    if was_now:
        return go_on_without(turn)
    return After.NEXT if turn.next_question() is None and not waiting(turn) else After.AGAIN


def take_off(turn: Turn, need: ListedNeed) -> bool:
    """Take a need off the list and say so; whether it was the one being done."""
    name, was_now = name_of(turn, need), need.state == "now"
    drop(turn, need)
    turn.say(say("needs.dropped", name=name), Notice(topic="need_dropped"))
    return was_now


def go_on_without(turn: Turn) -> After:
    """When what was being done is dropped: on with the next need that waits, or back to the last that was seen."""
    turn.leave()
    if left := waiting(turn):
        return take_up(turn, left[0])
    seen = [need for need in turn.needs if len(need.codes) == 1]
    if len(turn.needs) < 2:
        turn.needs = []
    if not seen:
        return After.NOTHING
    turn_to(turn, turn.catalogue.get(seen[-1].code))
    return After.NEXT


def show_needs(turn: Turn) -> After:
    """What is on the list, and how far each is."""
    if not turn.needs:
        turn.say(say("needs.none"), Notice(topic="no_other_matter"), back_buttons(turn))
        return After.AGAIN
    items = (
        say("needs.item_state", number=number, name=name_of(turn, need), state=_state(need))
        for number, need in enumerate(turn.needs, start=1)
    )
    show(turn, say("needs.of_list", needs="; ".join(items)))
    return After.AGAIN


def take_up(turn: Turn, need: ListedNeed) -> After:
    """Begin with a need: what was told of it is noted; what an earlier one was answered holds where it is the same."""
    begin(turn, need)
    turn.told = ""
    if len(need.codes) > 1:
        turn.leave()
        after = offer(turn, tuple(Candidate(code, turn.catalogue.name(code), 1.0) for code in need.codes))
        turn.told = need.told
        return after
    turn_to(turn, turn.catalogue.get(need.code))
    known = {key: value for key, value in need.facts.items() if key not in turn.facts}
    note(turn, {**facts_told(turn, need.told), **known})
    note_carried(turn, carried_facts(turn))
    return After.NEXT


def offer_next(turn: Turn) -> None:
    """After a list of papers: which need comes next."""
    ready = any(isinstance(message.custom, Checklist) for message in turn.messages[-2:])
    if not (waiting(turn) and ready and turn.procedure and not turn.proposing):
        return
    _say_covered(turn, waiting(turn))
    if not (left := waiting(turn)):
        return
    current = now(turn)
    back = listed(turn, current.leads_back) if current and current.leads_back else None
    need = back if back and back in left else left[0]
    name = name_of(turn, need)
    if need is back:
        text = say("needs.back", name=name)
    else:
        text = say("needs.next", name=called(turn.procedure), count=len(left), needs=_names(turn, left))
    take = button(say("needs.button_next", name=name), "take_need", procedure=need.code)
    turn.say(text, _custom(turn), [take, button(say("needs.button_drop", name=name), "drop_need", procedure=need.code)])
    turn.proposing = take.payload


def show(turn: Turn, text: str) -> None:
    """The list, with what can be done with each need."""
    turn.say(text, _custom(turn))


def _custom(turn: Turn) -> Needs:
    return Needs(
        items=[
            NeedLine(
                code=need.code,
                short_name=name_of(turn, need),
                state=need.state,
                take="" if need.state == "now" else payload("take_need", procedure=need.code),
                drop="" if need.state == "done" else payload("drop_need", procedure=need.code),
            )
            for need in turn.needs
        ]
    )


def _names(turn: Turn, needs: Iterable[ListedNeed]) -> str:
    names = enumerate((name_of(turn, need) for need in needs), start=1)
    return "; ".join(say("needs.item", number=number, name=name) for number, name in names)


def _say_lost(turn: Turn, lost: Iterable[str]) -> None:
    for words in lost:
        turn.say(say("needs.lost", words=words), Notice(topic="need_not_found"))


def _say_elsewhere(turn: Turn, topics: Iterable[str]) -> None:
    """Where to turn with what is not the desk's."""
    for topic in topics:
        turn.say(answer_of(topic, get_settings().hotline), Notice(topic="out_of_scope"))


def _state(need: ListedNeed) -> str:
    """How far a need is, in words."""
    said = {"waiting": say("needs.waiting"), "now": say("needs.now"), "done": say("needs.done")}
    return said[need.state]


def _listed(need: Need) -> ListedNeed:
    return ListedNeed(list(need.codes), need.text, need.told)
