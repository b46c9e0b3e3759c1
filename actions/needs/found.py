"""The needs of one message: each piece that asks for something is searched apart, helped by what is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from actions.library import search
from actions.needs.before import leads_on, of_before, told_before
from actions.needs.pieces import (
    Piece,
    Stand,
    asks_whether,
    hopes,
    is_told_to,
    names_matter,
    pieces_of,
    wishes,
)
from actions.needs.words import (
    first,
    holds,
    is_one_of,
    lacking,
    loss,
    masked,
    plainly,
    says_nothing,
    without,
    without_beginning,
    without_end,
)
from knowledge.reading.asking import asks_openly
from knowledge.search.scope.words import Scope, load_scope
from knowledge.search.types import Decision, SearchResult
from knowledge.text.words import WORD

SURE = 0.75
"""How probable a procedure must be where a piece neither wishes nor names what procedures are about."""
NAMED = 0.5
"""The same where a piece only names it, without a verb."""
UNSURE_NAMED = 0.7
"""The same where the search would ask back."""
LIKELY = 0.3
"""How probable the first procedure must be where a piece asks and names what it is about."""
TOLD = 0.4
"""How probable the first choice must be where a piece only tells, and stands alone on its side of a joining word."""
CLEAR = 0.6
"""Below it a second procedure that is half as probable as the first may be meant as well."""
FAR = 0.25
"""Where the search would ask back, the others' part of the first one's probability up to which it is the one meant."""
SHORTEST_LOST = 3
"""Words of a piece that asks for something from which it is said that nothing was found for it."""
MOST = 6
"""Needs of one message."""
OF_THE_CASE = "elsewhere.law"
"""What is asked of the law beside a need is asked of that need ("trễ có bị phạt không"), unless it stands apart."""
STORY = 35
"""Words from which a message tells a story: what it names by the way, and what was done, is no need of its own."""


_ASKING = (Stand.ASKS, Stand.NAMES)
_TELLING = (Stand.TELLS, Stand.LACKS)


@dataclass(frozen=True)
class Need:
    """One need of a message.

    Attributes:
        text: the words it stands in.
        codes: the procedures it may mean, the likeliest first; with more than one the person is asked.
        told: what the message tells of the case, these words among it: the facts of this need are read from it.
    """

    text: str
    codes: tuple[str, ...]
    told: str


@dataclass(frozen=True)
class FoundNeeds:
    """What a message asks for, in the order said.

    Attributes:
        needs: those that procedures were found for.
        lost: pieces that ask for something no procedure was found for.
        elsewhere: topics of what others serve ("elsewhere.court"), which are answered beside the needs.
    """

    needs: tuple[Need, ...] = ()
    lost: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()


async def needs_in(typed: str, *, added: bool = False) -> FoundNeeds:
    """The needs of a message. A piece that tells how things are helps to find each; alone it is none.

    Args:
        typed: the message.
        added: it is known that a need is told, be it one; else two pieces at least must ask for something.

    Raises:
        IndexMissing: there is no search index yet.
    """
    pieces = pieces_of(typed)
    asking = _asking(pieces, story=not added and len(typed.split()) >= STORY)
    if added and not asking:  # "nhà còn đứa em chưa có giấy khuyết tật, làm luôn cho nó"
        asking = [piece for piece in pieces if piece.stand is Stand.LACKS]
    told = [piece.text for piece in pieces if piece.stand in _TELLING and piece not in asking]
    topics = {piece: topic for piece in pieces if (topic := _elsewhere(piece)) and not leads_on(piece, pieces)}
    if len(asking) + len(topics.keys() - set(asking)) < (1 if added else 2):
        return FoundNeeds()
    found: list[tuple[Piece, tuple[str, ...]]] = []
    lost: list[str] = []
    elsewhere: list[str] = []
    losses: dict[str, str] = {}
    verb = _verb_of_all(pieces)
    for said in sorted({*asking, *topics}, key=pieces.index):
        before = told_before(said, pieces, [_plain(piece.text) for piece, _ in found])
        if said in topics and (await search(said.text)).decision is Decision.OUT_OF_SCOPE:
            elsewhere.append(topics[said])
            continue
        if said not in asking:
            continue
        piece = replace(said, text=_plain(said.text))
        if found and _is_remedy(piece, found[-1][0]):
            lost_and_again = replace(found[-1][0], text=f"{found[-1][0].text}, {piece.text}")
            found[-1] = (lost_and_again, await _codes(lost_and_again, told, "", (), sure=True) or found[-1][1])
            continue
        sure = added or _in_a_row(said, pieces)
        codes = await _codes(piece, told, verb, found, sure=sure)
        if piece.stand is Stand.ASKS and len(codes) != 1:
            codes = await of_before(piece, before, among=codes) or codes
        if codes and (paper := _lost_paper(piece, piece.verb or verb)):
            losses[codes[0]] = paper
        verb = piece.verb or ("" if piece.stand is Stand.ASKS else verb)
        if codes:
            found.append((piece, codes))
        elif piece.stand is Stand.ASKS and _is_lost(piece):
            lost.append(piece.text)
    needs = tuple(_as_needs(_merged(found), told, losses))[:MOST]
    return FoundNeeds(needs, tuple(lost), tuple(dict.fromkeys(elsewhere)))


def _asking(pieces: Sequence[Piece], *, story: bool) -> list[Piece]:
    """The pieces that ask for something, in order; in a story those that are wanted, and what goes on from them."""
    asking: list[Piece] = []
    only = [piece for piece in pieces if piece.stand is Stand.ASKS and holds("only", piece.text)]
    if len(only) == 1 and not any(piece.apart for piece in pieces):
        return only
    again = any(piece.stand is Stand.ASKS and holds("again", piece.text) for piece in pieces)
    goes_on = False
    for place, piece in enumerate(pieces):
        goes_on = goes_on and not piece.begins
        adjacent = goes_on and pieces[place - 1] in asking
        of_it = goes_on and names_matter(piece.text) and (adjacent or bool(piece.verb))
        of_it = of_it or (adjacent and holds("again", piece.text))
        lost = again and is_one_of("happened", piece.verb or " ") and holds("papers", piece.text)
        if piece.stand in _ASKING and (not story or _wanted(piece) or of_it or lost or _enumerated(place, pieces)):
            asking.append(piece)
            goes_on = True
    beside = [piece for piece in pieces if _alone_on_its_side(piece, pieces)] if asking else []
    lacks = [piece for piece in pieces if piece.stand is Stand.LACKS]
    if len(lacks) > 1 and not any(names_matter(piece.text) for piece in asking):
        beside += lacks  # "chưa khai sinh, hộ khẩu cũng chưa, giờ phải làm gì"
    return sorted(dict.fromkeys([*asking, *beside]), key=pieces.index)


def _enumerated(place: int, pieces: Sequence[Piece]) -> bool:
    """Whether a piece is one of three or more in a row that name something, or of "tiền mai táng thì làm ở đâu"."""
    row = [place]
    while row[-1] + 1 < len(pieces) and pieces[row[-1] + 1].stand in _ASKING and not pieces[row[-1] + 1].begins:
        row.append(row[-1] + 1)
    while row[0] > 0 and pieces[row[0] - 1].stand in _ASKING and not pieces[row[0]].begins:
        row.insert(0, row[0] - 1)
    names = sum(pieces[at].stand is Stand.NAMES for at in row)
    first_named = pieces[row[0]].stand is Stand.NAMES and pieces[row[0]].begins
    asks = any(asks_openly(pieces[at].text) for at in row)
    return names > 1 or (first_named and len(row) > 1 and asks)


def _elsewhere(piece: Piece) -> str:
    """The topic of a piece that asks for what others serve; empty where it only tells, or may be ours."""
    if piece.stand not in (*_ASKING, *_TELLING) or not (
        asks_openly(piece.text) or wishes(masked(piece.text, "happened"))
    ):
        return ""
    topic = _scope().elsewhere(piece.text)
    return topic if topic != OF_THE_CASE or piece.apart else ""


@lru_cache(maxsize=1)
def _scope() -> Scope:
    return Scope(load_scope())


def _verb_of_all(pieces: Sequence[Piece]) -> str:
    """What is done, or happened, to all that a row only names: "mất ví, trong đó có căn cước, bằng lái"."""
    for piece in pieces:
        if holds("all_of_them", piece.text) and not names_matter(piece.text) and (again := first("again", piece.text)):
            return again.group()
    happened = (piece.verb for piece in pieces if piece.stand is not Stand.OTHER and not names_matter(piece.text))
    return next((verb for verb in happened if is_one_of("happened", verb)), "")


def _lost_paper(piece: Piece, verb: str) -> str:
    """The loss of one of a row, in so many words: "mất căn cước với cà vẹt" → "mất cà vẹt"."""
    paper = first("papers", piece.text)
    return f"{loss(verb)} {piece.text[paper.start() :]}" if paper and is_one_of("happened", verb or " ") else ""


def _is_remedy(piece: Piece, before: Piece) -> bool:
    """Whether a piece wants made again, without naming it, what the one before only says is lost."""
    return (
        (holds("again", piece.text) or says_nothing(piece.text, "fillers", "wish", "renews"))
        and not names_matter(piece.text)
        and is_one_of("happened", before.verb or " ")
        and not holds("acts", masked(before.text, "happened"))
    )


def _wanted(piece: Piece) -> bool:
    """Whether a piece of a story says that something is wanted, or stands behind "với lại"."""
    return (
        piece.apart
        or holds("wanted", piece.text)
        or hopes(piece.text)
        or is_told_to(piece.text)
        or holds("requests", piece.text)
    )


def what_asks(typed: str) -> str:
    """The message without what is over, another's or not wanted; the whole when nothing else asks for something."""
    pieces = pieces_of(typed)
    aside = (Stand.OVER, Stand.OTHER, Stand.REFUSED)
    left = [piece for piece in pieces if piece.stand not in aside]
    asks = any(piece.stand is Stand.ASKS and names_matter(piece.text) for piece in left)
    if any(piece.stand is Stand.ASKS and holds("it", piece.text) for piece in left):
        return typed  # "tôi bán xe cho cháu rồi, làm sao cho nó đứng tên"
    shorter = len(left) < len(pieces) or asks_whether(typed)
    return ", ".join(without_end(piece.text, "at_end") for piece in left) if asks and shorter else typed


async def _codes(
    piece: Piece, told: Sequence[str], verb: str, before: Sequence[tuple[Piece, tuple[str, ...]]], *, sure: bool
) -> tuple[str, ...]:
    """The procedures a piece may mean; none when it is no need of its own."""
    own = names_matter(piece.text)
    result = await search(lacking(piece.text) if piece.stand is Stand.LACKS else plainly(piece.text))
    if piece.stand is Stand.TELLS:
        return _accepted(result, LIKELY, TOLD)
    if piece.stand is Stand.LACKS:
        return _accepted(result, NAMED, UNSURE_NAMED)
    if piece.stand is Stand.NAMES:
        if verb:  # "mất căn cước, bằng lái": the verb is said once
            with_verb = await search(f"{loss(verb)} {piece.text}")
            lost = is_one_of("happened", verb) and with_verb.decision is Decision.ANSWER and _score(with_verb) >= NAMED
            if lost or _score(with_verb) > _score(result):
                result = with_verb
        if sure and result.decision is Decision.ASK_BACK:
            result = await _clearer(piece, result, told, before)
        return _accepted(result, LIKELY, 0.0) if sure else _accepted(result, NAMED, UNSURE_NAMED)
    if not own and before and holds("again", piece.text):  # "… rồi làm lại cuốn mới": of what was said before
        result = result if result.decision is Decision.ANSWER else await search(f"{before[-1][0].text} {piece.text}")
        return _accepted(result, SURE, 1.0)
    if not own:
        return _accepted(result, SURE, 1.0)
    if not piece.verb and len(WORD.findall(without(piece.text, "fillers", "wish"))) == 1:
        return _accepted(result, NAMED, UNSURE_NAMED)  # "thuế thế nào": one word names much
    return _accepted(await _clearer(piece, result, told, before), LIKELY, 0.0)


async def _clearer(
    piece: Piece, result: SearchResult, told: Sequence[str], before: Sequence[tuple[Piece, tuple[str, ...]]]
) -> SearchResult:
    """What is found for a piece with what the message tells besides, where that makes one of its choices sure."""
    if result.decision is not Decision.ASK_BACK or not told or not result.candidates:
        return result
    taken = {code for _, codes in before for code in codes[:1]}
    if result.candidates[0].code in taken:
        return result  # said once more
    likely = {candidate.code for candidate in result.candidates} - taken
    clearer = await search(", ".join([*told, piece.text]))
    sure = clearer.decision is Decision.ANSWER and clearer.candidates[0].code in likely
    return clearer if sure else result


def _plain(text: str) -> str:
    """The words of a need, without small ones around them: "việc đăng ký tạm trú nữa"."""
    return without_end(without_beginning(text, "leading"), "endings") or text


def _in_a_row(piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a piece stands right beside another that asks for something: "cần khai sinh, thẻ bhyt"."""
    place = pieces.index(piece)
    beside = [pieces[at] for at in (place - 1, place + 1) if 0 <= at < len(pieces)]
    return any(other.stand in _ASKING for other in beside)


def _alone_on_its_side(piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a piece that tells is all that stands on one side of "với lại": "bé mới đẻ, với lại bằng lái hết hạn".

    So is the one thing that is lacking there: "… với lại thằng bé 6 tuổi rồi mà chưa có căn cước".
    """
    place = pieces.index(piece)
    apart = [at for at, other in enumerate(pieces) if other.apart]
    if piece.stand not in _TELLING or len(apart) != 1 or len(piece.text.split()) < SHORTEST_LOST:
        return False
    side = pieces[: apart[0]] if place < apart[0] else pieces[apart[0] :]
    if piece.stand is Stand.LACKS:
        return all(other is piece or other.stand is Stand.TELLS for other in side)
    return len(side) == 1


def _score(result: SearchResult) -> float:
    return result.candidates[0].score if result.candidates else 0.0


def _accepted(result: SearchResult, answer: float, ask_back: float) -> tuple[str, ...]:
    """The codes of a result that is sure enough: the first of an answer, all where the person would be asked."""
    if not result.candidates:
        return ()  # too broad: no procedure is meant yet
    if result.decision is Decision.ANSWER and _score(result) >= answer:
        first, *others = result.candidates
        near = [other.code for other in others if first.score < CLEAR and other.score > first.score / 2]
        return (first.code, *near)
    if result.decision is Decision.ASK_BACK and _score(result) >= ask_back:
        first, *others = result.candidates
        if first.score >= UNSURE_NAMED and all(other.score <= FAR * first.score for other in others):
            return (first.code,)
        return tuple(candidate.code for candidate in result.candidates)
    return ()


def _is_lost(piece: Piece) -> bool:
    """Whether a piece asks for something that must not pass in silence."""
    of_order = without_end(piece.text, "first_of_all") != piece.text  # "chỉ tôi cái quán trước"
    if of_order or not wishes(piece.text) or len(piece.text.split()) < SHORTEST_LOST:
        return False
    vague = not piece.verb or is_one_of("bare", piece.verb) or holds("again", piece.text)
    return names_matter(piece.text) or (asks_openly(piece.text) and not vague)


def _merged(found: Iterable[tuple[Piece, tuple[str, ...]]]) -> list[tuple[Piece, tuple[str, ...]]]:
    """One need said twice is one: with the same first procedure, or a vague one that an earlier makes clear."""
    kept: dict[str, tuple[Piece, tuple[str, ...]]] = {}
    for piece, codes in found:
        first = codes[0]
        if first in kept:
            before, known = kept[first]
            joined = replace(before, text=f"{before.text}, {piece.text}")
            kept[first] = (joined, known if len(known) < len(codes) else codes)
        else:
            kept[first] = (piece, codes)
    return list(kept.values())


def _as_needs(
    found: Iterable[tuple[Piece, tuple[str, ...]]], told: Sequence[str], losses: Mapping[str, str]
) -> Iterable[Need]:
    pieces = list(found)
    of_child = any(holds("child", piece.text) for piece, _ in pieces)
    for piece, codes in pieces:
        every = not of_child or holds("child", piece.text)
        known = [text for text in told if every or not holds("child", text)]
        lost = [losses[codes[0]]] if codes[0] in losses else []
        yield Need(piece.text, codes, ", ".join([*known, piece.text, *lost]))
