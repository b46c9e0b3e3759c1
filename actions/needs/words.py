"""The words by which the needs of a message are told apart, kept in words.yml."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from knowledge.text.fold import fold
from knowledge.text.normalise import normalise
from knowledge.text.words import WORD, whole_words
from knowledge.wording import Wording, read_wording


def first(kind: str, text: str) -> re.Match[str] | None:
    """Where the first of the words of a kind stands in an accented text."""
    return _patterns()[kind].search(text)


def holds(kind: str, text: str) -> bool:
    """Whether an accented text holds one of the words of a kind."""
    return first(kind, text) is not None


def begins(kind: str, text: str) -> bool:
    """Whether an accented text begins with one of the words of a kind."""
    return _patterns()[kind].match(text.strip()) is not None


def every(kind: str, text: str) -> list[tuple[int, int]]:
    """Where the words of a kind begin and end."""
    return [match.span() for match in _patterns()[kind].finditer(text)]


def is_one_of(kind: str, word: str) -> bool:
    """Whether a word is one of a kind, and nothing else."""
    return _patterns()[kind].fullmatch(word) is not None


def without(text: str, *kinds: str) -> str:
    """A text without the words of these kinds."""
    for kind in kinds:
        text = _patterns()[kind].sub(" ", text)
    return text


def says_nothing(text: str, *kinds: str) -> bool:
    """Whether a text has no words besides those of these kinds."""
    return WORD.search(without(text, *kinds)) is None


def says_nothing_bare(text: str, kind: str) -> bool:
    """The same without regard to marks."""
    return WORD.search(_bare_pattern(kind).sub(" ", fold(text))) is None


def without_beginning(text: str, kind: str) -> str:
    """A text without the words of a kind that it begins with."""
    rest = text.strip()
    while (match := _patterns()[kind].match(rest)) is not None:
        rest = rest[match.end() :].lstrip(" ,")
    return rest


def without_end(text: str, kind: str) -> str:
    """A text without the words of a kind that it ends with."""
    rest = text.strip()
    while True:
        spans = [span for span in every(kind, rest) if span[1] == len(rest)]
        if not spans or not spans[0][0]:
            return rest
        rest = rest[: spans[0][0]].rstrip(" ,")


def masked(text: str, kind: str) -> str:
    """A text in which the words of a kind are crossed out; what else it holds stays in its place."""
    return _patterns()[kind].sub(lambda match: "x" * len(match.group()), text)


def given() -> str:
    """What stands in the place of a number that was given, so that it tells something."""
    return f" {_words().list('given')[0]} "


def lacking(text: str) -> str:
    """What is to be made where a text says that it is not there yet: "chưa có căn cước" → "làm căn cước"."""
    match = first("lacks", text)
    behind = text[match.end() :].strip() if match else ""
    said = behind if first("matters", behind) else without(text, "lacks_at_end", "lacks")
    return " ".join([_words().list("make")[0], *without_beginning(said, "fillers").split()])


def loss(verb: str) -> str:
    """The plain word for a loss ("làm mất" → "mất"); another verb as it is."""
    return _words().group("losses").get(verb, verb)


def plainly(text: str) -> str:
    """A text with the plain word for what people call otherwise: "làm nhà" → "xây nhà"."""
    for word, plain in _words().group("plain_words").items():
        text = re.sub(rf"\b{re.escape(word)}\b", plain, text)
    return text


def place_named(text: str) -> int | None:
    """The place on the list that a text names: "việc thứ hai"."""
    numbers = _words().group("numbers")
    match = _place().search(text)
    return int(numbers.get(match.group(1), match.group(1))) if match else None


@lru_cache(maxsize=1)
def whether() -> re.Pattern[str]:
    """What asks whether something is needed: "có cần giấy độc thân không"."""
    ends = "".join(rf"(?<!{re.escape(word)})" for word in _words().list("whether_before_not"))
    joins = rf"(?:{_any('whether_joins')}\s)?(?:{_any('have')}\s)?"
    another = rf"{_any('whether_wants')}|,\s{_any('whether_ends')}\b"
    needed = rf"{_any('whether')}\s(?:(?!{another})[^.;!?\n])*?"
    return re.compile(rf"\s{joins}{needed}{ends}\s{_any('whether_not')}(?=[\sạ]*(?:[.,;!?\n]|$))")


@lru_cache(maxsize=1)
def how_long() -> re.Pattern[str]:
    """For how long something has been so: "được hơn 2 năm"."""
    return re.compile(rf"\b{_any('how_long')}\s(?:{_any('about')}\s)?\w+\s{_any('periods')}\b")


@lru_cache(maxsize=1)
def _place() -> re.Pattern[str]:
    numbers = "|".join(["[0-9]", *_words().group("numbers")])
    return re.compile(rf"\b{_any('counted')}\s+(?:{_any('counts')}\s+)?({numbers})\b")


def _any(kind: str) -> str:
    """A pattern of any of the words of a kind."""
    return f"(?:{'|'.join(map(re.escape, map(normalise, _words().list(kind))))})"


@lru_cache(maxsize=8)
def _bare_pattern(kind: str) -> re.Pattern[str]:
    return whole_words(map(fold, _words().list(kind)))


@lru_cache(maxsize=1)
def _words() -> Wording:
    return read_wording(Path(__file__).with_name("words.yml"))


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    words = _words()
    data = {kind: list(words.list(kind)) for kind in words.lists()}
    done = [act for act in data["acts"] if act not in data["happened"]]
    data["already"] = [f"{word} {act}" for word in data["already"] for act in done]
    data["ongoing"] = [f"{word} {act}" for word in data["ongoing"] for act in data["acts"]]
    data["requests"] = [f"{word} {act}" for word in data["requests"] for act in done]
    data["have_done"] = [f"{word} {act}" for word in data["have"] for act in done]
    data["not_done"] = [f"{word} {act}" for word in data["not"] for act in data["acts"]]
    return {kind: whole_words(map(normalise, phrases)) for kind, phrases in data.items()}
