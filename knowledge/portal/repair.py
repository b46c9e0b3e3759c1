"""What is mended in a record's text and numbers before anything reads them."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Any

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_UNREADABLE = re.compile("[\ud800-\udfff]|&#[0-9]{8,};?")
"""Half of a character that takes two cannot be encoded; no character has so long a number."""
_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*")
_TAGS = re.compile(r"</?(?:p|br|b|i|u|li|ul|ol|div|span|strong|em|table|tbody|tr|td)\b[^<>]{0,200}>", re.IGNORECASE)
_NOTHING = re.compile(r"^(?:không có thông tin|chưa có thông tin)\s*(?=\S)", re.IGNORECASE)
LONGEST_LAW = 200
"""Characters of a law's number; the longest real one has 42."""
LARGEST_COUNT = 10
"""No row asks for more papers: a larger number has swallowed a number that ended the row's text."""


def clean(text: str) -> str:
    """NFC, no mark-up, no invisible or control characters, single blanks, single line breaks."""
    text = html.unescape(_UNREADABLE.sub("\ufffd", _TAGS.sub(" ", text)))
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    text = _CONTROL.sub(" ", text.replace("\r", "\n"))
    return _LINES.sub("\n", _BLANKS.sub(" ", text)).strip()


def without_filler(text: str) -> str:
    """The portal's pages put "Không có thông tin" right before some texts; it means nothing there."""
    return _NOTHING.sub("", text)


def whole_number(value: Any) -> int | None:
    """A count, or None when it is none."""
    try:
        number = int(float(value))
    except (TypeError, ValueError, OverflowError):
        return None
    return number if 0 <= number < 10**7 else None


def unglue(name: str, original: int | None, copies: int | None) -> tuple[str, int | None, int | None]:
    """Take apart a number that ended the text and ran into the count ("… Phụ lục số" + 31 → "… số 3", 1)."""
    for count in (original, copies):
        if count is not None and count > LARGEST_COUNT:
            digits = str(count)
            name = f"{name}{'' if name.endswith('/') else ' '}{digits[:-1]}".strip()
    return name, _last_digit(original), _last_digit(copies)


def _last_digit(count: int | None) -> int | None:
    return count % 10 if count is not None and count > LARGEST_COUNT else count


def law_number(code: str) -> str:
    """A law's number once: the portal's pages print some twice ("54/2014/QH1354/2014/QH13") or cut short."""
    code = code.strip()[:LONGEST_LAW]
    half = len(code) // 2
    for size in range(half, len(code)):
        if code[:size].endswith(code[size:]) and len(code) - size >= 6:
            return code[size:]
    return code
