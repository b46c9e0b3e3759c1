"""The texts a procedure is found by."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.model import Procedure
from knowledge.search.types import CatalogueLike
from knowledge.text.normalise import normalise

NAME, ABOUT, ALIAS, EXTRA = "name", "about", "alias", "extra"


@dataclass(frozen=True)
class IndexedText:
    """One text of the procedure at `place` (its position in the sorted catalogue)."""

    place: int
    kind: str
    text: str


def indexed_texts(catalogue: CatalogueLike) -> list[IndexedText]:
    """Every text of every procedure, normalised, in a fixed order; one EXTRA text joins questions and documents."""
    return [
        IndexedText(place, kind, text)
        for place, code in enumerate(catalogue.searched())
        for kind, text in _texts_of(code, catalogue)
        if text
    ]


def _texts_of(code: str, catalogue: CatalogueLike) -> list[tuple[str, str]]:
    if code not in catalogue.authored:  # an imported procedure is searched without reading it
        return [(NAME, normalise(catalogue.name(code))), (EXTRA, normalise(catalogue.words(code)))]
    procedure = catalogue.procedures[code]
    found = [(NAME, normalise(procedure.name)), (ABOUT, normalise(procedure.about))]
    aliases = dict.fromkeys(normalise(alias) for alias in procedure.aliases)
    found += [(ALIAS, alias) for alias in aliases]
    return [*found, (EXTRA, normalise(_extra(procedure, catalogue)))]


def _extra(procedure: Procedure, catalogue: CatalogueLike) -> str:
    parts: list[str] = []
    for question in procedure.questions:
        parts.append(question.ask)
        for option in question.options:
            parts += [option.say, *option.hears]
    for entry in procedure.documents:
        known = catalogue.document_types.get(entry.type)
        parts.append(known.name if known else "")
    return " . ".join(part for part in parts if part)
