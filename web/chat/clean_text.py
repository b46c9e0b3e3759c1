"""What a person typed, made safe for the dialogue: never an intent, never control characters."""

from __future__ import annotations

import re
import unicodedata

# Rasa takes a text that starts with "/" as an intent. Everything that looks like a slash goes, not only the ASCII sign.
_SLASHES = frozenset("/\\\u2044\u2215\u2571\u27cb\u29f8\u29f5\uff0f\uff3c\u3033\u30ce\u4e3f")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BLANK_CATEGORIES = frozenset({"Cc", "Zs", "Zl", "Zp"})
_INVISIBLE_CATEGORIES = frozenset({"Cf", "Cs", "Co", "Cn"})
_INVISIBLE_LETTERS = frozenset("\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u2800\u3164\uffa0\u034f")
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)
MOST_MARKS = 2
"""Marks on one letter: Vietnamese needs two."""
LONGEST_WORD = 64
MOST_FOREIGN = 60
"""Letters of other scripts: enough to tell the language."""
_LATIN_ENDS = 0x250
_COMMAND = re.compile(r"^[A-Za-z_]+\s*(\{.*\})?$", re.DOTALL)


def _visible(char: str) -> str:
    """The character, a blank for white space and control characters, or nothing for what cannot be seen."""
    category = unicodedata.category(char)
    if category in _BLANK_CATEGORIES:
        return " "
    if category in _INVISIBLE_CATEGORIES or char in _INVISIBLE_LETTERS or ord(char) in _VARIATION_SELECTORS:
        return ""
    return char


def clean(text: str) -> str:
    """Plain words out of typed text, without what costs much and says nothing.

    Full-width forms become ASCII, what cannot be seen is dropped, white space collapses, and the text never starts
    with a slash or anything that looks like one. A letter keeps two marks, a word LONGEST_WORD characters, and of
    letters of other scripts the first MOST_FOREIGN remain. Returns "" when nothing is left.
    """
    shown = "".join(_visible(char) for char in text.translate(_FULL_WIDTH))
    words = " ".join(word[:LONGEST_WORD] for word in _without_excess(shown).split())
    start = 0
    while start < len(words) and (words[start] in _SLASHES or words[start] == " "):
        start += 1
    return words[start:]


def _without_excess(text: str) -> str:
    """Without the marks and the letters of other scripts that are too many."""
    kept: list[str] = []
    marks = foreign = 0
    for char in unicodedata.normalize("NFC", text):
        if unicodedata.combining(char):
            marks += 1
            if marks > MOST_MARKS:
                continue
        else:
            marks = 0
            if ord(char) >= _LATIN_ENDS and char.isalpha() and not _is_latin(char):
                foreign += 1
                if foreign > MOST_FOREIGN:
                    continue
        kept.append(char)
    return "".join(kept)


def _is_latin(char: str) -> bool:
    return unicodedata.name(char, "").startswith("LATIN")


def is_command(text: str) -> bool:
    """Whether typed text is written like a payload ("/restart", "/choose{…}"): answered politely, never passed on."""
    shown = "".join(_visible(char) for char in text.translate(_FULL_WIDTH)).strip()
    return bool(shown) and shown[0] in _SLASHES and bool(_COMMAND.match(clean(text)))


def has_words(text: str) -> bool:
    """Whether the text holds a letter or a digit: emoji and punctuation alone cannot be answered."""
    return any(char.isalnum() for char in text)
