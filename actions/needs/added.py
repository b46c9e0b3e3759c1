"""Where a message begins to speak of one need more: "em tự đi nộp, à mà em muốn làm luôn tạm trú nữa"."""

from __future__ import annotations

import re

from actions.needs.pieces import Piece, Stand, names_matter, pieces_of
from actions.needs.wanted import refused_in
from actions.needs.words import begins, every, holds, without_beginning
from knowledge.reading.asking import asks_openly
from knowledge.reading.clauses import accented
from knowledge.text.words import WORD

_STOPS = re.compile(r"[,.;!?\n]+")
SHORTEST = 2
"""Words that must stand before what is added."""


def added_tail(typed: str) -> tuple[str, str]:
    """What a message says first, and the rest of it that adds a need; empty where none is added behind something."""
    spoken = accented(typed)
    places = {match.end() for match in _STOPS.finditer(spoken)} | {begin for begin, _ in every("beside", spoken)}
    for place in sorted(places):
        before, tail = spoken[:place].strip(" ,.;!?\n"), spoken[place:].strip(" ,.;!?\n")
        if len(WORD.findall(before)) >= SHORTEST and not refused_in(before) and _adds(tail):
            return before, tail
    return "", ""


def _adds(tail: str) -> bool:
    """Whether a text begins with one need more: named as wanted or lacking, with a word like "nữa" or "luôn"."""
    first = _STOPS.split(tail, maxsplit=1)[0]
    opens = begins("beside", tail)
    more = holds("more", tail if opens else first) or begins("beside_alone", tail)
    if not more or not (opens or _wants(tail, first)):
        return False
    return any(_is_wanted(piece) for piece in pieces_of(without_beginning(tail, "beside")))


def _wants(tail: str, first: str) -> bool:
    """Without a word that opens another matter the first part itself must want something, and ask nothing."""
    return not asks_openly(first) and (holds("wanted", first) or begins("acts", without_beginning(first, "fillers")))


def _is_wanted(piece: Piece) -> bool:
    if piece.stand is Stand.ASKS:
        return names_matter(piece.text) or bool(piece.verb)
    return piece.stand in (Stand.LACKS, Stand.NAMES) and names_matter(piece.text)
