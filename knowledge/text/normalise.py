"""One written form for what people type: Unicode, tone placement, white space, case, teencode.

The dictionary of teencode and abbreviations is teencode.yml beside this file.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from knowledge.files import read_own_yaml
from knowledge.text.fold import fold, has_marks
from knowledge.text.words import WORD

_DICTIONARY = Path(__file__).with_name("teencode.yml")
_FULL_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94)} | {
    0x3000: 0x20,
    0x2018: 0x27,
    0x2019: 0x27,
    0x201C: 0x22,
    0x201D: 0x22,
}
_RUN = re.compile(r"([^\W\d_])\1{2,}")
_OPEN = re.compile(r"(o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?![^\W\d_])")
_CLOSED = re.compile(r"([òóỏõọ][ae]|(?<!q)[ùúủũụ]y)(?=[^\W\d_])")
_AGE = re.compile(
    r"(?<![^\W_])(?:(?<!xe )(?<!tải )(?<!tai )(?<!nặng )(?<!nang )([1-9]\d)"
    r"|(?:(?<=em )|(?<=bé )|(?<=be )|(?<=con )|(?<=cháu )|(?<=chau ))(\d))t(?![^\W_]| ?\d)"
)
"""An age as it is typed in short: "22t", "con em 3t"; "xe 15t" weighs so much."""
_TONES = "\u0300\u0301\u0309\u0303\u0323"


@dataclass(frozen=True)
class Context:
    """A form that means `mean` only beside one of the listed neighbours (folded words; none listed: any).

    "" is the end of the text. `marked`: only in a text with diacritics, where "chi" is no "chị".
    """

    mean: str
    before: frozenset[str]
    after: frozenset[str]
    marked: bool


@dataclass(frozen=True)
class Dictionary:
    """Short forms: `words` have one meaning, `contexts` need a neighbour, `not_after_number` stay after a number."""

    words: dict[str, str]
    contexts: dict[str, tuple[Context, ...]]
    not_after_number: frozenset[str]


@lru_cache(maxsize=1)
def dictionary() -> Dictionary:
    """teencode.yml, read once."""
    data = read_own_yaml(_DICTIONARY)
    words = {str(key): str(value) for part in data["words"].values() for key, value in part.items()}
    contexts = {
        str(key): tuple(
            Context(
                str(way["mean"]),
                frozenset(map(str, way.get("before", ()))),
                frozenset(map(str, way.get("after", ()))),
                bool(way.get("marked")),
            )
            for way in ways
        )
        for key, ways in data["contexts"].items()
    }
    return Dictionary(words, contexts, frozenset(data["not_after_number"]))


@lru_cache(maxsize=1)
def dictionary_digest() -> str:
    """Changes with teencode.yml: what was normalised with another version must be normalised again."""
    return hashlib.sha256(_DICTIONARY.read_bytes()).hexdigest()[:16]


def clean(text: str) -> str:
    """NFC without control and zero-width characters, full-width forms made narrow, white space single. Case stays."""
    narrow = text.translate(_FULL_WIDTH)
    kept = narrow
    if not narrow.isprintable():
        kept = "".join(" " if char.isspace() else char for char in narrow if char.isspace() or _visible(char))
    return " ".join(unicodedata.normalize("NFC", kept).split())


@lru_cache(maxsize=8_192)  # in a turn the same few clauses are read by many
def normalise(text: str) -> str:
    """What the rest of the library reads: lower case, one tone placement (hoà → hòa), short forms written out.

    Short forms in a message without diacritics are written out without diacritics, so that the message stays
    toneless as a whole and can be restored as a whole. Idempotent; any Unicode is accepted.
    """
    plain = clean(clean(text).lower())
    short = WORD.sub(lambda match: _shorten(match.group()), plain)
    written = expand(place_tones(short))
    years = "tuổi" if has_marks(written) else "tuoi"
    return _AGE.sub(lambda age: f"{age[1] or age[2]} {years}", written)


def place_tones(text: str) -> str:
    """Lower-case `text` with one placement of the tone: "hoà" → "hòa"."""
    return _CLOSED.sub(_tone_last, _OPEN.sub(_tone_first, text))


def expand(text: str) -> str:
    """Write out teencode and abbreviations of lower-case `text`; what has several meanings needs its neighbour."""
    matches = list(WORD.finditer(text))
    words = [match.group() for match in matches]
    toneless = not has_marks(text)
    out, end = [], 0
    for i, match in enumerate(matches):
        meaning = _meaning(words, i, toneless)
        if meaning is None:
            continue
        out += [text[end : match.start()], fold(meaning) if toneless else meaning]
        end = match.end()
    return "".join([*out, text[end:]])


def _meaning(words: list[str], i: int, toneless: bool) -> str | None:
    known = dictionary()
    word = words[i]
    if word in known.not_after_number and i and words[i - 1].isdigit():
        return None
    ways = known.contexts.get(word)
    if not ways:
        return known.words.get(word)
    before = fold(words[i - 1]) if i else ""
    after = fold(words[i + 1]) if i + 1 < len(words) else ""
    for way in ways:
        if way.marked and toneless:
            continue
        if (not way.before and not way.after) or before in way.before or after in way.after:
            return way.mean
    return known.words.get(word)


def _visible(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def _shorten(word: str) -> str:
    """ "ơiiii" → "ơi"; a word of one repeated letter (a Roman III) stays, and a short form that is known ("cccd")."""
    return word if len(set(word)) in (1, len(word)) or word in dictionary().words else _RUN.sub(r"\1", word)


def _tone_first(match: re.Match[str]) -> str:
    """hoà → hòa"""
    first, second = match.group()[0], match.group()[1]
    base, tone = _split(second)
    return unicodedata.normalize("NFC", first + tone) + base


def _tone_last(match: re.Match[str]) -> str:
    """hòan → hoàn"""
    first, second = match.group()[0], match.group()[1]
    base, tone = _split(first)
    return base + unicodedata.normalize("NFC", second + tone)


def _split(letter: str) -> tuple[str, str]:
    parts = unicodedata.normalize("NFD", letter)
    tone = "".join(char for char in parts if char in _TONES)
    return unicodedata.normalize("NFC", "".join(char for char in parts if char not in _TONES)), tone
