"""Messages that are a command and nothing else, kept in command_words.yml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile
from pathlib import Path

from knowledge.reading.clauses import accented
from knowledge.text.fold import fold, is_toneless
from knowledge.text.words import WORD
from knowledge.wording import read_wording

NO_COMMANDS = ("small", "opening", "first")
"""Lists of command_words.yml that hold words around commands."""


@dataclass(frozen=True)
class _Phrases:
    """Phrase → the intent, with marks and bare; words that may stand around one, and that must not stand alone."""

    intents: dict[str, str]
    bare: dict[str, str]
    small: frozenset[str]
    opening: frozenset[str]
    first: frozenset[str]


def command_in(typed: str) -> str | None:
    """The intent of a message that is one of the phrases, whatever small words stand around it; None otherwise."""
    phrases = _phrases()
    said = WORD.findall(accented(typed))
    spoken = " ".join(word for word in said if word not in phrases.small)
    if spoken in phrases.first and next(dropwhile(phrases.opening.__contains__, said)) != spoken:
        return None  # "mình em thôi" is an answer
    if spoken in phrases.intents:
        return phrases.intents[spoken]
    return phrases.bare.get(fold(typed).strip(" .!?")) if is_toneless(typed) else None


@lru_cache(maxsize=1)
def _phrases() -> _Phrases:
    words = read_wording(Path(__file__).with_name("command_words.yml"))
    small, opening, first = (frozenset(words.list(name)) for name in NO_COMMANDS)
    intents = {}
    for name in words.lists():
        for phrase in words.list(name) if name not in NO_COMMANDS else ():
            intents[" ".join(word for word in WORD.findall(phrase) if word not in small) or phrase] = name
    bare = {fold(phrase): name for phrase, name in intents.items()}
    return _Phrases(intents, bare, small, opening, first)
