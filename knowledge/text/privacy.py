"""Mask personal data before anything is stored or logged.

Masked: e-mail, bank card (13–19 digits, also in groups), số định danh/CCCD (12 digits), CMND (9 digits), Vietnamese
phone numbers (0… or +84…). Left alone: procedure codes, dates, money, legal numbers, which carry separators of another
shape.
"""

from __future__ import annotations

import re

EMAIL = "[email]"
CARD = "[số thẻ]"
CITIZEN = "[số định danh]"
OLD_ID = "[số CMND]"
PHONE = "[số điện thoại]"
_MARKER = re.compile("|".join(map(re.escape, (EMAIL, CARD, CITIZEN, OLD_ID, PHONE))))

_EDGE = r"(?<![\d/])(?<!\d[.,])"
_END = r"(?!\d)(?![.,]\d)(?!\s?(?:đ|đồng|vnd|vnđ|k)\b)(?!/)"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[\w.+-]{1,64}@\w[\w-]{0,62}(?:\.\w[\w-]{0,62}){1,5}"), EMAIL),
    (re.compile(_EDGE + r"\d{4}(?:[ -]?\d{4}){2}[ -]?\d{1,7}(?!\d)"), CARD),
    (re.compile(_EDGE + r"(?:\+|00)84[ .-]?(?:\(0\)[ .-]?)?\d(?:[ .-]?\d){7,9}(?!\d)"), PHONE),
    (re.compile(_EDGE + r"0\d{2}[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}(?!\d)"), CITIZEN),
    (re.compile(_EDGE + r"\d{3}(?:[ .]?\d{3}){3}" + _END, re.IGNORECASE), CITIZEN),
    (re.compile(_EDGE + r"\d{4} \d{4} \d{4}" + _END, re.IGNORECASE), CITIZEN),
    (re.compile(_EDGE + r"84[35789]\d{8}(?!\d)"), PHONE),
    (re.compile(_EDGE + r"0(?:[ .-]?\d){9,10}(?!\d)"), PHONE),
    (re.compile(_EDGE + r"\d{9}" + _END, re.IGNORECASE), OLD_ID),
    (re.compile(_EDGE + r"\d{3} \d{3} \d{3}" + _END, re.IGNORECASE), OLD_ID),
    (re.compile(r"(?<!\d)\d{13,19}(?!\d)"), CARD),
)


def mask(text: str) -> str:
    """`text` with personal data replaced by markers such as "[số định danh]". Idempotent; any Unicode is accepted."""
    for pattern, marker in _RULES:
        text = pattern.sub(marker, text)
    return text


def without_markers(text: str) -> str:
    """`text` without the markers that `mask` puts: they are no words of the person's."""
    return _MARKER.sub(" ", text)
