"""A need that a message names and wants now, whatever is on the screen: it is taken up, and what waits is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from actions.after import After
from actions.command_words import command_in
from actions.facts_in_message import corrections, facts_said, note, read
from actions.library import search
from actions.listed_need import ListedNeed
from actions.needs.called import best_named, called_somehow, how_named
from actions.needs.listed import listed, now, waiting
from actions.needs.pieces import names_matter
from actions.needs.said import Said, adds, besides, command_for_list
from actions.needs.wanted import Stress, Wanted, parts_of, put_off_in, refused_in, wanted_in
from actions.several.listing import go_on_without, take_first, take_off, take_up
from actions.topic_words import begins_with, mentions
from actions.topics.choices import ask_whose, take
from actions.topics.other_need import act_on, requests
from actions.turn import Turn
from actions.wording import say
from knowledge.checklist.phrases import called
from knowledge.messages import Notice
from knowledge.reading.asking import asks_openly
from knowledge.reading.clauses import telling_words
from knowledge.reading.options import label_of_answer
from knowledge.schema.procedure import Procedure
from knowledge.search.types import Decision, SearchResult
from knowledge.text.fold import fold

AHEAD = 0.5
"""The part of the first candidate's probability from which the active procedure may be meant as well."""


async def turned_to(turn: Turn) -> After | None:
    """ "Miếng đất để sau, làm khai tử trước", "qua bảo hiểm y tế đi", "ghi chú ly hôn": that need, at once."""
    if turn.procedure is None or command_in(turn.text) or begins_with(turn.text, "changes"):
        return None
    wanted = wanted_in(turn.text)
    if wanted is None:
        return _only_put_off(turn)
    if (wanted.stress < Stress.TURNED and adds(turn.text)) or _is_an_answer(turn, wanted):
        return None
    return await take_wanted(turn, wanted) or _already(turn, wanted)


def _already(turn: Turn, wanted: Wanted) -> After | None:
    """ "Tui nói làm khai tử mà", when that is being done: it is said, and goes on."""
    question = turn.open_question
    if turn.procedure is None or asks_openly(turn.text) or wanted.stress < Stress.INSISTED:
        return None
    names = telling_words(f"{called(turn.procedure)} {turn.procedure.name}")
    if not telling_words(wanted.name) <= names or (question and question.id in read(turn).facts):
        return None
    turn.say(say("already_on", name=called(turn.procedure)), Notice(topic="already_on"))
    return After.NEXT


def _only_put_off(turn: Turn) -> After | None:
    """ "Xây nhà thì để sau, tôi chỉ cần biết ra đâu nộp": what is put off is not read; what was before it goes on."""
    names, rest = put_off_in(turn.text)
    if not names:
        return None
    said = telling_words(" ".join(names))
    others = [need for need in turn.needs if need.code != turn.code and len(need.codes) == 1]
    if others and how_named(turn.catalogue, said, turn.code or "") >= 1.0:
        return take_up(turn, next(iter(waiting(turn)), others[-1]))
    if rest and any(how_named(turn.catalogue, said, need.code) >= 1.0 for need in others):
        turn.text = rest
    return None


async def need_refused(turn: Turn) -> After | None:
    """ "Không phải tạm trú, tôi muốn nhập hộ khẩu": off the list it goes; what is wanted instead, or waits, is next."""
    if not (turn.procedure or turn.needs) or command_in(turn.text):
        return None
    _list_earlier(turn)
    if (after := await _replaced(turn)) is not None:
        return after
    command = command_for_list(turn)
    if command is None or command.said is not Said.DROP or command.need is None:
        return await _refused_already(turn)
    wanted = wanted_in(command.rest)
    taken = [take_off(turn, need) for need in (command.need, *command.also)]
    was_now = any(taken)
    if command.instead:
        return take_up(turn, command.instead)
    turn.text = command.rest
    if wanted and was_now:
        wanted = replace(wanted, stress=Stress.INSISTED)
    if wanted and (after := await take_wanted(turn, wanted)) is not None:
        return after
    if was_now:
        return go_on_without(turn)
    if facts := facts_said(turn):
        note(turn, facts)
        return After.NEXT
    if asks_openly(turn.text):
        return None  # what is asked beside is still to be answered
    return After.NEXT if turn.next_question() is None and not waiting(turn) else After.AGAIN


async def _replaced(turn: Turn) -> After | None:
    """ "Thôi đập đi xây mới luôn chứ không sửa nữa": what is being done gives way to what is said instead of it."""
    procedure = turn.procedure
    refusals = refused_in(turn.text)
    rest = ", ".join(besides(turn.text, refusals))
    if procedure is None or not telling_words(rest) or asks_openly(turn.text):
        return None
    refused = next((one.name for one in refusals if _is_of_active(turn, one.name)), "")
    if not refused:
        return None
    others = [need.code for need in waiting(turn) if len(need.codes) == 1]
    code = best_named(turn.catalogue, rest, others) or await _instead(turn, procedure, rest, refused)
    if not code:
        return None
    need, active = listed(turn, code) or ListedNeed([code]), now(turn)
    need.told = rest
    turn.say(say("needs.dropped", name=called(procedure)), Notice(topic="need_dropped"))
    turn.needs = [other for other in turn.needs if other is not active]
    turn.leave()
    turn.text = rest
    return take_up(turn, need)


def _is_of_active(turn: Turn, name: str) -> bool:
    """Whether what is refused names what is being done, and no answer of its questions: "không sửa nữa"."""
    procedure, question = turn.procedure, turn.open_question
    said = _bare(name)
    if procedure is None or not said or not said <= _bare(f"{called(procedure)} {procedure.name}"):
        return False
    return not (question and any(said <= _bare(option.say) for option in question.options))


def _bare(text: str) -> set[str]:
    """The words that tell something, without their marks: those that were put back may be others."""
    return {fold(word) for word in telling_words(text)}


async def _instead(turn: Turn, procedure: Procedure, rest: str, refused: str) -> str:
    """The procedure that is wanted instead: what the search is sure of, else its first that belongs to the active.

    Where the words alone find neither, what the active one's name says besides what is refused is meant with them:
    "đăng ký mới chứ không phải gia hạn" of a temporary residence.
    """
    near = {*_belonging(turn), *(other.code for other in procedure.confused_with)}
    kept = [word for word in called(procedure).split() if fold(word.lower()) not in _bare(refused)]
    last = parts_of(rest)[-1]
    for text in (rest, f"{last} {' '.join(kept)}"):
        result = await search(text)
        found = [one.code for one in result.candidates if one.code != procedure.code]
        if result.decision is Decision.ANSWER and result.candidates[0].code != procedure.code:
            return found[0]
        if code := next((code for code in found if code in near), ""):
            return code
    return ""


async def _refused_already(turn: Turn) -> After | None:
    """ "Tôi bảo không nhận con nuôi mà": a procedure that is not on the list, and is not opened because it is named."""
    question = turn.open_question
    if question and question.id in {*read(turn).facts, *read(turn).unsure}:
        return None
    refusals = [refused for refused in refused_in(turn.text) if refused.name and not asks_openly(refused.name)]
    for refused in refusals:
        codes = called_somehow(turn.catalogue, refused.name) - {turn.code}
        if len(codes) != 1:
            continue
        turn.text = ", ".join(besides(turn.text, refusals))
        if telling_words(turn.text):
            return None
        name = called(turn.catalogue.get(next(iter(codes))))
        turn.say(say("needs.not_listed", name=name), Notice(topic="need_dropped"))
        return After.AGAIN
    return None


def _list_earlier(turn: Turn) -> None:
    """What was talked about before, as a list of needs, where the active one is dropped without one: "bỏ xây nhà"."""
    earlier = [code for code in turn.cases if code != turn.code and code in turn.catalogue.procedures]
    dropped = [refused.name for refused in refused_in(turn.text) if refused.taken_off]
    if turn.needs or turn.code is None or not earlier:
        return
    if any(how_named(turn.catalogue, telling_words(name), turn.code) >= 1.0 for name in dropped):
        turn.needs = [ListedNeed([earlier[-1]], state="done"), ListedNeed([turn.code], state="now")]


async def take_wanted(turn: Turn, wanted: Wanted) -> After | None:
    """Take up what is wanted, where it is clear which procedure that is, and that it is another than the active one."""
    if code := _called(turn, wanted):
        return _take(turn, code, wanted)
    if wanted.stress is Stress.NAMED:
        return None
    code = _known(turn, wanted)
    if not code and not (names_matter(wanted.name) and _is_searched(turn, wanted)):
        return None
    result = await search(wanted.name)
    if code and _confirms(turn, result, code):
        return _take(turn, code, wanted)
    if code := _among_known(turn, result):
        return _take(turn, code, wanted)
    if _may_be_active(turn, result):
        return None
    if result.decision is Decision.ANSWER:
        return _take(turn, result.candidates[0].code, wanted)
    return act_on(turn, result) if wanted.stress > Stress.WISHED and result.decision is Decision.ASK_BACK else None


def _is_an_answer(turn: Turn, wanted: Wanted) -> bool:
    """Whether a message answers the question on the screen, or says something else of the case."""
    question = turn.open_question
    if question and (label_of_answer(question, turn.text) or label_of_answer(question, wanted.name)):
        return True
    if wanted.stress is Stress.INSISTED:
        return False
    if mentions(turn.text, "corrects") and not begins_with(turn.text, "goes_back"):
        return True
    if wanted.stress is Stress.TURNED:
        seems = {*read(turn).facts, *read(turn).unsure}
        return bool(
            question and question.id in seems and (_called(turn, wanted) or _known(turn, wanted)) not in _waiting(turn)
        )
    return bool(facts_said(turn) or corrections(turn))


def _is_searched(turn: Turn, wanted: Wanted) -> bool:
    """Whether it may be looked for beyond what is known; what is only wished is, where the message does not ask."""
    if wanted.stress > Stress.WISHED:
        return True
    begun = begins_with(wanted.name, "request_first") or requests(turn.text)
    return turn.open_question is None and begun and not asks_openly(turn.text)


def _called(turn: Turn, wanted: Wanted) -> str:
    """The one procedure of which the words are a name, or something that people say."""
    if wanted.stress < Stress.TURNED and asks_openly(turn.text):
        return ""
    codes = called_somehow(turn.catalogue, wanted.name)
    return next(iter(codes)) if len(codes) == 1 and turn.code not in codes else ""


def _known(turn: Turn, wanted: Wanted) -> str:
    """The procedure that is named among those that wait, were talked about, or belong to the active one."""
    said = telling_words(wanted.name)
    active = how_named(turn.catalogue, said, turn.code or "")
    known = [_waiting(turn)]
    if (len(said) > 1 or wanted.first) and (wanted.stress > Stress.WISHED or not asks_openly(turn.text)):
        known += [_earlier(turn), list(_belonging(turn))]
    for codes in known:
        code = best_named(turn.catalogue, wanted.name, [code for code in codes if code != turn.code])
        if code and how_named(turn.catalogue, said, code) > active:
            return code
    return ""


def _confirms(turn: Turn, result: SearchResult, code: str) -> bool:
    """Whether a search speaks for a procedure: of one that waits, only that the active one is not likelier."""
    found = [candidate.code for candidate in result.candidates]
    if code in _waiting(turn):
        found = [candidate for candidate in found if candidate in (code, turn.code)]
    return not found or found[0] == code


def _among_known(turn: Turn, result: SearchResult) -> str:
    """The likeliest of a search's candidates that waits or belongs to the active one, the active one not before it."""
    known = {*_waiting(turn), *_belonging(turn)}
    for candidate in result.candidates:
        if candidate.code == turn.code:
            return ""
        if candidate.code in known:
            return candidate.code
    return ""


def _may_be_active(turn: Turn, result: SearchResult) -> bool:
    """Whether the active procedure is nearly as likely as the first that was found."""
    scores = {candidate.code: candidate.score for candidate in result.candidates}
    if not scores or turn.code not in scores:
        return False
    return result.decision is Decision.ASK_BACK or scores[turn.code] >= AHEAD * result.candidates[0].score


def _waiting(turn: Turn) -> list[str]:
    return [need.code for need in turn.needs if need.state == "waiting" and len(need.codes) == 1]


def _earlier(turn: Turn) -> list[str]:
    return [*(need.code for need in turn.needs if need.state == "done"), *turn.cases]


def _belonging(turn: Turn) -> Iterator[str]:
    """The procedures that the active one leads to, that follow it, go with it, or bring one of its papers."""
    procedure = turn.procedure
    if procedure is None:
        return
    yield from (other.code for other in procedure.redirects)
    yield from (other.code for other in procedure.afterwards)
    yield from (other.code for other in procedure.together)
    for document in procedure.documents:
        kind = turn.catalogue.document_types.get(document.type)
        if kind and kind.get.code:
            yield kind.get.code


def _take(turn: Turn, code: str, wanted: Wanted) -> After:
    """Take a need of the list, or another; one that goes first keeps the active one waiting for it."""
    need = listed(turn, code)
    if need is not None and need.codes == [code]:
        need.told = ". ".join(filter(None, (need.told, wanted.told)))
        return take_up(turn, need)
    if (asked := ask_whose(turn, code)) is not None:
        return asked
    if wanted.first or now(turn) is not None:
        return take_first(turn, ListedNeed([code], wanted.name, wanted.told))
    turn.told, turn.text = "", wanted.told
    return take(turn, code)
