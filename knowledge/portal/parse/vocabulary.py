"""The words by which the importer understands records (vocabulary.yml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from knowledge.files import read_own_yaml

CAPITALS = "".join(
    letter
    for first, last in ((0x41, 0x5B), (0xC0, 0x250), (0x1E00, 0x1F00))
    for letter in map(chr, range(first, last))
    if letter.isupper()
)
"""Capital letters, for a class of a regular expression: a range such as "À-Ỹ" holds small ones too."""
VOCABULARY = Path(__file__).with_name("vocabulary.yml")


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, Any]:
    """All of vocabulary.yml, read once."""
    return dict(read_own_yaml(VOCABULARY))


def any_of(group: str, name: str) -> str:
    """The alternatives of one list of the vocabulary, as part of a regular expression."""
    return "(?:" + "|".join(str(word) for word in vocabulary()[group][name]) + ")"


class Expression:
    """A regular expression of the vocabulary, case ignored, read and compiled when it is first used.

    Args:
        key: its group and its name, such as "fee.free"; {group.name} in it stands for the alternatives of a list.
    """

    def __init__(self, key: str) -> None:
        self.key = key

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        group, name = self.key.split(".")
        template = vocabulary()["expressions"][group][name]
        filled = re.sub(r"\{(\w+)\.(\w+)\}", lambda match: any_of(match[1], match[2]), template)
        return re.compile(filled, re.IGNORECASE)

    def search(self, text: str) -> re.Match[str] | None:
        """The first place where it stands in a text."""
        return self._compiled.search(text)

    def match(self, text: str) -> re.Match[str] | None:
        """Whether a text begins with it."""
        return self._compiled.match(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Each place where it stands in a text."""
        return self._compiled.finditer(text)

    def findall(self, text: str) -> list[Any]:
        """What its groups hold, wherever it stands in a text."""
        return self._compiled.findall(text)

    def sub(self, instead: str, text: str) -> str:
        """The text with something else in its place."""
        return self._compiled.sub(instead, text)
