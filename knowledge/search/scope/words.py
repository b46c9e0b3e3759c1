"""scope.yml as a checked object: what is not the desk's and who serves it, other languages, and the everyday groups."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from knowledge.files import read_own_yaml
from knowledge.text.fold import fold
from knowledge.text.normalise import normalise
from knowledge.text.words import WORD, typed_words

FILE = Path(__file__).parents[2] / "catalogue" / "scope.yml"
BROAD = "groups"
"""The topic of a message that says no more than that papers are needed; a group's own topic is "groups.family"."""
LANGUAGE = "languages"
ELSEWHERE = "elsewhere"
_FEWEST = 3
"""Words of a message whose language is told by its words."""
_TELLING = 2
"""Words that it must hold which cannot be Vietnamese without marks ("need", not "can" or "do")."""
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?", re.ASCII
)
"""What a Vietnamese syllable without marks looks like."""


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Elsewhere(Section):
    """A need that others serve: the phrases that tell it, those that speak against it, and where to turn."""

    says: tuple[str, ...]
    unless: tuple[str, ...]
    answer: str


class Language(Section):
    """A language that is not understood: told by its `letters` (a character class) or its `words`."""

    answer: str
    letters: str = ""
    words: tuple[str, ...] = ()


class Way(Section):
    """A procedure by the words of everyday."""

    say: str
    code: str


class Group(Section):
    """Procedures of one part of life; `says`: whole messages that mean no more than this group."""

    name: str
    examples: str
    says: tuple[str, ...]
    ways: tuple[Way, ...]


class Broad(Section):
    """The phrases of a message that says only that papers are needed, and the words of no weight around them."""

    says: tuple[str, ...]
    fillers: tuple[str, ...]


class ScopeFile(Section):
    """The whole of scope.yml."""

    elsewhere: dict[str, Elsewhere]
    languages: dict[str, Language]
    broad: Broad
    groups: dict[str, Group]


@lru_cache(maxsize=1)
def load_scope() -> ScopeFile:
    """scope.yml, read once.

    Raises:
        pydantic.ValidationError: a key is missing or unknown.
    """
    return ScopeFile.model_validate(read_own_yaml(FILE))


class Scope:
    """Tells by its words what a message is about when it is not one procedure; a topic such as "elsewhere.court"."""

    def __init__(self, file: ScopeFile) -> None:
        self._elsewhere = [
            (name, typed_words(map(normalise, need.says)), typed_words(map(normalise, need.unless)))
            for name, need in file.elsewhere.items()
        ]
        self._letters = {name: re.compile(way.letters) for name, way in file.languages.items() if way.letters}
        self._words = {name: frozenset(way.words) for name, way in file.languages.items() if way.words}
        self._broad = typed_words(map(normalise, file.broad.says))
        self._fillers = frozenset(fold(word) for word in file.broad.fillers)

    def elsewhere(self, text: str) -> str:
        """The topic of a normalised message that others serve, by its words alone; nothing when it may be ours."""
        for name, says, unless in self._elsewhere:
            if says.search(text) and not unless.search(text):
                return f"{ELSEWHERE}.{name}"
        return ""

    def language(self, typed: str) -> str:
        """The topic of a message in another language, as it was typed; nothing when it may be Vietnamese."""
        for name, letters in self._letters.items():
            if letters.search(typed):
                return f"{LANGUAGE}.{name}"
        words = WORD.findall(typed.lower())
        if len(words) < _FEWEST:
            return ""
        for name, known in self._words.items():
            telling = {word for word in words if word in known and not _SYLLABLE.fullmatch(word)}
            if len(telling) >= _TELLING and sum(word in known for word in words) * 2 >= len(words):
                return f"{LANGUAGE}.{name}"
        return ""

    def is_broad(self, text: str) -> bool:
        """Whether a normalised message says only that papers are needed ("em cần làm giấy tờ")."""
        rest, found = self._broad.subn(" ", text)
        return bool(found) and all(fold(word) in self._fillers for word in WORD.findall(rest))


def answer_of(topic: str, hotline: str) -> str:
    """What is said of a topic of ELSEWHERE or LANGUAGE; a {hotline} in it is filled in.

    Raises:
        KeyError: there is no such topic.
    """
    kind, _, name = topic.partition(".")
    file = load_scope()
    answer = file.elsewhere[name].answer if kind == ELSEWHERE else file.languages[name].answer
    return answer.replace("{hotline}", hotline)
