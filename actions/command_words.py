"""Messages that are a command and nothing else, kept in command_words.yml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile
from pathlib import Path

from knowledge.reading.clauses import accented, is_denied
from knowledge.reading.short_answers import accepts
from knowledge.text.fold import fold, is_toneless
from knowledge.text.normalise import normalise
from knowledge.text.words import WORD
from knowledge.wording import read_wording

NO_COMMANDS = ("small", "opening", "first")
"""Lists of command_words.yml that hold words around commands."""
ALONE = ("wait", "change_answer")
"""Commands that begin many an answer ("khoan, mẹ em đi"): only whole messages are these."""
TWO, FEW = 2, 5
"""Parts of a message of which one commands, and words of the other."""
_PART = re.compile(r"[,.;!\n]+")


@dataclass(frozen=True)
class _Phrases:
    """Phrase → the intent, with marks and bare; words that may stand around one, and that must not stand alone."""

    intents: dict[str, str]
    bare: dict[str, str]
    small: frozenset[str]
    bare_small: frozenset[str]
    opening: frozenset[str]
    first: frozenset[str]


def command_in(typed: str) -> str | None:
    """The intent of a message that is one of the phrases, whatever small words stand around it; None otherwise.

    So is a message all of whose parts are phrases of one intent ("bấm nhầm, lùi giùm").
    """
    if name := _phrase(typed):
        return name
    parts = [part for part in _PART.split(typed) if part.strip()]
    named = {_phrase(part) for part in parts}
    return named.pop() if len(parts) > 1 and len(named) == 1 else None


def _phrase(typed: str) -> str | None:
    phrases = _phrases()
    said = WORD.findall(accented(typed))
    spoken = " ".join(word for word in said if word not in phrases.small)
    if spoken in phrases.first and next(dropwhile(phrases.opening.__contains__, said)) != spoken:
        return None  # "mình em thôi" is an answer
    bare = is_toneless(typed)
    name = phrases.intents.get(spoken) or (_bare(phrases, typed) if bare else None)
    return None if bare and name == "stop" and accepts(typed) else name  # "dung" agrees more often than it ends


def _bare(phrases: _Phrases, typed: str) -> str | None:
    """The same for what is typed without marks, whose small words lack theirs too."""
    plain = fold(typed).strip(" .!?")
    alone = " ".join(word for word in WORD.findall(plain) if word not in phrases.bare_small)
    return phrases.bare.get(plain) or phrases.bare.get(alone)


def command_beside(typed: str) -> str | None:
    """The command that one part of a short message is, whatever the other exclaims ("huỷ đi, chán òi").

    Beside a denial nothing is commanded, and "thôi" is then no end: "thôi, có sửa gì đâu", "thôi, mẹ em đi".
    """
    parts = [part for part in _PART.split(typed) if part.strip()]
    if len(parts) != TWO:
        return None
    named = [_phrase(part) for part in parts]
    others = [part for part, name in zip(parts, named, strict=True) if name is None]
    if others and (len(others[0].split()) > FEW or is_denied(accented(others[0]))):
        return None
    if others and _only_first(parts[named.index("stop")] if "stop" in named else ""):
        return None
    found = [name for name in named if name is not None and (name not in ALONE or not others)]
    return found[-1] if found and set(found) <= {found[-1], "change_answer"} else None


def _only_first(part: str) -> bool:
    """Whether a part is nothing but a word that ends only a message of its own ("thôi")."""
    phrases = _phrases()
    return " ".join(word for word in WORD.findall(accented(part)) if word not in phrases.small) in phrases.first


@lru_cache(maxsize=1)
def _phrases() -> _Phrases:
    words = read_wording(Path(__file__).with_name("command_words.yml"))
    small, opening, first = (frozenset(map(normalise, words.list(name))) for name in NO_COMMANDS)
    intents: dict[str, str] = {}
    bare: dict[str, str] = {}
    for name in words.lists():
        for phrase in words.list(name) if name not in NO_COMMANDS else ():
            plain = normalise(phrase)
            spoken = " ".join(word for word in WORD.findall(plain) if word not in small) or plain
            intents[spoken] = name
            bare |= {fold(spoken): name, fold(phrase): name}
    return _Phrases(intents, bare, small, frozenset(map(fold, small)), opening, first)
