"""What a message says of papers: which are had, lacked, lost, or not known; several in one message."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from knowledge.messages import DocumentLine
from knowledge.reading.clauses import accented
from knowledge.reading.papers import paper_named
from knowledge.text.fold import fold, is_toneless
from knowledge.text.normalise import normalise
from knowledge.text.words import WORD, whole_words
from knowledge.wording import read_wording

YES, NO, LOST, NOT_KNOWN = "yes", "no", "lost", "unknown"
"""What can be said of a paper."""
STATES = (LOST, NOT_KNOWN, NO, YES)
"""In the order in which their words are looked for: "chưa có" is no "có"."""


def papers_said(text: str, documents: Sequence[DocumentLine], asked: str | None) -> dict[str, str]:
    """What a message says of each paper: its type → "yes", "no", "lost" or "unknown".

    Args:
        text: as it was typed.
        documents: the papers of the list.
        asked: the type of the paper that is being asked about: what names none is said of it.
    """
    spoken = accented(text)
    if "?" in text or _words()["asks"].search(spoken):
        return {}
    of_all = _of_all(spoken, documents)
    return _one_by_one(spoken, documents, asked) if of_all is None else of_all


def tells_of_having(text: str) -> bool:
    """Whether a message says by more than "rồi" or "không" that something is had, lacking or lost."""
    return _words()["having"].search(accented(text)) is not None


def asks_to_walk(text: str) -> bool:
    """Whether a message asks to go through the papers one by one, and says nothing else."""
    bare = is_toneless(text)  # "kiem giay to" may be restored to something else
    words, spoken = _words(bare), fold(text) if bare else accented(text)
    match = words["walk"].search(spoken)
    return match is not None and WORD.search(words["around"].sub(" ", words["walk"].sub(" ", spoken))) is None


def _of_all(spoken: str, documents: Sequence[DocumentLine]) -> dict[str, str] | None:
    """ "Có hết rồi trừ cái tờ khai", "chỉ thiếu giấy chứng sinh", "chưa có gì hết"; None: nothing is said of all."""
    words = _words()
    if words["none_had"].search(spoken) and not _named(spoken, documents):
        return {document.type: NO for document in documents}
    everything, only = words["all_had"].search(spoken), words["only_lacks"].search(spoken)
    if not (everything or only):
        return None
    start = everything.end() if everything and not (only and only.start() < everything.start()) else 0
    rest = spoken[start:]
    match = words["except"].search(rest) or (only and words["only_lacks"].search(rest))
    lacking = _named_each(rest[match.end() :], documents) if match else []
    before = _named_each(spoken[:start], documents) if everything else []
    if match and not lacking and not before:
        return {}  # an exception that we do not know: nothing is sure
    if not match and before:  # "giấy chứng sinh chưa có, mấy cái kia có hết"
        lacking = before
    state = LOST if words["lost"].search(words["no_loss"].sub(" ", spoken)) else NO
    return {document.type: state if document.type in lacking else YES for document in documents}


def _one_by_one(spoken: str, documents: Sequence[DocumentLine], asked: str | None) -> dict[str, str]:
    """Each part of the message with its paper; a paper without a word of its own takes the next one's."""
    parts = [(_named(part, documents), state_of(part)) for part in _parts(spoken)]
    if not any(named for named, _ in parts):
        states = [state for _, state in parts if state]
        if _has_something_else(spoken):
            return {}
        return {asked: states[0]} if asked and states else {}
    found: dict[str, str] = {}
    pending: list[str] = []
    for named, state in parts:
        if named:
            pending.append(named)
        if state:
            found |= dict.fromkeys(pending, state)
            pending = []
    if pending and found:
        found |= dict.fromkeys(pending, list(found.values())[-1])
    return found


def state_of(spoken: str) -> str | None:
    """What an accented text says of a paper; None when it says nothing of having it."""
    words = _words()
    plain = words["no_loss"].sub(" ", spoken)
    return next((state for state in STATES if words[state].search(plain)), None)


def _has_something_else(spoken: str) -> bool:
    """ "Mà ông có lương hưu nữa": what is had is no paper that is asked about."""
    words = _words()
    plain = words["no"].sub(" ", spoken)
    following = (WORD.match(plain, match.end() + 1) for match in words["has"].finditer(plain))
    return any(after is not None and words["after_has"].fullmatch(after.group()) is None for after in following)


def _parts(spoken: str) -> Iterable[str]:
    for sentence in re.split(r"[.,;!?\n]+", spoken):
        yield from (part for part in _words()["joins"].split(sentence) if WORD.search(part))


def _named(part: str, documents: Sequence[DocumentLine]) -> str | None:
    place = paper_named(part, [_names(document) for document in documents])
    return None if place is None else documents[place].type


def _named_each(text: str, documents: Sequence[DocumentLine]) -> list[str]:
    return [named for part in _parts(text) if (named := _named(part, documents))]


def _names(document: DocumentLine) -> str:
    return " . ".join([document.name, document.full]) if document.full else document.name


@lru_cache(maxsize=2)
def _words(bare: bool = False) -> dict[str, re.Pattern[str]]:
    """The lists of walk_words.yml; `bare`: without their marks."""
    words = read_wording(Path(__file__).with_name("walk_words.yml"))
    return {kind: whole_words(map(fold if bare else normalise, words.list(kind))) for kind in words.lists()}
