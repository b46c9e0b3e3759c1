"""Codes in which letters stand beside digits: passports, insurance cards, plates, e-mail; the state's own stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from knowledge.text.privacy.harmless import is_round, is_year
from knowledge.text.privacy.kinds import ACCOUNT, CITIZEN, EMAIL, INSURANCE, PASSPORT, PLATE
from knowledge.text.privacy.labels import label_before, says, unit_behind
from knowledge.text.privacy.mail import emails_in
from knowledge.text.privacy.official import official_in
from knowledge.text.privacy.plates import plates_in, spoken_plates_in, spoken_signs
from knowledge.text.privacy.view import View
from knowledge.text.privacy.words import words

# A pattern begins with what it consumes and looks behind that: then the search skips other characters quickly.
_INSURANCE_CARD = re.compile(r"[a-z](?<![^\W\d_].)[a-z](?:[^\w,;]|_){0,2}[1-5](?:(?:[^\w,;]|_){0,2}\d){12}(?!\d)")
_PASSPORT = re.compile(
    r"([A-Za-z])([\W_]{0,3})(\d{7,8}(?!\d)(?![.,]\d{1,4}(?!\d))|\d(?:[\W_]?\d){6,7}(?!\d)(?![\W_]{1,3}\d))"
)
_SAID_PASSPORT = re.compile(r"[a-z](?<![^\W\d_].)[a-z]?[\W_]{0,3}\d(?:[\W_]{0,3}\d){5,8}(?!\d)")
_MIXED_PASSPORT = re.compile(r"[a-z0-9](?<![^\W_].)[a-z0-9]{6,8}(?![^\W_])")
"""Letters and digits mixed, as in passports of Germany and France: c4vk7r2t9, 12ab34567."""
_TWO_LETTERS = re.compile(r"[A-Z](?<![^\W_].)[A-Z][0-9]{7}(?![^\W_])(?![.,-][0-9])")
"""Passports of Japan, Laos or Australia."""
_SAID_ACCOUNT = re.compile(r"[0-9](?<![^\W_].)[0-9]{0,4}[a-z]{1,2}(?:[\W_]?[0-9]){5,12}(?![^\W_])")
_SAID_LICENCE = re.compile(r"[a-z](?<![^\W_].)[a-z]?[\W_]{0,2}\d(?:[\W_]?\d){5,6}(?![^\W_])(?![\W_]\d)")
"""Licences of the old form: ak 482057."""
_UNIT_CODE = re.compile(r"\d\d[.-]")
"""Behind a letter, an office of the state: H29.16…"""
_STOP = re.compile(r"[,;:!?\n]")
_DATE = re.compile(r"\d{1,2}([\W_])\d{1,2}\1\d{4}")
_BANK_LETTERS = "tk"
_MOST_GROUPS = 4
_FEWEST_DIGITS = 4
_FEWEST_MIXED = 3
_NEAR = 3
_TEN = "0123456789"

_SAID = (
    ("passport", _SAID_PASSPORT, PASSPORT),
    ("passport", _MIXED_PASSPORT, PASSPORT),
    ("account", _SAID_ACCOUNT, ACCOUNT),
    ("licence", _SAID_LICENCE, CITIZEN),
)

Claim = tuple[int, int, str]
"""Start and end in the view, and the marker; "" where nothing may be masked."""


def codes_in(view: View) -> Iterator[Claim]:
    """Codes in the order in which they are to be believed; later ones may overlap earlier ones."""
    for start, end in emails_in(view.lower):
        yield start, end, EMAIL
    for start, end in spoken_plates_in(view):
        yield start, end, PLATE
    for start, end in _spoken_passports_in(view):
        yield start, end, PASSPORT
    if sum(map(view.digits.count, _TEN)) < _FEWEST_DIGITS:
        return
    for start, end in official_in(view.lower):
        yield start, end, ""
    for match in _INSURANCE_CARD.finditer(view.lower):
        if _is_insurance_card(view, match):
            yield match.start(), match.end(), INSURANCE
    for match in _PASSPORT.finditer(view.shown):
        if _is_passport(view, match) and not _is_file(view, match):
            yield match.start(), match.end(), PASSPORT
    for match in _TWO_LETTERS.finditer(view.shown):
        if any(phrase in view.lower for phrase in words().foreign) and not _is_file(view, match):
            yield match.start(), match.end(), PASSPORT
    for kind, pattern, marker in _SAID:
        for match in pattern.finditer(view.lower) if says(kind, view.lower) else ():
            mixed = pattern is not _MIXED_PASSPORT or _is_mixed(match.group())
            if mixed and label_before(view.lower, match.start()).kind == kind:
                yield match.start(), match.end(), marker
    for start, end in plates_in(view):
        if label_before(view.lower, start).kind != "file":
            yield start, end, PLATE


def _spoken_passports_in(view: View) -> Iterator[tuple[int, int]]:
    """Passports of which something is spoken, said to be one: "c bảy sáu một hai ba tám bốn", "C 204 gạch 7739"."""
    if not says("passport", view.lower):
        return
    for match in _spoken_passport().finditer(view.lower):
        label = label_before(view.lower, match.start())
        if label.kind == "passport" and label.distance <= _NEAR:
            yield match.span()


@lru_cache(maxsize=1)
def _spoken_passport() -> re.Pattern[str]:
    digit, letter, between = spoken_signs()
    return re.compile(
        rf"(?<![^\W_])(?:{letter}|[a-z]){between}{digit}(?:{between}{digit}){{6,7}}(?![^\W_])(?![\W_]{{0,3}}\d)"
    )


def _is_insurance_card(view: View, match: re.Match[str]) -> bool:
    """Two letters of a group of insured persons; "tk" before thirteen digits is rather an account."""
    letters = match.group()[:2]
    if letters == _BANK_LETTERS:
        return label_before(view.lower, match.start()).kind == "insurance"
    return letters in words().insurance_cards


def _is_mixed(code: str) -> bool:
    """Whether letters and some digits stand in a code."""
    return _FEWEST_MIXED <= sum(map(str.isdigit, code)) < len(code)


def _is_file(view: View, match: re.Match[str]) -> bool:
    """Whether a code is said to be that of a dossier, a diploma or a title to land."""
    return label_before(view.lower, match.start()).kind == "file"


def _is_passport(view: View, match: re.Match[str]) -> bool:
    """A letter with 7 or 8 digits; a small letter only when glued to them, and no sum ("B 1.500.000đ") or years."""
    letter, gap, number = match.groups()
    before = view.shown[match.start() - 1 : match.start()]
    if before.isalnum() and not (letter.isupper() and before.islower()):
        return False
    groups = re.findall(r"\d+", number)
    if len(groups) > 1 and (letter.islower() or is_year(groups[0]) or groups[-1] == "000"):
        return False
    one_by_one = max(map(len, groups)) == 1 and says("passport", view.lower)
    in_groups = len(groups) <= _MOST_GROUPS and min(map(len, groups)) > 1
    if not (one_by_one or in_groups) or len(set(re.findall(r"\D", number))) > 1:
        return False
    if not gap and _UNIT_CODE.match(number):
        return False
    if (letter.islower() and gap) or _STOP.search(gap) or is_round(number) or _DATE.fullmatch(number):
        return False
    return unit_behind(view.lower, match.end()) != "money"
