"""Step Needs: needs people name too briefly, and needs that are never ours, as authored in needs.yml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.search.terms import Terms
from knowledge.text.fold import fold
from knowledge.text.normalise import normalise

FILE = Path(__file__).with_name("needs.yml")


class Need(BaseModel):
    """What people say, and the procedures it may mean; no codes: out of scope."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    says: tuple[str, ...]
    codes: tuple[str, ...] = ()


class NeedsFile(BaseModel):
    """The whole of needs.yml. Fillers are words that do not make a need clearer."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    fillers: tuple[str, ...]
    vague: tuple[Need, ...]
    never: tuple[Need, ...]


@dataclass(frozen=True)
class Known:
    """A need that was recognised: the places it may mean, none when out of scope."""

    places: tuple[int, ...]


class Needs:
    """Recognises a need when the question's content words are those of one of its phrases, in order, fillers apart."""

    def __init__(self, needs: NeedsFile, terms: Terms, codes: Sequence[str]) -> None:
        """`codes` of the catalogue's procedures, in the index's order."""
        places = {code: place for place, code in enumerate(codes)}
        self._terms = terms
        self._fillers = frozenset(fold(word) for word in needs.fillers)
        self._known: dict[tuple[str, ...], Known] = {}
        for need in needs.never:
            self._add(need, Known(()))
        for need in needs.vague:
            found = tuple(places[code] for code in need.codes if code in places)
            if len(found) > 1:  # with one procedure left there is nothing to ask
                self._add(need, Known(found))

    def __call__(self, words: Sequence[str]) -> Known | None:
        """The need these content words name, or None."""
        return self._known.get(self._key(words))

    def _add(self, need: Need, known: Known) -> None:
        for phrase in need.says:
            key = self._key(self._terms(normalise(phrase)))
            if key:
                self._known[key] = known

    def _key(self, words: Sequence[str]) -> tuple[str, ...]:
        return tuple(word for word in words if word not in self._fillers)


def load_needs(path: Path = FILE) -> NeedsFile:
    """Read and check needs.yml."""
    return NeedsFile.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
