"""The texts by which a procedure is found."""

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

    def __init__(self, terms: Terms, before: Mapping[str, tuple[str, str]]) -> None:
        """`before`: what an earlier build read; a catalogue's text → normalised, content words joined by blanks."""
        self._terms = terms
        self._before = before
        self.used: dict[str, tuple[str, str]] = {}

    def __call__(self, text: str) -> tuple[str, str]:
        """The text normalised, and its content words joined by blanks."""
        read = self.used.get(text) or self._before.get(text)
        if read is None:
            normalised = normalise(text)
            read = normalised, " ".join(self._terms(normalised))
        self.used[text] = read
        return read


def indexed_texts(catalogue: Catalogue, reading: Reading) -> list[IndexedText]:
    """Every text of every procedure in a fixed order, none twice; one EXTRA text joins questions and documents."""
    texts = []
    for place, code in enumerate(catalogue.searched()):
        seen = set()
        for kind, raw in _texts_of(code, catalogue):
            text, words = reading(raw)
            if text and (kind, text) not in seen:
                seen.add((kind, text))
                texts.append(IndexedText(place, kind, text, words))
    return texts


def _texts_of(code: str, catalogue: Catalogue) -> list[tuple[str, str]]:
    entry = catalogue.entries[code]
    texts = [(NAME, entry.name), (ABOUT, entry.about), *((ALIAS, alias) for alias in (*entry.aliases, *entry.sayings))]
    if not entry.authored:  # an imported procedure is searched without reading it
        return [*texts, (EXTRA, entry.found_by)]
    return [*texts, (EXTRA, _extra(catalogue.procedures[code], catalogue))]


def _extra(procedure: Procedure, catalogue: Catalogue) -> str:
    parts: list[str] = []
    for question in procedure.questions:
        parts.append(question.ask)
        for option in question.options:
            parts += [option.say, *option.hears]
    for entry in procedure.documents:
        document = catalogue.document_types.get(entry.type)
        parts.append(document.name if document else "")
    return " . ".join(part for part in parts if part)
