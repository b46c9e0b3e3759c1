"""The words by which masking tells numbers apart, read from words.yml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from knowledge.files import read_own_yaml
from knowledge.text.fold import fold

_YEAR = re.compile(r"(?:1[89]|20)[0-9]{2}")
LONGEST_PHRASE = 3
"""Words of the longest phrase that is said before a number."""


@dataclass(frozen=True)
class Words:
    """What words.yml says, each word also without its marks.

    Attributes:
        labels: phrase said beside a number → what it says: a person's kind ("phone"), one of `harmless`, "" (nothing).
        label_ends: the last words of those phrases; `closers`: words that end what was said, before a comma.
        harmless: labels of numbers that are no person's ("money", "place", "file").
        spoken: spoken digit → digit; `ten` and `tens` are "mười" and "mươi", `hundreds` "trăm", `odd` "linh" behind it.
        silent: those of them that may stand for no digit, between two that do.
        no_digits: phrases that begin with such a word and mean none; `years`: words that mean none before a year.
        joiners: words between the pieces of one number; `in_rows`: all words that may stand in a row of numbers.
        signs: those of them that are separators, spoken → the separator.
        rest: words that join only behind a piece that begins with a nought.
        times: "ba" in "ba số chín" → how many; `repeated`: "số"; `places`: what follows it where it counts a piece.
        money_units, glued_units, maybe_money_units: what follows a sum; right behind it; a sum or anything else.
        not_money: words that make "đồng" a name; `count_units`: what follows a count; `measures`: an area, a weight …
        law_marks: what follows the number of a law or a form behind a slash.
        plate_letters: spoken letters of plates; `plate_units`, `plate_pairs`, `army_plates`: letters beside numbers.
        no_plates: words before what only looks like a plate; `no_series`: letters and digit that are a unit.
        foreign: what is said where the passport may be another country's.
        insurance_cards: the two letters that a card of health insurance begins with.
        mail: the words of a spoken e-mail address.
    """

    labels: Mapping[str, str]
    label_ends: frozenset[str]
    closers: frozenset[str]
    harmless: frozenset[str]
    spoken: Mapping[str, str]
    no_digits: frozenset[str]
    years: frozenset[str]
    ten: frozenset[str]
    tens: frozenset[str]
    hundreds: frozenset[str]
    odd: frozenset[str]
    silent: frozenset[str]
    joiners: frozenset[str]
    signs: Mapping[str, str]
    rest: frozenset[str]
    times: Mapping[str, int]
    repeated: frozenset[str]
    places: frozenset[str]
    in_rows: frozenset[str]
    money_units: frozenset[str]
    glued_units: frozenset[str]
    maybe_money_units: frozenset[str]
    not_money: frozenset[str]
    count_units: frozenset[str]
    measures: frozenset[str]
    law_marks: tuple[str, ...]
    plate_letters: frozenset[str]
    plate_units: frozenset[str]
    plate_pairs: frozenset[str]
    army_plates: frozenset[str]
    no_plates: frozenset[str]
    no_series: frozenset[str]
    foreign: tuple[str, ...]
    insurance_cards: frozenset[str]
    mail: Mapping[str, tuple[str, ...]]

    def digits_of(self, token: str, before: str, after: str) -> str | None:
        """The digits that a spoken word stands for between its neighbours; None for none."""
        if token in self.tens and before in self.spoken:
            return None if after in self.spoken else "0"
        if token in self.hundreds:
            goes_on = after in self.spoken or after in self.ten or after in self.odd
            return "00" if before in self.spoken and not goes_on else None
        if token in self.odd:
            return "0" if before in self.hundreds and after in self.spoken else None
        if token in self.ten or token in self.tens:
            return "1" if after in self.spoken else "10"
        if f"{token} {after}" in self.no_digits or (token in self.years and _YEAR.fullmatch(after)):
            return None
        return self.spoken.get(token)


@lru_cache(maxsize=1)
def words() -> Words:
    """words.yml, read once."""
    data = read_own_yaml(Path(__file__).with_name("words.yml"))
    labels = _labels({"": data["says_nothing"]}) | _labels(data["says_not"], bare=False) | _labels(data["says"])
    spoken = {word: digit for digit, said in data["digits"].items() for word in _both(said)}
    tens, hundreds, odd = (_both(data[key]) for key in ("tens", "hundreds", "odd"))
    signs = {word: sign for sign, said in data["spoken_signs"].items() for word in _both(said)}
    joiners = _both(data["joiners"]) | signs.keys()
    rest = _both(data["rest"])
    repeats = data["repeats"]
    return Words(
        labels=labels,
        label_ends=frozenset(phrase.split()[-1] for phrase in labels),
        closers=_both(data["closers"]),
        harmless=frozenset(data["says_not"]),
        spoken=spoken,
        no_digits=_both(data["no_digits"]),
        years=_both(data["years"]),
        ten=frozenset(data["ten"]),
        tens=tens,
        hundreds=hundreds,
        odd=odd,
        silent=tens | hundreds,
        joiners=joiners,
        signs=signs,
        rest=rest,
        times={word: int(count) for count, said in repeats["times"].items() for word in (count, *_both(said))},
        repeated=_both(repeats["of"]),
        places=_both(repeats["places"]),
        in_rows=frozenset(data["ten"]) | tens | hundreds | odd | joiners | rest | spoken.keys(),
        money_units=frozenset(data["money_units"]),
        glued_units=_both(data["glued_units"]),
        maybe_money_units=_both(data["maybe_money_units"]),
        not_money=_both(data["not_money"]),
        law_marks=tuple(data["law_marks"]),
        count_units=_both(data["count_units"]),
        measures=_both(data["measures"]),
        plate_letters=_both(data["plates"]["letters"]),
        plate_units=_both(data["plates"]["units"]),
        plate_pairs=_both(data["plates"]["pairs"]),
        army_plates=frozenset(data["plates"]["army"]),
        no_plates=frozenset(data["plates"]["never_after"]),
        no_series=frozenset(data["plates"]["no_series"]),
        foreign=tuple(sorted(_both(data["foreign"]))),
        insurance_cards=frozenset(data["insurance_cards"]),
        mail={key: tuple(map(str, value)) for key, value in data["mail"].items()},
    )


def _labels(kinds: Mapping[str, Iterable[Any]], *, bare: bool = True) -> dict[str, str]:
    """Phrase → kind; where two phrases are alike without their marks, the first has it.

    Without `bare`, a single word is found with its marks only: "gia" is more often "gia đình" than "giá".
    """
    found: dict[str, str] = {}
    for kind, phrases in kinds.items():
        for phrase in map(str, phrases):
            found[phrase] = kind
            if bare or " " in phrase:
                found.setdefault(fold(phrase), kind)
    return found


def _both(phrases: Iterable[Any]) -> frozenset[str]:
    """Phrases with their marks and without."""
    return frozenset(form for phrase in phrases for form in (str(phrase), fold(str(phrase))))
