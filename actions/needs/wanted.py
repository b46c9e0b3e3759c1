"""Which need a message wants now, put off or refused beside others: "miếng đất để sau, làm khai tử trước đi"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise

from actions.needs.pieces import Piece, Stand, pieces_of
from actions.needs.words import (
    begins,
    every,
    first,
    holds,
    is_one_of,
    says_nothing,
    without,
    without_beginning,
    without_end,
)
from knowledge.reading.asking import asks_openly
from knowledge.reading.clauses import accented, telling_words
from knowledge.text.words import WORD

_PARTS = re.compile(r"[,.;!?\n]+|\s(?=chứ (?:không|chẳng|chả|đâu|khỏi|đừng)\b)")
"""Where a part ends: at a stop, and before "chứ không sửa nữa"."""
_ASIDE = (Stand.OVER, Stand.OTHER, Stand.REFUSED, Stand.PURPOSE, Stand.LACKS)


class Stress(IntEnum):
    """How plainly something is wanted: by its bare name; wished or begun with a verb; turned to; first, or insisted."""

    NAMED = 0
    WISHED = 1
    TURNED = 2
    INSISTED = 3


@dataclass(frozen=True)
class Wanted:
    """What a message wants now.

    Attributes:
        name: the words that name it, without those of the wish.
        told: these and what the message says besides, without what is put off.
        stress: how plainly it is wanted, and is no answer.
        first: whether it goes before what is being done.
    """

    name: str
    told: str
    stress: Stress
    first: bool = False


@dataclass(frozen=True)
class Refused:
    """A need that a part of a message does not want.

    Attributes:
        name: the words that may name it.
        part: the whole part of the message.
        taken_off: the words that take it off the list ("bỏ"); empty where it is only said not to be wanted.
    """

    name: str
    part: str
    taken_off: str = ""


def wanted_in(typed: str) -> Wanted | None:
    """The one need that a message wants most plainly; None where it only tells, asks, or names what others want."""
    pieces = pieces_of(_cut_behind_later(accented(typed)))
    put_off = [piece for piece in pieces if holds("later", piece.text)]
    others = [piece for piece in pieces if piece not in put_off]
    found = (_wanted(piece, put_off=bool(put_off), alone=len(pieces) == 1) for piece in others)
    plainest = max(filter(None, found), key=lambda wanted: wanted.stress, default=None)
    return replace(plainest, told=", ".join(piece.text for piece in others)) if plainest else None


def put_off_in(typed: str) -> tuple[list[str], str]:
    """What a message puts off ("xây nhà thì để sau"), and what else it says."""
    parts = parts_of(_cut_behind_later(accented(typed)))
    put_off = [part for part in parts if holds("later", part)]
    names = [_plain(without_beginning(without(part, "later"), "openers")) for part in put_off]
    return names, ", ".join(part for part in parts if part not in put_off)


def refused_in(typed: str) -> list[Refused]:
    """What the parts of a message do not want, those first that take something off the list."""
    parts = parts_of(typed)
    dropped = [found for part in parts if (found := _dropped(part))]
    others = [found for part in parts if (found := _not_wanted(part))]
    of_others = next((found.taken_off for found in dropped if not telling_words(found.name)), "")
    if of_others:  # "không cần giấy độc thân nữa, bỏ ra khỏi danh sách"
        others = [replace(found, taken_off=found.taken_off or of_others) for found in [*dropped, *others]]
    return [*dropped, *others]


def parts_of(typed: str) -> list[str]:
    """The accented parts of a message between stops and commas, and before "chứ không …"."""
    return [part.strip() for part in _PARTS.split(accented(typed)) if WORD.search(part)]


def split_row(text: str) -> list[str]:
    """The members of a row: "tạm trú với mở quán"."""
    ends = [(0, 0), *every("row", text), (len(text), len(text))]
    return [text[end:begin].strip() for (_, end), (begin, _) in pairwise(ends)]


def _cut_behind_later(spoken: str) -> str:
    """A stop behind "để sau đi", so that what follows is a piece of its own."""
    for _, end in reversed(every("later", spoken)):
        rest = spoken[end:]
        spoken = f"{spoken[:end]}, {without_beginning(rest, 'after_later')}" if WORD.search(rest) else spoken
    return spoken


def _wanted(piece: Piece, *, put_off: bool, alone: bool) -> Wanted | None:
    text = without_end(piece.text, "at_end")
    if piece.stand in _ASIDE:
        return None
    rest = without_beginning(text, "openers")
    insists = begins("insists", rest)
    if insists:
        rest = without_beginning(without_beginning(rest, "insists"), "openers")
    turns = _turns(rest)
    if begins("refuses", rest) or (begins("dropped", rest) and not begins("acts", rest)):
        return None
    name = without_end(without_end(rest, "first_of_all"), "at_end")
    first_of_all = put_off or name != rest
    wishes = _does(name) or holds("wanted", text) or _names_with_wish(piece)
    if turns:
        name = without_beginning(without_beginning(name, "turns"), "openers")
    name = without_beginning(without_beginning(without_beginning(name, "wishing"), "of_it"), "leading")
    name = without_end(name, "at_end")
    firm = insists or turns or first_of_all
    if not telling_words(name) or asks_openly(name) or not (firm or wishes or alone):
        return None
    turns = turns or (wishes and begins("agrees", piece.text))
    turned = Stress.TURNED if turns else Stress.WISHED if wishes else Stress.NAMED
    return Wanted(name, "", Stress.INSISTED if insists or first_of_all else turned, first_of_all)


def _names_with_wish(piece: Piece) -> bool:
    """ "Tạm trú luôn đi": a name without a verb, and a word behind it that wishes."""
    return piece.stand is Stand.NAMES and without_end(piece.text, "wishing_end") != piece.text


def _does(text: str) -> bool:
    """Whether a text begins with something to be done, and not with what has happened ("mất mỗi cà vẹt")."""
    act = first("acts", text)
    return act is not None and not act.start() and not is_one_of("happened", act.group())


def _turns(text: str) -> bool:
    """Whether a text begins by turning to something: "sang cái căn cước", and not "sang tên xe"."""
    turn, act = first("turns", text), first("acts", text)
    if turn is None or turn.start():
        return False
    return act is None or bool(act.start()) or act.end() <= turn.end()


def _dropped(part: str) -> Refused | None:
    """ "Bỏ cái tạm trú đi", "hộ chiếu mới thì thôi khỏi"; "sang tên xe thôi" wants nothing else."""
    spans = [span for span in every("dropped", part) if _takes_off(part, span)]
    denying = [span for span in spans if holds("denies", part[slice(*span)])]
    spans = denying or spans  # "xóa hộ khẩu không cần đâu": "xóa" is of the name
    if not spans:
        return None
    taken = " ".join(part[begin:end] for begin, end in spans)
    behind = part[spans[-1][1] :]
    kept = "".join(part[end:start] for end, start in _between(part, spans))
    if denying and telling_words(behind):
        kept = behind  # "vợ bảo thôi đừng rút"
    return Refused(_plain(kept), part, "" if says_nothing(taken, "denies") else taken)


def _takes_off(part: str, span: tuple[int, int]) -> bool:
    """Whether these words take something off: at the beginning, at the end, behind "thì", or with what is not done.

    Not "thôi nói qua vụ hộ chiếu đi", which only turns; "sang tên xe thôi", beside which nothing is wanted; and "làm hộ
    chiếu khỏi chip", which says how.
    """
    said, before, behind = part[span[0] : span[1]], part[: span[0]].strip(), part[span[1] :].strip()
    if says_nothing(said, "sighs"):
        return before.endswith("thì")
    at_end = not behind or says_nothing(behind, "at_end", "refused_around")
    opens = not without_beginning(before, "openers") or says_nothing(before, "openers", "sighs")
    return opens or at_end or before.endswith("thì") or begins("acts", behind) or first("acts", said) is not None


def _between(part: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    ends = [0, *(end for _, end in spans)]
    return list(zip(ends, [*(begin for begin, _ in spans), len(part)], strict=True))


def _not_wanted(part: str) -> Refused | None:
    """ "Không phải tạm trú", "đâu có nhận con nuôi", "hưu trí xã hội tôi có hỏi đâu"."""
    rest = without_beginning(without_beginning(part, "openers"), "insists")
    match = first("refuses", rest)
    if match is None:
        return None
    word, before, behind = match.group(), rest[: match.start()], rest[match.end() :].strip()
    at_end = any(end == len(behind) for _, end in every("refusing_end", behind))
    if WORD.search(before):
        said = at_end or first("refuses_behind", rest[match.start() :]) is not None
        alone = says_nothing(rest[match.start() :], "refuses_behind", "refuses", "refused_around", "said_around")
        return Refused(_plain(before), part, rest[match.start() :]) if said and alone else None
    if is_one_of("refuses_at_end", word) and not at_end:
        return None
    no_longer = begins("instead", part) or behind.endswith(" nữa")  # "chứ không tạm trú nữa"
    if is_one_of("refuses_doing", word) and not (begins("acts", behind) or no_longer):
        return None
    return Refused(_plain(behind), part)


def _plain(text: str) -> str:
    """The words that may name a need, without small ones around them."""
    return without_end(without_beginning(text, "refused_around"), "refused_around")
