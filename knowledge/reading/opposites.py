"""What the words of a message speak against: an option they deny, or whose opposite they say.

The scorer is weak at denials and opposites ("mất hẳn" and "Hỏng không dùng được"): what is found here is neither noted
nor asked back, whatever it makes of the message. The words lie in opposites.yml.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from knowledge.files import read_own_yaml
from knowledge.provinces import find_provinces
from knowledge.reading.clauses import Clause, Mood, is_denied, small_words, telling_words
from knowledge.reading.short_answers import says_unknown
from knowledge.reading.values.ages import read_ages
from knowledge.reading.values.fits import has_values
from knowledge.reading.vocabulary import plain
from knowledge.schema.procedure import Option, Question
from knowledge.text.words import WORD, whole_words

REACH = 3
"""Words after a denial that it may deny."""
LONGEST = 20
"""Words beyond which a denial in a message may be of anything."""
_REST = re.compile(r"[,.;:(]| hoặc ")
"""What follows the main words of a label."""
_NOT_YET = "chưa"
_TOLD = (Mood.SAID, Mood.WANTED, Mood.RELATIVE)
_DENIED = (*_TOLD, Mood.OTHER, Mood.WISHED)
"""Moods in which "không phải …" is still of the case: "không phải của người khác"."""


@dataclass(frozen=True)
class Sides:
    """What words say of a question's options: those they speak against, and those whose side they take."""

    against: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Pole:
    label: re.Pattern[str]
    says: re.Pattern[str]


@dataclass(frozen=True)
class _Said:
    """The poles of an axis that words take, and those they deny."""

    taken: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Words:
    axes: Mapping[str, Mapping[str, _Pole]]
    must: frozenset[str]
    always: frozenset[str]
    over: Mapping[str, str]
    pair: re.Pattern[str]
    denies: re.Pattern[str]
    denies_all: re.Pattern[str]
    not_known: frozenset[str]
    agrees: frozenset[str]
    disagrees: frozenset[str]
    sides: re.Pattern[str]
    between: frozenset[str]
    reasons: re.Pattern[str]
    beside_age: frozenset[str]
    or_unknown: re.Pattern[str]
    makes: re.Pattern[str]


def sides(question: Question, clauses: Iterable[Clause]) -> Sides:
    """What the clauses that are said of the case speak against, and what they speak for by an opposite."""
    clauses = tuple(clauses)
    told = [clause.text for clause in clauses if clause.mood in _TOLD]
    whole = [clause.text for clause in clauses if clause.mood in _DENIED]
    against: set[str] = {*_named_and_denied(question, told), *_denied_as_a_whole(question, whole)}
    taken: set[str] = set()
    labels = tuple(option.say for option in question.options)
    for axis, held in _axes_of(labels):
        no, yes = _of_axis(question, tuple(told), axis, held)
        against |= no
        taken |= yes
    against |= {option.value for option in question.options if _only_instead(option, told)}
    no, yes = _of_yes_and_no(question, told)
    against |= no - taken
    no, yes_wanted = _wanted_is_not_had(question, clauses)
    against |= no
    yes |= yes_wanted
    if any(says_unknown(text) for text in told):
        against.discard(takes_unknown(question) or "")
    return Sides(frozenset(against), frozenset((taken | yes) - against))


def denies_all(text: str) -> bool:
    """Whether a clause denies all that follows: "không phải dưới 6 tuổi"."""
    return _words().denies_all.search(text) is not None


def tells_only_an_age(question: Question, text: str, today: dt.date) -> bool:
    """Whether a message gives an age and nothing else, to a question that asks for a reason: "tui 52 tuổi"."""
    if has_values(question) or not _words().reasons.search(question.ask.lower()):
        return False
    ages = read_ages(text, today)
    if not ages:
        return False
    rest = text
    for age in reversed(ages):
        rest = rest[: age.start] + " " + rest[age.end :]
    left = {word for word in WORD.findall(rest) if plain(word) not in small_words()}
    return not telling_words(" ".join(left)) - _words().beside_age


def takes_unknown(question: Question) -> str | None:
    """The option whose label takes in not knowing ("Chưa thấy, hoặc không rõ"); None when none does, or two.

    "Bé bị bỏ rơi, hoặc không rõ cả cha lẫn mẹ" says what is not known, and is no answer of who does not know.
    """
    found = [option.value for option in question.options if _takes_unknown(option.say.lower())]
    return found[0] if len(found) == 1 else None


def _takes_unknown(label: str) -> bool:
    matches = list(_words().or_unknown.finditer(label))
    return any(match.end() == len(label) or not match.start() for match in matches)


@lru_cache(maxsize=4_096)
def _axes_of(labels: tuple[str, ...]) -> tuple[tuple[str, tuple[frozenset[str], ...]], ...]:
    """The axes on which some label of a question takes a side, each with the poles of every label."""
    every = ((axis, tuple(_label_poles(label, poles) for label in labels)) for axis, poles in _words().axes.items())
    return tuple((axis, held) for axis, held in every if any(held))


def _of_axis(
    question: Question, told: tuple[str, ...], axis: str, of_labels: tuple[frozenset[str], ...]
) -> tuple[set[str], set[str]]:
    """The options that one axis speaks against, and for; `of_labels`: the poles of each option's label."""
    own = dict(zip(question.values, of_labels, strict=True))
    held: frozenset[str] = frozenset().union(*own.values())
    said = _said(told, axis)
    words = _words()
    taken = {pole for pole in said.taken if pole in held or pole in words.always}
    against, supported = set(), set()
    for value, sides_of in own.items():
        if not sides_of:
            continue
        shared = sides_of & taken
        unsaid = shared <= words.always and bool(sides_of & words.must)  # something was lost, of which nothing is said
        if (
            (taken and (not shared or unsaid))
            or sides_of <= said.denied
            or _of_its_own(question, value, sides_of, told, axis)
        ):
            against.add(value)
        elif shared:
            supported.add(value)
    return against, supported


def _of_its_own(question: Question, value: str, own: frozenset[str], told: tuple[str, ...], axis: str) -> bool:
    """Whether a clause says the opposite of the very thing an option names: "cà vẹt em vẫn cầm" of "Mất cà vẹt"."""
    named = _pattern(_only(question, value))
    found = [_said((text,), axis).taken for text in told if named.search(text)]
    return any(taken and not taken & own for taken in found)


def _label_poles(label: str, poles: Mapping[str, _Pole]) -> frozenset[str]:
    label = label.lower()
    return frozenset(
        name
        for name, pole in poles.items()
        if any(not _is_denied(label, match) for match in pole.label.finditer(label))
    )


@lru_cache(maxsize=1_024)  # a message is held against many questions
def _said(told: tuple[str, ...], axis: str) -> _Said:
    poles = _words().axes[axis]
    taken: set[str] = set()
    denied: set[str] = set()
    for text in told:
        for name, pole in poles.items():
            for match in pole.says.finditer(text):
                (denied if _is_denied(text, match) else taken).add(name)
        if "many" in poles and _words().pair.search(text):
            taken.add("many")
        if "other" in poles and "same" in poles and len(find_provinces(text, districts=False)) > 1:
            taken.add("other")
    if "home" in poles and "abroad" not in taken and any(find_provinces(text, districts=False) for text in told):
        taken.add("home")
    for strong, weak in _words().over.items():
        if strong in taken:
            taken.discard(weak)
    return _Said(frozenset(taken), frozenset(denied - taken))


def _of_yes_and_no(question: Question, told: list[str]) -> tuple[set[str], set[str]]:
    """The options against which "có sổ", "chưa xem" speak, where some agree and some disagree with the sentence."""
    yes, no = set(_agreeing(question)), set(_disagreeing(question))
    if not yes or not no or not _words().sides.search(question.ask.lower()):
        return set(), set()
    if sum(len(text.split()) for text in told) > LONGEST:
        return set(), set()
    added = (part for value in no for part in question.say(value).split("(")[1:])  # "Không có (sinh ở nhà …)"
    left_out = _telling(" ".join(added)) | _denied_in(question.ask.lower())
    own = [_telling(question.say(value)) for value in yes]
    about = _telling(question.ask).union(*own) - left_out
    denied = (_telling(question.ask) | frozenset.intersection(*own)) - left_out  # of one of several it is no "no"
    found: set[bool] = set()
    for text in told:
        found.update(_has(text, about, denied))
    if not found and (question.ask.rstrip("? ").endswith(_NOT_YET) or any(_NOT_YET in question.say(one) for one in no)):
        found.update(_not_yet(told))
    if len(found) != 1:
        return set(), set()
    return (no, yes) if True in found else (yes, no)


def _has(text: str, about: frozenset[str], denied: frozenset[str]) -> Iterator[bool]:
    """True for "có" before one of the words `about`, False for a denial before one of those that may be denied."""
    words = _words()
    spoken = WORD.findall(text)
    for place, word in enumerate(spoken):
        if word not in about:
            continue
        before = spoken[max(0, place - REACH) : place]
        if words.denies.search(" ".join(before)):
            if word in denied and not words.not_known.intersection(before):
                yield False
        elif "có" in before[-2:]:
            yield True


@lru_cache(maxsize=4_096)
def _denied_in(ask: str) -> frozenset[str]:
    """The words that the sentence asked denies itself: "quy hoạch mà Nhà nước chưa lấy đất"."""
    found = (WORD.findall(ask[match.end() :])[:REACH] for match in _words().denies.finditer(ask))
    return frozenset(word for words in found for word in words)


def _not_yet(told: list[str]) -> Iterator[bool]:
    """False for a "chưa" that is no question and no "chưa biết", where nothing is said to be done."""
    every = WORD.findall(" ".join(told))
    if {"rồi", "đã", "xong"} & set(every):
        return
    for text in told:
        spoken = WORD.findall(text)
        for place, word in enumerate(spoken[:-1] if len(spoken) > 2 else spoken):
            if word == _NOT_YET and not _words().not_known.intersection(spoken[place + 1 : place + 2]):
                yield False


def _agreeing(question: Question) -> Iterator[str]:
    for option in question.options:
        if _words().agrees & _first_words(option) and not (option.means and option.means.yes is False):
            yield option.value


def _disagreeing(question: Question) -> Iterator[str]:
    for option in question.options:
        if _words().disagrees & _first_words(option):
            yield option.value


def _first_words(option: Option) -> set[str]:
    """The first word of a label, and of what it adds in brackets: "Nghĩa vụ quân sự (chưa đi bộ đội)"."""
    parts = (WORD.findall(part) for part in option.say.lower().split("("))
    return {words[0] for words in parts if words}


def _named_and_denied(question: Question, told: list[str]) -> Iterator[str]:
    """The options that are named by words of theirs alone, and each time denied: "không phải mua bán, má tui cho"."""
    for option in question.options:
        if is_denied(option.say.lower()):
            continue
        only = _only(question, option.value)
        found = _pattern(_telling(option.say) - _telling(question.ask))
        named = [
            (match.group(), _is_denied(text, match, next_to=True)) for text in told for match in found.finditer(text)
        ]
        if all(no for _, no in named) and any(word in only for word, _ in named):
            yield option.value


def _only_instead(option: Option, told: list[str]) -> bool:
    """Whether words speak against "Không X, chỉ Y": "không sửa nữa, xây mới" of "Không xây mới, chỉ sửa chữa"."""
    first, _, second = option.say.lower().split("(")[0].partition(", ")
    if not is_denied(first) or not second or is_denied(second):
        return False
    names, instead = _telling(first) - _telling(second), _telling(second) - _telling(first)
    first_said, second_said = (_denials(part, told) for part in (names, instead))
    return False in first_said and True not in first_said and (True in second_said or not second_said)


def _denials(words: frozenset[str], told: list[str]) -> list[bool]:
    """Whether each of these words that stands in a text is denied there."""
    return [_is_denied(text, match) for text in told for match in _pattern(words).finditer(text)] if words else []


def _wanted_is_not_had(question: Question, clauses: tuple[Clause, ...]) -> tuple[set[str], set[str]]:
    """Against "Đã có …" where the person comes to have something made; for "Chưa có khai sinh" where that is it."""
    wanted = [one.text for one in clauses if one.mood is Mood.WANTED and _words().makes.search(one.text)]
    if not wanted:
        return set(), set()
    not_had = {
        value
        for value in _disagreeing(question)
        if (named := _telling(question.say(value).split("(")[0])) and any(named <= _telling(text) for text in wanted)
    }
    if len(not_had) == 1:
        return set(_agreeing(question)), not_had
    only = all(one.mood is Mood.WANTED for one in clauses if one.mood in _TOLD)
    return {option.value for option in question.options if only and option.means and option.means.yes} & set(
        _agreeing(question)
    ), set()


def _denied_as_a_whole(question: Question, told: list[str]) -> Iterator[str]:
    """The options whose label, or whose main words, all follow "không phải": "không phải học sinh, sinh viên"."""
    said = ", ".join(told)
    match = _words().denies_all.search(said)
    if match is None:
        return
    rest = tuple(WORD.findall(said[match.end() :]))
    clause = set(WORD.findall(said[match.end() :].split(",")[0]))
    elsewhere = set(WORD.findall(said)) - clause
    for option in question.options:
        label = tuple(WORD.findall(option.say.lower().split("(")[0]))
        main = _telling(_REST.split(option.say)[0]) - _telling(question.ask)
        whole = rest[: len(label)] == label
        if whole or (main and main <= clause and not _only(question, option.value) & elsewhere):
            yield option.value


def _only(question: Question, value: str) -> frozenset[str]:
    """The telling words of an option that no other option and not the sentence asked has."""
    others = (_telling(option.say) for option in question.options if option.value != value)
    return _telling(question.say(value)).difference(_telling(question.ask), *others)


def _is_denied(text: str, match: re.Match[str], *, next_to: bool = False) -> bool:
    """Whether a denial stands shortly before what was found, and is no part of it.

    `next_to`: only small words stand between: "không có bán", but not "không ưng nhà tui".
    """
    words = _words()
    if words.denies.match(match.group()):
        return False
    before = WORD.findall(text[: match.start()])[-REACH:]
    if words.not_known.intersection(before):
        return False
    while next_to and before and before[-1] in words.between:
        before.pop()
    return words.denies.search(" ".join(before[-1:] if next_to else before)) is not None


@lru_cache(maxsize=4_096)
def _pattern(words: frozenset[str]) -> re.Pattern[str]:
    return whole_words(words)


@lru_cache(maxsize=8_192)
def _telling(text: str) -> frozenset[str]:
    return frozenset(telling_words(text))


def _whole(items: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(items)})(?!\w)")


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = read_own_yaml(Path(__file__).with_name("opposites.yml"))
    people, joins = "|".join(data["person"]), "|".join(data["and"])
    return _Words(
        {
            axis: {name: _Pole(_whole(pole["label"]), whole_words(pole["says"])) for name, pole in poles.items()}
            for axis, poles in data["axes"].items()
        },
        frozenset(data["must_be_said"]),
        frozenset(data["always"]),
        data["over"],
        re.compile(rf"(?<!\w)(?:{people}) (?:{joins}) (?:{people})(?!\w)"),
        whole_words(data["denies"]),
        whole_words(data["denies_all"]),
        frozenset(data["not_known"]),
        frozenset(data["agrees"]),
        frozenset(data["disagrees"]),
        re.compile("|".join(data["sides"])),
        frozenset(data["between"]),
        whole_words(data["reasons"]),
        frozenset(data["beside_age"]),
        whole_words(data["or_unknown"]),
        whole_words(data["makes"]),
    )
