"""Codes in which letters stand beside digits: passports, insurance cards, plates, e-mail; the state's own stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.text.privacy.harmless import is_round, is_year
from knowledge.text.privacy.kinds import ACCOUNT, EMAIL, INSURANCE, PASSPORT, PLATE
from knowledge.text.privacy.labels import label_before, says, unit_behind
from knowledge.text.privacy.mail import emails_in
from knowledge.text.privacy.plates import plates_in
from knowledge.text.privacy.view import View
from knowledge.text.privacy.words import words

# A pattern begins with what it consumes and looks behind that: then the search skips other characters quickly.
_PROCEDURE = re.compile(r"[1-9](?<![\d.].)\.\d{6}(?:\.\d{2,3}){0,4}(?:\.[a-z]\d{2})?(?!\d)")
"""1.001193, 1.014632.000.00.00.h29"""
_LAW = re.compile(r"\d(?<!\d.)\d{0,4}(?:\.\d)?(?:/\d{4})?/([a-zđ]+)")
"""123/2015/nđ-cp, 66.7/2025/nq-cp, 07/đk"""
_DOSSIER_END = re.compile(r"-\d{6,8}-\d{3,6}(?!\d)")
_DOSSIER_BEGIN = re.compile(r"(?:\d{3}(?:\.\d{2,3}){1,4}\.)?[a-z]\d{2}(?:\.\d{1,3}){0,5}")
_DOSSIER_SIGN, _NUMBER = re.compile(r"[a-z0-9.]"), re.compile(r"[0-9]")
_LONGEST_BEGIN = 40
_POINT_ON_MAP = re.compile(r"\.\d{5,8}\s?[,;]\s?1\d\d\.\d{5,8}(?!\d)")
_INSURANCE_CARD = re.compile(r"[a-z](?<![^\W\d_].)[a-z][\W_]{0,2}[1-5](?:[\W_]{0,2}\d){12}(?!\d)")
_PASSPORT = re.compile(r"([A-Za-z])([\W_]{0,3})(\d{7,8}(?!\d)|\d(?:[\W_]?\d){6,7}(?!\d)(?![\W_]{1,3}\d))")
_SAID_PASSPORT = re.compile(r"[a-z](?<![^\W\d_].)[a-z]?[\W_]{0,3}\d(?:[\W_]{0,3}\d){5,8}(?!\d)")
_SAID_ACCOUNT = re.compile(r"[0-9](?<![^\W_].)[0-9]{1,4}[a-z][0-9]{5,12}(?![^\W_])")
_UNIT_CODE = re.compile(r"\d\d[.-]")
"""Behind a letter, an office of the state: H29.16…"""
_STOP = re.compile(r"[,;:!?\n]")
_DATE = re.compile(r"\d{1,2}([\W_])\d{1,2}\1\d{4}")
_BANK_LETTERS = "tk"
_MOST_GROUPS = 4
_FEWEST_DIGITS = 4
_TEN = "0123456789"

Claim = tuple[int, int, str]
"""Start and end in the view, and the marker; "" where nothing may be masked."""


def codes_in(view: View) -> Iterator[Claim]:
    """Codes in the order in which they are to be believed; later ones may overlap earlier ones."""
    for start, end in emails_in(view.lower):
        yield start, end, EMAIL
    if sum(map(view.digits.count, _TEN)) < _FEWEST_DIGITS:
        return
    for start, end in _of_the_state(view.lower):
        yield start, end, ""
    for match in _INSURANCE_CARD.finditer(view.lower):
        if _is_insurance_card(view, match):
            yield match.start(), match.end(), INSURANCE
    for match in _PASSPORT.finditer(view.shown):
        if _is_passport(view, match):
            yield match.start(), match.end(), PASSPORT
    for kind, pattern, marker in (("passport", _SAID_PASSPORT, PASSPORT), ("account", _SAID_ACCOUNT, ACCOUNT)):
        for match in pattern.finditer(view.lower) if says(kind, view.lower) else ():
            if label_before(view.lower, match.start()).kind == kind:
                yield match.start(), match.end(), marker
    for start, end in plates_in(view):
        yield start, end, PLATE


def _of_the_state(lower: str) -> Iterator[tuple[int, int]]:
    """Codes of procedures, laws, dossiers ("000.00.16.h29-240115-0003"), places on the map ("10.7626, 106.6601")."""
    if "." in lower:
        for match in _PROCEDURE.finditer(lower):
            yield match.span()
        for match in _POINT_ON_MAP.finditer(lower):
            yield _back(lower, match.start(), _NUMBER, len("10")), match.end()
    if "/" in lower:
        for match in _LAW.finditer(lower):
            if match.group(1) in words().law_marks:
                yield match.span()
    if "-" in lower:
        for match in _DOSSIER_END.finditer(lower):
            start = _back(lower, match.start(), _DOSSIER_SIGN, _LONGEST_BEGIN)
            if _DOSSIER_BEGIN.fullmatch(lower, start, match.start()):
                yield start, match.end()


def _back(lower: str, end: int, sign: re.Pattern[str], most: int) -> int:
    """Where the signs begin, `most` of them, that stand before `end`."""
    start = end
    while start and end - start < most and sign.match(lower, start - 1):
        start -= 1
    return start


def _is_insurance_card(view: View, match: re.Match[str]) -> bool:
    """Two letters of a group of insured persons; "tk" before thirteen digits is rather an account."""
    letters = match.group()[:2]
    if letters == _BANK_LETTERS:
        return label_before(view.lower, match.start()).kind == "insurance"
    return letters in words().insurance_cards


def _is_passport(view: View, match: re.Match[str]) -> bool:
    """A letter with 7 or 8 digits; a small letter only when glued to them, and no sum ("B 1.500.000đ") or years."""
    letter, gap, number = match.groups()
    before = view.shown[match.start() - 1 : match.start()]
    if before.isalnum() and not (letter.isupper() and before.islower()):
        return False
    groups = re.findall(r"\d+", number)
    if len(groups) > 1 and (letter.islower() or is_year(groups[0]) or groups[-1] == "000"):
        return False
    if len(groups) > _MOST_GROUPS or min(map(len, groups)) == 1 or len(set(re.findall(r"\D", number))) > 1:
        return False
    if not gap and _UNIT_CODE.match(number):
        return False
    if (letter.islower() and gap) or _STOP.search(gap) or is_round(number) or _DATE.fullmatch(number):
        return False
    return unit_behind(view.lower, match.end()) != "money"
