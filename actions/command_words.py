"""Messages that are a command and nothing else, kept in command_words.yml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from knowledge.reading.clauses import accented
from knowledge.text.fold import fold, is_toneless
from knowledge.text.words import WORD
from knowledge.wording import read_wording


def command_in(typed: str) -> str | None:
    """The intent of a message that is one of the phrases, whatever small words stand around it; None otherwise."""
    phrases, small = _phrases()
    words = [word for word in WORD.findall(accented(typed)) if word not in small]
    spoken = " ".join(words)
    if spoken in phrases:
        return phrases[spoken]
    bare = {fold(phrase): name for phrase, name in phrases.items()}
    return bare.get(fold(typed).strip(" .!?")) if is_toneless(typed) else None


@lru_cache(maxsize=1)
def _phrases() -> tuple[dict[str, str], frozenset[str]]:
    words = read_wording(Path(__file__).with_name("command_words.yml"))
    small = frozenset(words.list("small"))
    phrases = {}
    for name in words.lists():
        for phrase in words.list(name) if name != "small" else ():
            phrases[" ".join(word for word in WORD.findall(phrase) if word not in small) or phrase] = name
    return phrases, small
