"""Repairs a record's text and numbers before anything reads them."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Any

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_UNREADABLE = re.compile("[\ud800-\udfff]|&#[0-9]{8,};?")
"""Halves of a character (surrogates) cannot be encoded, and no character has a number of eight digits."""
_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*")
_TAGS = re.compile(r"</?(?:p|br|b|i|u|li|ul|ol|div|span|strong|em|table|tbody|tr|td)\b[^<>]{0,200}>", re.IGNORECASE)
_NOTHING = re.compile(r"^(?:không có thông tin|chưa có thông tin)\s*(?=\S)", re.IGNORECASE)
LONGEST_LAW = 200
"""The longest number of a law, in characters; the longest real one has 42."""
LARGEST_COUNT = 10
"""No row asks for more copies: in a larger number, the number that ended the row's text has run into the count."""


def clean(text: str) -> str:
    """The text in NFC, without mark-up, invisible or control characters, with single blanks and single line breaks."""
    text = html.unescape(_UNREADABLE.sub("\ufffd", _TAGS.sub(" ", text)))
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    text = _CONTROL.sub(" ", text.replace("\r", "\n"))
    return _LINES.sub("\n", _BLANKS.sub(" ", text)).strip()


def without_filler(text: str) -> str:
    """The text without the "Không có thông tin" that the portal's pages put right before some texts by mistake."""
    return _NOTHING.sub("", text)


def whole_number(value: Any) -> int | None:
    """A count from 0 to 9,999,999, or None."""
    try:
        number = int(float(value))
    except (TypeError, ValueError, OverflowError):
        return None
    return number if 0 <= number < 10**7 else None


def unglue(name: str, original: int | None, copies: int | None) -> tuple[str, int | None, int | None]:
    """Separate a number that ended the text from the count that it ran into ("… Phụ lục số" + 31 → "… số 3", 1)."""
    for count in (original, copies):
        if count is not None and count > LARGEST_COUNT:
            digits = str(count)
            name = f"{name}{'' if name.endswith('/') else ' '}{digits[:-1]}".strip()
    return name, _last_digit(original), _last_digit(copies)


def _last_digit(count: int | None) -> int | None:
    return count % 10 if count is not None and count > LARGEST_COUNT else count


def law_number(code: str) -> str:
    """A law's number, once: the portal prints some twice ("54/2014/QH1354/2014/QH13"), or its end again after it."""
    code = code.strip()[:LONGEST_LAW]
    half = len(code) // 2
    for size in range(half, len(code)):
        if code[:size].endswith(code[size:]) and len(code) - size >= 6:
            return code[size:]
    return code
