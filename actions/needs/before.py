"""What is told right before a piece that asks, which says of what it asks: "mua chiếc xe cũ, giờ muốn sang tên"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from actions.library import search
from actions.needs.pieces import Piece, Stand, names_matter
from actions.needs.words import every, first, holds, is_one_of, masked
from knowledge.search.types import Decision

NEAR = 3
"""Pieces before one that asks which may say of what it asks."""
SURE = 0.75
"""How probable the procedure must be where the piece alone led to none."""
LIKELY = 0.3
"""The same for one of those that the piece alone led to."""
FAR = 0.25
"""The others' part of its probability up to which that one is meant."""


def told_before(piece: Piece, pieces: Sequence[Piece], needs: Collection[str]) -> list[str]:
    """What is told right before a piece, back to the last need that was found, and to where another begins."""
    texts: list[str] = []
    place = pieces.index(piece)
    while place > 0 and not pieces[place].apart and len(texts) < NEAR:
        place -= 1
        before = pieces[place]
        if before.stand in (Stand.OTHER, Stand.REFUSED) or any(need in before.text for need in needs):
            break
        texts.insert(0, before.text)
    return texts


async def of_before(piece: Piece, before: Sequence[str], among: Sequence[str] = ()) -> tuple[str, ...]:
    """The one procedure that a piece means with what is told before it, the nearest first; of `among`, where given."""
    if not _does(piece):
        return ()
    for text in _together(piece, before):
        result = await search(text)
        if among:
            scores = sorted((found.score, found.code) for found in result.candidates if found.code in among)
            *others, (score, code) = scores or [(0.0, "")]
            if score >= LIKELY and all(other <= FAR * score for other, _ in others):
                return (code,)
        elif result.decision is Decision.ANSWER and result.candidates[0].score >= SURE:
            return (result.candidates[0].code,)
    return ()


def _together(piece: Piece, before: Sequence[str]) -> Iterator[str]:
    """A piece with more and more of what is told before it; then with the nearest thing that is named there."""
    for place in range(len(before) - 1, -1, -1):
        yield ", ".join([*before[place:], piece.text])
    things = [thing.group() for text in reversed(before) if (thing := first("papers", text))]
    if things and not names_matter(piece.text):
        yield f"{piece.text} {things[0]}"


def _does(piece: Piece) -> bool:
    """Whether a piece says what is to be done, more than that something is."""
    acts = [piece.text[begin:end] for begin, end in every("acts", masked(piece.text, "idle"))]
    return any(not is_one_of("bare", act) for act in acts)


def leads_on(piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a piece only tells what an office is asked to settle: "hàng xóm lấn đất mấy tháng, nhờ xã phân xử"."""
    after = pieces[pieces.index(piece) + 1 :][:1]
    tells = piece.stand in (Stand.TELLS, Stand.LACKS)
    return tells and any(holds("settles", other.text) and not other.apart for other in after)
