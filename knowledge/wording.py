"""Our sentences: what people are told, kept in YAML files named `…wording.yml` and checked when they are loaded.

A sentence has blanks ({name}) that are filled in; nothing else is added to it. `knowledge/wording.yml` holds what every
channel says; a room's own file lies in the room.
"""

from __future__ import annotations

import datetime as dt
import logging
import string
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.errors import KnowledgeError

LOGGER = logging.getLogger("dimotlan.wording")
_OWN = Path(__file__).with_name("wording.yml")


class WordingError(KnowledgeError):
    """A file of sentences is broken, or a sentence is asked for that does not exist or has other blanks."""


def log_empty(key: str, blank: str) -> None:
    """Log a blank that is filled with nothing: a sentence such as "Lệ phí: ." must never be said."""
    LOGGER.error("empty_blank", extra={"fields": {"sentence": key, "blank": blank}})


class Wording:
    """The sentences of one file, by key; the keys of nested mappings are joined by dots ("fee.amount").

    Args:
        sentences: key → sentence.
        lists: key → list of texts.
        always: blanks that need not be given, with the function that fills each in ({hotline}).
    """

    on_empty: Callable[[str, str], None] = staticmethod(log_empty)
    """Called with the key and the blank when a blank is filled with nothing; in tests it raises."""

    def __init__(
        self,
        sentences: Mapping[str, str],
        lists: Mapping[str, tuple[str, ...]],
        always: Mapping[str, Callable[[], str]] | None = None,
    ) -> None:
        self._sentences, self._lists, self._always = dict(sentences), dict(lists), dict(always or {})
        self._blanks = {key: blanks_of(sentence) for key, sentence in self._sentences.items()}
        self._whole = {key: _filled(self._sentences[key], {}) for key, names in self._blanks.items() if not names}

    def say(self, key: str, /, **values: object) -> str:
        """The sentence with its blanks filled in.

        Raises:
            WordingError: there is no such sentence, or it has other blanks.
        """
        blanks = self.blanks(key)
        if not blanks and not values:
            return self._whole[key]
        filled = values
        if blanks != values.keys():
            filled = {**{name: self._always[name]() for name in blanks & self._always.keys()}, **values}
        if blanks != filled.keys():
            raise WordingError(f"{key!r} has the blanks {sorted(blanks)}, given: {sorted(values)}")
        for name, value in values.items():
            if value is None or not str(value).strip():
                type(self).on_empty(key, name)
        return _filled(self._sentences[key], filled)

    def group(self, key: str) -> dict[str, str]:
        """The sentences below a key, by the last part of their keys, as they stand in the file.

        Raises:
            WordingError: there is none.
        """
        start = f"{key}."
        found = {name[len(start) :]: text for name, text in self._sentences.items() if name.startswith(start)}
        if not found:
            raise WordingError(f"no sentences below {key!r}")
        return found

    def list(self, key: str) -> tuple[str, ...]:
        """A list of texts.

        Raises:
            WordingError: there is none.
        """
        if key not in self._lists:
            raise WordingError(f"no list {key!r}")
        return self._lists[key]

    def lists(self) -> tuple[str, ...]:
        """The keys of all lists."""
        return tuple(self._lists)

    def blanks(self, key: str) -> frozenset[str]:
        """The names of a sentence's blanks.

        Raises:
            WordingError: there is no such sentence.
        """
        if key not in self._blanks:
            raise WordingError(f"no sentence {key!r}")
        return self._blanks[key]

    def keys(self) -> tuple[str, ...]:
        """The keys of all sentences."""
        return tuple(self._sentences)

    def __contains__(self, key: object) -> bool:
        return key in self._sentences


def blanks_of(sentence: str) -> frozenset[str]:
    """The names of a sentence's blanks.

    Raises:
        WordingError: a brace is left open, or a blank is more than a name.
    """
    try:
        parts = list(string.Formatter().parse(sentence))
    except ValueError as error:
        raise WordingError(f"{sentence!r}: {error}") from None
    names = {name for _, name, _, _ in parts if name is not None}
    if odd := sorted(name for name in names if not name.isidentifier()):
        raise WordingError(f"{sentence!r}: a blank is a name, not {odd[0]!r}")
    if any(spec or conversion for _, _, spec, conversion in parts):
        raise WordingError(f"{sentence!r}: a blank is a name alone")
    return frozenset(names)


@cache
def _parsed(sentence: str) -> tuple[tuple[str, str | None], ...]:
    """A sentence of ours in pieces: what stands before each blank, and the blank's name."""
    return tuple((literal, name) for literal, name, _, _ in string.Formatter().parse(sentence))


def _filled(sentence: str, values: Mapping[str, object]) -> str:
    """The sentence with its blanks filled in; a value's full stop is not followed by the sentence's own."""
    parts: list[str] = []
    for literal, name in _parsed(sentence):
        ends = parts and parts[-1].endswith(".") and literal.startswith(".") and not literal.startswith("..")
        parts.append(literal[1:] if ends else literal)
        if name is not None:
            parts.append(str(values[name]))
    return "".join(parts)


def read_wording(path: Path, always: Mapping[str, Callable[[], str]] | None = None) -> Wording:
    """Read and check a file of sentences.

    Raises:
        WordingError: it is missing, no YAML, holds a key twice, an empty sentence or a broken blank.
    """
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_Strict)
    except (OSError, yaml.YAMLError) as error:
        raise WordingError(f"{path.name}: {error}") from None
    if not isinstance(data, dict):
        raise WordingError(f"{path.name}: a mapping is expected")
    sentences: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for key, value in _leaves(data, ""):
        texts = value if isinstance(value, list) else [value]
        if not texts or not all(isinstance(text, str) and text.strip() for text in texts):
            raise WordingError(f"{path.name}: {key}: a text is expected; quote numbers, yes and no")
        if isinstance(value, list):
            lists[key] = tuple(value)
        else:
            blanks_of(value)
            sentences[key] = value
    return Wording(sentences, lists, always)


def _leaves(value: Any, key: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, f"{key}.{name}" if key else str(name))
    else:
        yield key, value


class _Strict(yaml.SafeLoader):
    """YAML in which a key may stand only once."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        if twice := sorted({key for key in keys if keys.count(key) > 1}):
            raise yaml.constructor.ConstructorError(None, None, f"the key {twice[0]!r} stands twice", node.start_mark)
        return super().construct_mapping(node, deep)


@lru_cache(maxsize=1)
def wording() -> Wording:
    """The library's own sentences, read once."""
    return read_wording(_OWN)


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """The nested mapping of wording.yml. To be replaced by `wording()` everywhere."""
    loaded: dict[str, Any] = yaml.safe_load(_OWN.read_text(encoding="utf-8"))
    return loaded


def say_day(day: dt.date) -> str:
    """22/11/2026, as it is written in Việt Nam."""
    return f"{day:%d/%m/%Y}"


def say_money(amount: int) -> str:
    """20.000, with the dot that groups thousands in Việt Nam."""
    return f"{amount:,}".replace(",", ".")
