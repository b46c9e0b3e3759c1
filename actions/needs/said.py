"""What a message says of the list of needs: the next one, this one done, that one dropped or first, what is on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from actions.facts_in_message import read
from actions.listed_need import ListedNeed
from actions.needs.listed import name_of, named, names_of, now, waiting
from actions.needs.outright import stands_in
from actions.needs.wanted import Refused, parts_of, refused_in, split_row, wanted_in
from actions.needs.words import begins, first, holds, place_named, says_nothing, without, without_beginning
from actions.turn import Turn
from knowledge.reading.asking import asks_openly
from knowledge.reading.clauses import accented, telling_words
from knowledge.text.words import WORD

MENTIONED = 0.6
"""The part of what a piece tells that must name a need which is refused right behind it."""
LONGEST = 12
"""Words up to which a message is about the list and nothing else."""


class Said(StrEnum):
    STATUS = "status"
    NEXT = "next"
    DONE = "done"
    DROP = "drop"
    TAKE = "take"


@dataclass(frozen=True)
class ListCommand:
    """What is to be done with the list, with which need of it, which one is wanted instead, and what else is said.

    Several may be dropped at once; the others stand in `also`.
    """

    said: Said
    need: ListedNeed | None = None
    instead: ListedNeed | None = None
    rest: str = ""
    also: tuple[ListedNeed, ...] = ()


def command_for_list(turn: Turn) -> ListCommand | None:
    """What a typed message says of the list; None where there is no list, or the message is about something else."""
    spoken = accented(turn.text)
    if not turn.needs:
        return None
    if dropped := _dropped(turn):
        return dropped
    if len(WORD.findall(spoken)) > LONGEST:
        return None
    open_question = turn.open_question is not None
    if holds("status", spoken) and _only(spoken, "status"):
        return ListCommand(Said.STATUS)
    if holds("this_done", spoken) and says_nothing(spoken, "this_done", "finished", "said_around"):
        return ListCommand(Said.DONE, now(turn))
    if holds("finished", spoken) and not open_question and _only(spoken, "finished"):
        return ListCommand(Said.DONE, now(turn))
    if holds("before", spoken) and (need := _meant(turn, without(spoken, "before"), of=waiting(turn))):
        return ListCommand(Said.TAKE, need)
    if holds("next", spoken) and _only(spoken, "next") and (not open_question or "việc" in spoken):
        return ListCommand(Said.NEXT)
    return _goes_to(turn, spoken)


def _dropped(turn: Turn) -> ListCommand | None:
    """ "Bỏ cái chứng thực đi, em muốn sang tên sổ", "không phải tạm trú": the rest may name what is wanted instead."""
    refusals = refused_in(turn.text)
    rest = besides(turn.text, refusals)
    wanted = [wanted.name for part in rest if (wanted := wanted_in(part)) and wanted.stress]
    needs = [need for refused in refusals for need in _refused_needs(turn, refused, bool(wanted))]
    if not needs and (part := _pointed_at(turn.text, refusals)):
        needs = _mentioned(turn, part)
        rest = [other for other in rest if other != part]
        wanted = [name for name in wanted if not any(named(turn, name) is need for need in needs)]
    needs = [need for need in needs if not any(named(turn, name) is need for name in wanted)]
    if not needs:
        return None
    first, *others = {id(need): need for need in needs}.values()
    among = [other for other in waiting(turn) if other not in needs]
    meant = (_meant(turn, name, of=among) for name in [*filter(place_named, rest), *wanted])
    instead = next((other for other in meant if other), None)
    return ListCommand(Said.DROP, first, instead, ", ".join(rest), tuple(others))


def _refused_needs(turn: Turn, refused: Refused, other: bool) -> list[ListedNeed]:
    """The needs that are refused: the one that is named, or each of a row, "tạm trú với mở quán khỏi cần nữa"."""
    if need := _refused_need(turn, refused, other):
        return [need]
    row = [name for name in split_row(refused.name) if telling_words(name)]
    found = [_refused_need(turn, replace(refused, name=name), other) for name in row] if len(row) > 1 else []
    return [need for need in found if need] if all(found) else []


def _pointed_at(typed: str, refusals: list[Refused]) -> str:
    """The part before one that refuses what it only points at: "mệ nói nỏ mở quán chi hết, bỏ cái nớ đi"."""
    parts = parts_of(typed)
    pointing = (refused.part for refused in refusals if says_nothing(refused.name, "pointed", "refused_around"))
    place = next((parts.index(part) for part in pointing if part in parts), 0)
    return parts[place - 1] if place and not asks_openly(parts[place - 1]) else ""


def _mentioned(turn: Turn, part: str) -> list[ListedNeed]:
    """The needs that a part names, each in so many words, or all that a piece of a row tells."""
    found = [need for need in turn.needs if any(stands_in(name, part) for name in names_of(turn, need))]
    for piece in [] if found else split_row(part):
        need = named(turn, without(piece, "said_around", "refused_around", "at_once", "before_this"), part=MENTIONED)
        found += [need] if need and need not in found else []
    return found


def besides(typed: str, refusals: list[Refused]) -> list[str]:
    """The parts of a message that refuse nothing, and tell something."""
    refused = {refused.part for refused in refusals}
    return [part for part in parts_of(typed) if part not in refused and telling_words(part)]


def _refused_need(turn: Turn, refused: Refused, other: bool) -> ListedNeed | None:
    """The need of the list that is refused; without a word like "bỏ" its name must be all that is said of it.

    Such a denial answers the question on the screen rather, if it may, where nothing `other` is wanted with it.
    """
    question, said = turn.open_question, telling_words(refused.name)
    if asks_openly(refused.name):
        return None
    answers = bool(question and question.id in read(turn).facts)
    if refused.taken_off:
        need = _meant(turn, refused.name) or _meant(turn, without(refused.part, "dropped"))
        if need and answers and not said <= telling_words(name_of(turn, need)):
            return None  # "loại thường thôi, khỏi chip" answers; a name of the need must be said
        own = telling_words(refused.taken_off)
        return None if need and own and own <= telling_words(name_of(turn, need)) else need  # "xóa hộ khẩu"
    if not other and answers:
        return None
    need = named(turn, refused.name, part=1.0)
    return need if need and (len(said) > 1 or said <= telling_words(name_of(turn, need))) else None


def adds(text: str) -> bool:
    """Whether a message adds a need to what was said: "còn việc tạm trú nữa", "sẵn làm luôn căn cước"."""
    spoken = accented(text).strip(" .!,")
    if asks_openly(text):
        return False
    ends = first("adds_at_end", spoken)
    return begins("adds", spoken) or (ends is not None and spoken.endswith(tuple(_ends(spoken))))


def _ends(spoken: str) -> list[str]:
    """The last of the words with which a message adds, if it ends so."""
    found: list[str] = []
    rest = spoken
    while (match := first("adds_at_end", rest)) is not None:
        found.append(match.group())
        rest = rest[match.end() :]
    return found[-1:] if found and not WORD.search(rest) else ["\0"]


def _only(spoken: str, kind: str) -> bool:
    return says_nothing(spoken, kind, "said_around")


def _goes_to(turn: Turn, spoken: str) -> ListCommand | None:
    """ "Qua cái bằng lái đi": a need that waits, named by nothing but its own words."""
    if not begins("goes_to", spoken) or asks_openly(turn.text):
        return None
    need = _meant(turn, without_beginning(spoken, "goes_to"), of=waiting(turn))
    return ListCommand(Said.TAKE, need) if need else None


def _meant(turn: Turn, spoken: str, of: list[ListedNeed] | None = None) -> ListedNeed | None:
    """The need that a phrase means: by its number, by "việc kia", "việc này", or by its name."""
    among = turn.needs if of is None else of
    if (place := place_named(spoken)) is not None:
        chosen = turn.needs[place - 1] if 1 <= place <= len(turn.needs) else None
        return chosen if chosen in among else None
    if holds("other_one", spoken) and _only(spoken, "other_one"):
        left = waiting(turn)
        return left[0] if len(left) == 1 else None
    if holds("this_one", spoken) and _only(spoken, "this_one"):
        return now(turn) if of is None else None
    return named(turn, without(spoken, "said_around"), of=among)
