"""The texts a procedure is found by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.schema.procedure import Procedure
from knowledge.search.terms import Terms
from knowledge.text.normalise import normalise

NAME, ABOUT, ALIAS, EXTRA = "name", "about", "alias", "extra"


@dataclass(frozen=True)
class IndexedText:
    """One text of the procedure at `place` (its position among the searched), normalised, and its content words."""

    place: int
    kind: str
    text: str
    words: str
    """Joined by blanks: a catalogue has half a million of them."""


class Reading:
    """Texts as the search reads them. What was read once is remembered: reading takes most of the opening."""

    def __init__(self, terms: Terms, known: Mapping[str, tuple[str, str]]) -> None:
        """`known`: text as it stands in the catalogue → normalised, content words joined by blanks."""
        self._terms = terms
        self._known = known
        self.used: dict[str, tuple[str, str]] = {}

    def __call__(self, text: str) -> tuple[str, str]:
        """The text normalised, and its content words joined by blanks."""
        found = self.used.get(text) or self._known.get(text)
        if found is None:
            normalised = normalise(text)
            found = normalised, " ".join(self._terms(normalised))
        self.used[text] = found
        return found


def indexed_texts(catalogue: Catalogue, reading: Reading) -> list[IndexedText]:
    """Every text of every procedure in a fixed order, none twice; one EXTRA text joins questions and documents."""
    found = []
    for place, code in enumerate(catalogue.searched()):
        seen = set()
        for kind, raw in _texts_of(code, catalogue):
            text, words = reading(raw)
            if text and (kind, text) not in seen:
                seen.add((kind, text))
                found.append(IndexedText(place, kind, text, words))
    return found


def _texts_of(code: str, catalogue: Catalogue) -> list[tuple[str, str]]:
    entry = catalogue.entries[code]
    found = [(NAME, entry.name), (ABOUT, entry.about), *((ALIAS, alias) for alias in entry.aliases)]
    if not entry.authored:  # an imported procedure is searched without reading it
        return [*found, (EXTRA, entry.found_by)]
    return [*found, (EXTRA, _extra(catalogue.procedures[code], catalogue))]


def _extra(procedure: Procedure, catalogue: Catalogue) -> str:
    parts: list[str] = []
    for question in procedure.questions:
        parts.append(question.ask)
        for option in question.options:
            parts += [option.say, *option.hears]
    for entry in procedure.documents:
        known = catalogue.document_types.get(entry.type)
        parts.append(known.name if known else "")
    return " . ".join(part for part in parts if part)
