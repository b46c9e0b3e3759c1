"""What a message wishes, heard alone where the message as a whole leaves in doubt which procedure is meant."""

from __future__ import annotations

from actions.library import search
from actions.needs.pieces import Stand, names_matter, pieces_of
from knowledge.search.types import Decision, SearchResult

SURE = 0.75
"""How probable the first procedure must be for the whole message to be believed."""
LONG = 12
"""Words from which places, names and what happened may say more to the search than what is wished."""
LEFT = 0.15
"""How probable what the whole message led to must still be by the wish alone; else the person is asked."""


async def by_its_wish(typed: str, result: SearchResult) -> SearchResult:
    """What was found for a message, or what its wish alone finds where that is surer, or says something else.

    Args:
        typed: the message.
        result: what the search made of the whole of it.
    """
    sure = result.decision is Decision.ANSWER and result.candidates[0].score >= SURE
    if sure or not result.candidates or len(typed.split()) < LONG:
        return result
    pieces = pieces_of(typed)
    wished = [piece.text for piece in pieces if piece.stand is Stand.ASKS and names_matter(piece.text)]
    if not wished or len(wished) == len(pieces):
        return result
    alone = await search(", ".join(wished))
    first = result.candidates[0]
    if result.decision is not Decision.ANSWER:
        known = {candidate.code for candidate in result.candidates}
        clear = alone.decision is Decision.ANSWER and alone.candidates[0].score >= SURE
        return alone if clear and alone.candidates[0].code in known else result
    if alone.decision is Decision.ANSWER and alone.candidates[0].score > first.score:
        return alone
    scores = {candidate.code: candidate.score for candidate in alone.candidates}
    differs = alone.decision is Decision.ASK_BACK and scores and scores.get(first.code, 0.0) < LEFT
    return alone if differs else result
