"""The list of needs of a conversation: what is on it, what is added, dropped, moved, and which one is being done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from actions.listed_need import ListedNeed
from actions.needs.order import in_order
from actions.needs.words import is_one_of
from actions.turn import Turn
from knowledge.case.facts import Case
from knowledge.checklist.phrases import called
from knowledge.reading.clauses import telling_words

NAMED = 0.6
"""The part of a phrase's telling words that a need's name must hold."""
FEWEST = 2
"""Words that names must share to have a name together."""


def now(turn: Turn) -> ListedNeed | None:
    """The need that is being done."""
    return next((need for need in turn.needs if need.state == "now"), None)


def waiting(turn: Turn) -> list[ListedNeed]:
    """The needs that wait, in the order in which they are taken up."""
    return [need for need in turn.needs if need.state == "waiting"]


def listed(turn: Turn, code: str) -> ListedNeed | None:
    """The need that a procedure is for."""
    sure = (need for need in turn.needs if need.codes == [code])
    return next(sure, None) or next((need for need in turn.needs if code in need.codes), None)


def add(turn: Turn, needs: Iterable[ListedNeed]) -> list[ListedNeed]:
    """Put needs on the list that are not on it, each in its place; those that were added."""
    if not turn.needs and turn.code:
        turn.needs.append(ListedNeed([turn.code], state="now"))
    added = [need for need in needs if not _is_listed(turn, need)]
    if added:
        done = [need for need in turn.needs if need.state != "waiting"]
        turn.needs = [*done, *in_order(turn.catalogue, [*waiting(turn), *added])]
    return added


def _is_listed(turn: Turn, need: ListedNeed) -> bool:
    """Whether a need is on the list, or is no more than one that is: all it may mean, that one may mean."""
    others = [other for other in turn.needs if other.state != "done"]
    return any(need.code in other.codes[:1] or set(need.codes) <= set(other.codes) for other in others)


def drop(turn: Turn, need: ListedNeed) -> None:
    """Take a need off the list; a list of one is none."""
    turn.needs = [other for other in turn.needs if other is not need]
    if len(turn.needs) == 1 and turn.needs[0].state == "now":
        turn.needs = []


def begin(turn: Turn, need: ListedNeed) -> None:
    """Make a need the one that is being done; the one before is done when its list was ready, else it waits."""
    before = now(turn)
    if before and before is not need:
        before.state = "done" if _is_seen(turn, before) and need.leads_back != before.code else "waiting"
    need.state = "now"


def keep_up(turn: Turn) -> None:
    """Bring the list in line with the procedure that a turn ended with, however it came to that."""
    current = now(turn)
    if not turn.needs or turn.code is None or (current and current.codes == [turn.code]):
        _settle(turn, current)
        return
    meant = listed(turn, turn.code)
    if meant is not None:
        meant.codes = [turn.code]
    elif current and leads_to(turn, current.code, turn.code):
        current.codes = [turn.code]
        return
    else:
        meant = ListedNeed([turn.code])
        place = turn.needs.index(current) if current else 0
        turn.needs.insert(place, meant)
    if meant.state != "now":
        if current and current is not meant:
            current.state = "done" if _is_seen(turn, current) else "waiting"
        meant.state = "now"
    _settle(turn, meant)


def _settle(turn: Turn, current: ListedNeed | None) -> None:
    """Take off what was vague and is known now: the needs that wait and might have meant the one being done."""
    if current is not None and len(current.codes) == 1:
        vague = [need for need in waiting(turn) if len(need.codes) > 1 and current.code in need.codes]
        turn.needs = [need for need in turn.needs if need not in vague]


def _is_seen(turn: Turn, need: ListedNeed) -> bool:
    """Whether the list of papers of a need was ready, however the conversation went on from it."""
    if len(need.codes) > 1 or need.code not in turn.cases or need.code not in turn.catalogue.procedures:
        return False
    facts = turn.facts if need.code == turn.code else turn.cases[need.code]
    return turn.catalogue.next_question(need.code, facts) is None


def leads_to(turn: Turn, code: str, other: str) -> bool:
    """Whether a procedure sends people to another one as the right one in their case."""
    procedure = turn.catalogue.procedures.get(code)
    return procedure is not None and any(redirect.code == other for redirect in procedure.redirects)


def covered(turn: Turn) -> list[ListedNeed]:
    """The needs that wait and are done with the active procedure: it is a bundle of them, or their answers lead to it.

    "Nhận cha, mẹ, con" beside "Khai sinh và nhận con cùng lúc", when the child has no birth certificate yet.
    """
    procedure = turn.procedure
    if procedure is None:
        return []
    if procedure.bundle:
        return [need for need in waiting(turn) if procedure.bundles(need.codes)]
    after = {other.code for other in procedure.afterwards} | {other.code for other in procedure.together}
    alone = (need for need in waiting(turn) if len(need.codes) == 1 and need.code not in after)
    return [need for need in alone if _leads_here(turn, need.code)]


def _leads_here(turn: Turn, code: str) -> bool:
    """Whether a procedure, answered as the active one where both ask the same, sends people to the active one."""
    procedure = turn.catalogue.procedures.get(code)
    if procedure is None:
        return False
    both = [question for question in procedure.questions if turn.facts.get(question.id) in question.values]
    case = Case(procedure, {question.id: turn.facts[question.id] for question in both})
    return any(redirect.code == turn.code and case.holds(redirect.when) for redirect in procedure.redirects)


def name_of(turn: Turn, need: ListedNeed) -> str:
    """What a need is called: the procedure's short name; while several may be meant, what their names begin with."""
    names = [called(turn.catalogue.get(code)) for code in need.codes]
    return name_of_all(names) if len(names) > 1 else names[0]


def name_of_all(names: Sequence[str]) -> str:
    """What most of some names begin with, as the first of them does, of two words at least; else that first one."""
    first, *others = [[word.strip(",.()") for word in name.split()] for name in names]
    pairs = ([one == other for one, other in zip(first, words, strict=False)] for words in others)
    shared = [len(list(takewhile(bool, same))) for same in pairs]
    lengths = range(FEWEST, len(first) + 1)
    counts = {length: sum(common >= length for common in shared) for length in lengths}
    best = max(lengths, key=lambda length: (counts[length], length), default=0)
    if not best or not counts[best]:
        return names[0].partition("(")[0].strip()
    while best > FEWEST and is_one_of("name_ends", first[best - 1].lower()):
        best -= 1
    return " ".join(first[:best])


def names_of(turn: Turn, need: ListedNeed) -> list[str]:
    """What people call a need in two telling words at least: the short name, the title, and what else is said."""
    found = [need.text]
    for code in need.codes[:1]:
        entry = turn.catalogue.entries[code]
        found += [called(turn.catalogue.get(code)).partition("(")[0], entry.name, *entry.aliases]
    return [name for name in found if len(telling_words(name)) > 1]


def named(turn: Turn, phrase: str, *, of: Iterable[ListedNeed] | None = None, part: float = NAMED) -> ListedNeed | None:
    """The one need whose name, or whose own words, hold most (a part) of a phrase's telling words; None when two do."""
    said = telling_words(phrase)
    if not said:
        return None
    among = list(turn.needs if of is None else of)
    known = ((*_share(said, turn, need), len(need.codes) == 1, place) for place, need in enumerate(among))
    shares = sorted(known, reverse=True)
    if not shares or shares[0][0] < part or (len(shares) > 1 and shares[1][:3] == shares[0][:3]):
        return None
    return among[shares[0][-1]]


def _share(said: set[str], turn: Turn, need: ListedNeed) -> tuple[float, float]:
    """The largest part of the words that a name, an alias or the person's own words for a need hold.

    With it stands the part of that name which these words are: "tạm trú" is more of "đăng ký tạm trú" than of
    "giấy xác nhận tạm trú".
    """
    found = [need.text]
    for code in need.codes:
        if entry := turn.catalogue.entries.get(code):
            found += [called(turn.catalogue.get(code)), entry.name, *entry.aliases]
    names = [name for name in map(telling_words, found) if name]
    return max(((len(said & name) / len(said), len(said & name) / len(name)) for name in names), default=(0.0, 0.0))
