"""The index that the counter's page searches by itself: all procedures by what clerks type, in one small file."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.catalogue_files.catalogue import Catalogue, Entry
from knowledge.checklist.phrases import short_label
from knowledge.schema.procedure import Procedure
from knowledge.text.fold import fold

LARGEST = 150_000
"""Bytes of the compressed file, at most: it is fetched once over the office's line."""
SHARED_BY = (1, 2, 3, 4, 6, 10, 20)
"""How many procedures must ask for a paper for it to be listed: the first with which the file is small enough."""
MOST_SAYINGS = 24
LONGEST_PAPER = 60
_NUMBER = re.compile(r"(?<![\d.])\d{1,4}(?:\.\d)?/(?:\d{4}/)?[A-ZĐ][A-ZĐ0-9-]*[A-ZĐ0-9]")
"""The number of a decree, circular or law: 04/2024/TT-BTP, 163/QĐ-BTP."""


@dataclass(frozen=True)
class Line:
    """What a clerk may type for one procedure."""

    entry: Entry
    short_name: str
    says: tuple[str, ...]
    numbers: tuple[str, ...]
    papers: tuple[str, ...]


def make_index(catalogue: Catalogue, largest: int = LARGEST) -> bytes:
    """The index as compressed JSON; papers that few procedures ask for are left out until it is small enough.

    Takes seconds for thousands of imported procedures: each record is parsed.
    """
    lines = [line_of(catalogue, code) for code in catalogue.searched()]
    lines.sort(key=lambda line: (not line.entry.authored, line.entry.code))
    packed = b""
    for shared in SHARED_BY:
        packed = gzip.compress(_as_json(catalogue, lines, shared), 9, mtime=0)
        if len(packed) <= largest:
            break
    return packed


def line_of(catalogue: Catalogue, code: str) -> Line:
    """What is typed for one procedure."""
    entry, procedure = catalogue.entries[code], catalogue.procedures[code]
    types = [catalogue.document_types[kind.type] for kind in procedure.documents]
    forms = [kind.form.number for kind in types if kind.form and kind.form.number]
    papers = [short_label(kind.short or kind.name)[:LONGEST_PAPER] for kind in types]
    return Line(
        entry,
        procedure.short_name,
        tuple(_new_words((entry.name, procedure.short_name), entry.aliases)),
        tuple(dict.fromkeys([*forms, *_laws(procedure)])),
        tuple(dict.fromkeys(papers)),
    )


def _laws(procedure: Procedure) -> Iterable[str]:
    """The numbers of its legal basis and of the decision that published it."""
    for text in (*procedure.legal_basis, procedure.decision):
        yield from _NUMBER.findall(text)


def _new_words(known: Iterable[str], says: Sequence[str]) -> Iterable[str]:
    """The sayings that hold a word which the names and the sayings before do not."""
    words = {word for text in known for word in fold(text).split()}
    kept = 0
    for text in says:
        new = set(fold(text).split()) - words
        if new and kept < MOST_SAYINGS:
            words |= new
            kept += 1
            yield text


def _as_json(catalogue: Catalogue, lines: Sequence[Line], shared: int) -> bytes:
    """Column by column, which compresses better than line by line; `authored` lines come first."""
    asked_for = Counter(paper for line in lines for paper in line.papers)
    papers = _Table(lambda paper: asked_for[paper] >= shared)
    numbers, fields = _Table(), _Table()
    body: dict[str, Any] = {
        "authored": sum(line.entry.authored for line in lines),
        "codes": [line.entry.code for line in lines],
        "names": [line.entry.name for line in lines],
        "shorts": [line.short_name for line in lines],
        "says": ["|".join(line.says) for line in lines],
        "levels": [line.entry.level for line in lines],
        "asked": "".join(str(line.entry.asked) for line in lines),
        "field": [fields.place(_field_name(catalogue, line.entry)) for line in lines],
        "number": [numbers.places(line.numbers) for line in lines],
        "paper": [papers.places(line.papers) for line in lines],
    }
    body |= {"fields": fields.texts, "numbers": numbers.texts, "papers": papers.texts}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _field_name(catalogue: Catalogue, entry: Entry) -> str:
    field = catalogue.fields.get(entry.field)
    return field.name if field else entry.field


class _Table:
    """Texts that many lines share, each once, named by its place."""

    def __init__(self, wanted: Callable[[str], bool] = bool) -> None:
        self._wanted = wanted
        self._places: dict[str, int] = {}

    @property
    def texts(self) -> list[str]:
        return list(self._places)

    def place(self, text: str) -> int:
        return self._places.setdefault(text, len(self._places))

    def places(self, texts: Iterable[str]) -> list[int]:
        return [self.place(text) for text in texts if self._wanted(text)]
