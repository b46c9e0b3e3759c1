"""Undo an input method that was off: "ddawng kys" (Telex) and "d9a8ng ky1" (VNI) → "đăng ký".

A word is read as keystrokes only when it is no syllable as it stands and becomes a syllable when read so: "visa",
"file" and "a4" stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from knowledge.text.words import WORD

_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_TELEX_LETTERS = (
    ("dd", "đ"),
    ("aa", "â"),
    ("ee", "ê"),
    ("oo", "ô"),
    ("aw", "ă"),
    ("uow", "ươ"),
    ("ow", "ơ"),
    ("uw", "ư"),
    ("w", "ư"),
)
_VNI_LETTERS = (
    ("d9", "đ"),
    ("a6", "â"),
    ("e6", "ê"),
    ("o6", "ô"),
    ("a8", "ă"),
    ("uo7", "ươ"),
    ("o7", "ơ"),
    ("u7", "ư"),
)
_VOWELS = "aăâeêioôơuưy"
_RIME = re.compile(rf"([^{_VOWELS}]*(?:qu(?=[{_VOWELS}])|gi(?=[{_VOWELS}]))?)([{_VOWELS}]+)([a-z]*)$")
_TELEX = re.compile(r"(?=.*(?:dd|aa|ee|oo|w|[sfrxj]$|[sfrxj](?:n|ng|nh|m|c|ch|p|t)$))[a-zđ]{3,9}$")
_TELEX_TONE = re.compile(r"(?<=.)[sfrxj](?=(?:n|ng|nh|m|c|ch|p|t)?$)")
_VNI = re.compile(r"(?=.*[a-z])[a-zđ][a-zđ0-9]{1,9}$")


def untype(text: str, known: Callable[[str], bool]) -> str:
    """`text` (lower case) with keystrokes read as letters; `known` tells syllables, with marks or without."""
    return WORD.sub(lambda match: _read(match.group(), known), text)


def _read(word: str, known: Callable[[str], bool]) -> str:
    if known(word):
        return word
    for way in (_telex, _vni):
        read = way(word)
        if read and read != word and known(read):
            return read
    return word


@lru_cache(maxsize=4096)
def _telex(word: str) -> str:
    if not _TELEX.match(word):
        return ""
    tones = _TELEX_TONE.findall(word)
    bare = _TELEX_TONE.sub("", word, count=1) if tones else word
    return _with_tone(_letters(bare, _TELEX_LETTERS), _TELEX_TONES[tones[0]] if tones else "")


@lru_cache(maxsize=4096)
def _vni(word: str) -> str:
    if not _VNI.match(word) or word.isalpha():
        return ""
    letters = _letters(word, _VNI_LETTERS)
    tones = re.findall(r"[1-5]", letters)
    bare = re.sub(r"[1-5]", "", letters, count=1)
    return "" if len(tones) > 1 or not bare.isalpha() else _with_tone(bare, _VNI_TONES[tones[0]] if tones else "")


def _letters(word: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for keys, letter in pairs:
        word = word.replace(keys, letter)
    return word


def _with_tone(bare: str, tone: str) -> str:
    """The syllable with its tone on the right vowel (old placement: hòa)."""
    if not tone:
        return bare
    found = _RIME.match(bare)
    if found is None:
        return ""
    start, vowels, end = found.groups()
    at = next((i for i, vowel in enumerate(vowels) if vowel in "âêôơăư"), None)
    if "ươ" in vowels:
        at = vowels.index("ơ")
    if at is None:
        at = len(vowels) - 1 if end or len(vowels) == 1 else len(vowels) - 2
    marked = unicodedata.normalize("NFC", vowels[at] + tone)
    return start + vowels[:at] + marked + vowels[at + 1 :] + end
