"""The pieces of a message, and which of them ask for something: what is over, another's or not wanted does not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from actions.needs.words import (
    begins,
    every,
    first,
    given,
    holds,
    how_long,
    is_one_of,
    masked,
    says_nothing,
    whether,
    without_beginning,
    without_end,
)
from knowledge.reading.asking import asks_openly
from knowledge.reading.clauses import Mood, accented, read_clauses
from knowledge.text.words import WORD

MOST = 16
"""Pieces that are looked at; a longer message is a text that was pasted."""
LONGEST_NAME = 9
"""Words up to which a piece without a verb names a need by what it is about ("lý lịch tư pháp")."""
FIRST = 4
"""Letters before which such a name must begin."""
_STOPS = re.compile(r"[.;!?\n•]+(?!\d)")
_NUMBERED = re.compile(r"(?:^|\s)(?:[1-9][.)/]|[-+*])\s+")
_GIVEN = re.compile(r"\[[^\]\n]{1,40}\]|\b\d{6,}\b")
"""A number that is given, masked or not, tells something: "căn cước của tôi 0123…" asks for no card."""
_COMMAS = re.compile(r"[,:]|\s[-–]\s")


class Stand(StrEnum):
    """What a piece is to the list of needs."""

    ASKS = "asks"
    NAMES = "names"
    """Names what it is about without a verb, as one of a row."""
    TELLS = "tells"
    """How things are: it belongs to all needs of the message."""
    LACKS = "lacks"
    """What somebody has not got: how things are, and a need where nothing else is asked for."""
    OVER = "over"
    OTHER = "other"
    REFUSED = "refused"
    PURPOSE = "purpose"


@dataclass(frozen=True)
class Piece:
    """A part of a message.

    Attributes:
        text: accented, without what joined it to the others.
        stand: what it is to the list of needs.
        apart: whether a word that begins another need stands before it ("với lại").
        begins: whether it begins a sentence.
        verb: what is to be done, when it begins so ("mất" of "mất căn cước").
    """

    text: str
    stand: Stand
    verb: str = ""
    apart: bool = False
    begins: bool = False


def pieces_of(typed: str) -> tuple[Piece, ...]:
    """The pieces of a message in order; none of a text too long to be a message."""
    cut = _cut(_without_whether(accented(_GIVEN.sub(given(), typed))))
    found = [replace(_piece(part.text), apart=part.apart, begins=part.begins) for part in cut]
    for place, piece in enumerate(found[1:], start=1):
        before = found[place - 1]
        if piece.stand is Stand.NAMES and holds("compared", before.text):
            found[place] = replace(piece, stand=Stand.TELLS)  # "sai so với căn cước và bằng tốt nghiệp"
        if piece.stand is Stand.TELLS and before.stand is Stand.ASKS and hopes(before.text) and hopes(piece.text):
            found[place] = replace(piece, stand=Stand.ASKS)  # "nghe nói có tiền người già, có tiền …"
    found = _lost_in_a_row(found)
    return tuple(found) if len(found) <= MOST else ()


def _lost_in_a_row(pieces: Sequence[Piece]) -> list[Piece]:
    """Behind a loss, what names an act is the paper of it: "mất căn cước, bằng lái với đăng ký xe máy"."""
    found: list[Piece] = []
    lost = False
    for piece in pieces:
        lost = lost and not (piece.apart or piece.begins)
        if lost and piece.stand is Stand.ASKS and is_a_called_paper(piece.text):
            piece = replace(piece, stand=Stand.NAMES, verb="")
        lost = is_one_of("happened", piece.verb or " ") or (lost and piece.stand is Stand.NAMES)
        found.append(piece)
    return found


def is_a_called_paper(text: str) -> bool:
    """Whether an accented text is the name of a paper that is an act's too, and nothing else: "đăng ký xe máy"."""
    return holds("called_papers", text) and says_nothing(text, "called_papers", "of_somebody", "fillers")


def _without_whether(spoken: str) -> str:
    """A text without what it asks about papers, where it says something besides: "có cần giấy độc thân không"."""
    without = whether().sub(lambda match: match.group() if _is_another(match) else " ", f" {spoken}")
    return without if names_matter(without) else spoken


def _is_another(match: re.Match[str]) -> bool:
    """Whether what is asked is another matter: "còn xe thì có phải đổi biển không"."""
    before = _COMMAS.split(_STOPS.split(match.string[: match.start()])[-1])[-1].strip()
    return begins("another_matter", before) and holds("acts", match.group())


def asks_whether(typed: str) -> bool:
    """Whether a message asks, beside something else, if a paper is needed."""
    spoken = accented(typed)
    return _without_whether(spoken) != spoken


def names_matter(text: str) -> bool:
    """Whether an accented text names what procedures are about."""
    return holds("matters", text)


def hopes(text: str) -> bool:
    """Whether an accented text tells of money that the state gives: "nghe nói có tiền người già"."""
    return holds("offers", text)


def wishes(text: str) -> bool:
    """Whether an accented text says that something is wanted or done at the desk."""
    return holds("wanted", text) or holds("acts", masked(text, "idle"))


@dataclass(frozen=True)
class _Part:
    text: str
    apart: bool
    begins: bool


def _cut(spoken: str) -> list[_Part]:
    """The texts between stops, commas and joining words, with what stands before each."""
    stops = [*_STOPS.finditer(spoken), *_NUMBERED.finditer(spoken)]
    cuts = [(*match.span(), "stop") for match in stops]
    cuts += [(*match.span(), "mark") for match in _COMMAS.finditer(spoken)]
    whole = every("before_now", spoken)  # "hồi còn sống": no need begins at "còn"
    joins = [(*span, kind) for kind in ("strong", "weak") for span in every(kind, spoken)]
    cuts += [cut for cut in joins if not any(begin <= cut[0] < end for begin, end in whole)]
    cuts += [(*span, "strong") for span in _both(spoken)]
    found: list[_Part] = []
    start, apart, new = 0, False, True
    for begin, end, kind in sorted(cuts, key=lambda cut: (cut[0], -cut[1])):
        weak = kind == "weak"
        ends = not weak or _may_end(spoken[begin:end], spoken[end:])
        if begin >= start and ends and not (weak and _compares(spoken[:begin])):
            if WORD.search(spoken[start:begin]):
                found.append(_Part(spoken[start:begin].strip(" ,.;:!?"), apart, new))
                apart = new = False
            start, apart, new = end, apart or kind == "strong", new or kind == "stop"
    if WORD.search(spoken[start:]):
        found.append(_Part(spoken[start:].strip(" ,.;:!?"), apart, new))
    return _joined(found)


def _both(spoken: str) -> list[tuple[int, int]]:
    """Where "vừa … vừa …" stands before two needs, and not before two things that are so."""
    found = [span for span in every("both", spoken) if _is_need(_STOPS.split(spoken[span[1] :], maxsplit=1)[0])]
    return found if len(found) > 1 else []


def _is_need(text: str) -> bool:
    """Whether a text begins with something to be done, or with the wish for it."""
    rest = masked(without_beginning(text, "fillers"), "idle").strip()
    return begins("acts", rest) or begins("wanted", rest)


def _compares(before: str) -> bool:
    """Whether what stands before a joining word makes it a comparison: "so với"."""
    words = WORD.findall(before)
    return bool(words) and is_one_of("compares", words[-1])


def _may_end(word: str, after: str) -> bool:
    """Whether a need may begin after a joining word: "tranh chấp với hàng xóm" is one, "đổi … và tách …" are two."""
    following = _STOPS.split(_COMMAS.split(after, maxsplit=1)[0], maxsplit=1)[0]
    if is_one_of("ends", word) and not WORD.search(following):
        return False  # "làm sổ đỏ rồi, …": it is done
    match = first("weak", following) or first("strong", following)
    if match and not WORD.search(following[: match.start()]):  # another joining word comes at once
        return not (is_one_of("ends", word) and is_one_of("now", match.group()))  # "làm rồi giờ …": it is done
    rest = masked(without_beginning(following[: match.start()] if match else following, "fillers"), "idle")
    return holds("acts", rest) or holds("matters", rest) or is_one_of("now", word)


def _joined(parts: list[_Part]) -> list[_Part]:
    """A single word that names nothing stays with the piece before it."""
    kept: list[_Part] = []
    for part in parts:
        if kept and len(WORD.findall(part.text)) == 1 and not names_matter(part.text):
            kept[-1] = replace(kept[-1], text=f"{kept[-1].text}, {part.text}")
        else:
            kept.append(part)
    return kept


def _piece(text: str) -> Piece:
    rest = _before_purpose(without_beginning(text, "fillers"))
    doing = masked(rest, "idle")
    act, matter = first("acts", doing), first("matters", rest)
    lost = first("happened", doing)
    verb = act.group() if act and says_nothing(rest[: act.start()], "fillers", "wish") else ""
    if lost and holds("papers", rest):
        verb = lost.group()
    if (aside := _aside(text.partition(", ")[0], act)) is not None:
        return Piece(text, aside, verb)
    if _lacks(text):
        return Piece(text, Stand.LACKS)
    if not holds("wanted", masked(text, "idle")) and _is_so(text, rest):
        return Piece(text, Stand.TELLS)
    if act and (holds("papers", rest) or not is_one_of("happened", act.group())):
        return Piece(text, Stand.ASKS, verb)
    if matter and holds("wish", text):
        return Piece(text, Stand.ASKS, verb)
    named = matter and matter.start() <= FIRST and not holds("predicates", masked(rest[matter.end() :], "attested"))
    if named and len(WORD.findall(rest)) <= LONGEST_NAME:
        return Piece(text, Stand.NAMES)
    return Piece(text, Stand.TELLS, lost.group() if lost else "")


def _aside(text: str, act: re.Match[str] | None) -> Stand | None:
    """What a piece is that asks for nothing: not wanted, what for, another's, over; None for the others."""
    if holds("not_wanted", text):
        return Stand.REFUSED
    if begins("purpose", text):
        return Stand.PURPOSE
    if hopes(text) and (begins("hearsay", without_beginning(text, "fillers")) or asks_openly(text)):
        return Stand.ASKS
    if is_told_to(text) and not _is_over(text, act):
        return Stand.ASKS
    if _is_anothers(text):
        return Stand.OTHER
    return Stand.OVER if _is_over(text, act) else None


def is_told_to(text: str) -> bool:
    """Whether it is said that this must be done: "chủ trọ kêu đi đăng ký tạm trú", "nghe nói phải nộp lại biển số"."""
    told = masked(text, "vouches")
    return any(begins("acts", without_beginning(told[end:], "told_whom")) for _, end in every("told_to", told))


def _lacks(text: str) -> bool:
    """Whether a piece says that something is not there yet: "cháu chưa có khai sinh", "hộ khẩu cũng chưa"."""
    if holds("wanted", text) or not names_matter(text):
        return False
    lacking = first("lacks", text)
    if lacking and names_matter(text[lacking.end() :]):
        return True
    return any(end == len(text) for _, end in every("lacks_at_end", text))


def _is_so(text: str, rest: str) -> bool:
    """Whether a piece in which nothing is wanted says how things are, or were."""
    forbidden = first("forbids", text)
    if (forbidden and holds("acts", text[forbidden.end() :])) or begins("offices", rest):
        return True  # "chủ nhà không cho nhập hộ khẩu", "xã cấp cho hộ nghèo"
    denied = first("not_done", text)
    if denied and not holds("acts", text[denied.end() :]):
        return True  # "không chuyển hộ khẩu"
    if _has(text) or _receives(text):
        return True
    if (
        begins("states", text)
        or begins("without_it", rest)
        or holds("ongoing", rest)
        or how_long().search(text)
        or holds("before_now", text)
    ):
        return True  # "có miếng đất đứng tên má", "ba tôi đang lãnh lương hưu"
    return holds("have_done", masked(text, "attested")) and not asks_openly(text)


def _has(text: str) -> bool:
    """Whether a piece tells which paper somebody has: "mệ buôn tạp hóa có giấy phép hộ kinh doanh"."""
    having = first("have", text)
    if having is None or asks_openly(text):
        return False
    before, behind = text[: having.start()], text[having.end() :].strip()
    kept = masked(behind, "of_papers")
    return begins("held", behind) and not holds("acts", masked(before, "idle")) and not holds("acts", kept)


def _receives(text: str) -> bool:
    """Whether a piece tells what money somebody draws: "mệ nhận hưu trí xã hội", "ông chỉ lãnh lương hưu"."""
    draws = first("receives", text)
    if draws is None or asks_openly(text) or not begins("received", text[draws.end() :]):
        return False
    before = text[: draws.start()]
    somebody = holds("receivers", before) or holds("still", before)
    return somebody and says_nothing(before, "receivers", "still", "fillers")


def _before_purpose(text: str) -> str:
    """What is asked for, without what for: "phiếu lý lịch để đi xuất khẩu lao động"."""
    match = first("purpose", masked(text, "puts"))
    return text[: match.start()] if match and match.start() else text


def _is_anothers(text: str) -> bool:
    """Whether a piece is about somebody whose matter it is not: "bạn em mới làm hộ chiếu"."""
    match = first("others", text)
    if match is None or not says_nothing(text[: match.start()], "fillers", "wish"):
        return False
    return not any(clause.own for clause in read_clauses(text))


def _is_over(text: str, act: re.Match[str] | None) -> bool:
    """Whether it is done: "làm rồi", "đã làm", "vừa đổi tuần rồi"; a loss is not over because it has happened."""
    if act and is_one_of("happened", act.group()):
        return False
    if holds("done", text) or any(clause.mood is Mood.PAST for clause in read_clauses(text)):
        return True
    if act is None:
        return without_end(text, "over_end").endswith(" rồi") and names_matter(text)
    if holds("wanted", text):
        return False
    already = first("already", masked(text, "idle"))
    words = WORD.findall(text[: already.start()]) if already else []
    if already and not (words and is_one_of("nouns", words[-1])):
        return True  # and not "chiếc mới đăng ký"
    return without_end(text, "over_end").endswith((" rồi", " xong"))
