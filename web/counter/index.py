"""The index that the counter's page searches by itself: all procedures by what clerks type, in one small file."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.catalogue_files.catalogue import Catalogue, Entry
from knowledge.checklist.phrases import short_label
from knowledge.schema.procedure import Procedure
from knowledge.text.fold import fold
from web.counter.letters import table_of, written

LARGEST = 150_000
"""Bytes of the compressed file, at most: it is fetched once over the office's line."""
NEVER = 9
FULLNESS = ((1, 0), (2, 1), (2, 2), (3, 2), (4, 2), (4, 3), (4, NEVER), (6, NEVER), (10, NEVER), (30, NEVER))
"""How many procedures must ask for a paper, and how often an imported procedure must be asked for, that its papers,
sayings and short name stand there: the first pair with which the file is small enough. Authored ones are whole."""
MOST_SAYINGS = {True: 16, False: 4}
"""Sayings of an authored and of an imported procedure."""
LONGEST_PAPER = 60
LONGEST_FORM = 20
"""Characters of a form's number; what is longer explains more than it numbers."""
BETWEEN = "|"
"""Stands between two sayings."""
_NUMBER = re.compile(r"(?<![\d.])\d{1,4}(?:\.\d)?/(?:\d{4}/)?[A-ZĐ][A-ZĐ0-9-]*[A-ZĐ0-9]")
"""The number of a decree, circular or law: 04/2024/TT-BTP, 163/QĐ-BTP."""
_DECISION = "/QĐ-"


@dataclass(frozen=True)
class Line:
    """What a clerk may type for one procedure; the sayings are folded: they are searched, never shown."""

    entry: Entry
    short_name: str
    says: tuple[str, ...]
    numbers: tuple[str, ...]
    papers: tuple[str, ...]


def make_index(catalogue: Catalogue, largest: int = LARGEST) -> bytes:
    """The index as compressed JSON; what helps least is left out until it is small enough.

    Takes seconds for thousands of imported procedures: each record is parsed.
    """
    lines = [line_of(catalogue, code) for code in catalogue.searched()]
    # neighbours that speak of the same things compress better
    lines.sort(key=lambda line: (not line.entry.authored, line.entry.field, line.entry.code))
    first, last = 0, len(FULLNESS) - 1
    packed = _packed(catalogue, lines, last)
    while first < last:  # the fuller the larger: halve
        middle = (first + last) // 2
        fuller = _packed(catalogue, lines, middle)
        if len(fuller) <= largest:
            packed, last = fuller, middle
        else:
            first = middle + 1
    return packed


def _packed(catalogue: Catalogue, lines: Sequence[Line], fullness: int) -> bytes:
    return gzip.compress(_as_json(catalogue, _only(lines, *FULLNESS[fullness])), 9, mtime=0)


def line_of(catalogue: Catalogue, code: str) -> Line:
    """What is typed for one procedure."""
    entry, procedure = catalogue.entries[code], catalogue.procedures[code]
    types = [catalogue.document_types[document.type] for document in procedure.documents]
    forms = [kind.form.number for kind in types if kind.form and 0 < len(kind.form.number) <= LONGEST_FORM]
    papers = [short_label(kind.short or kind.name)[:LONGEST_PAPER].strip() for kind in types]
    return Line(
        entry,
        procedure.short_name,
        tuple(_new_words((entry.name, procedure.short_name), entry))[: MOST_SAYINGS[entry.authored]],
        tuple(dict.fromkeys([*forms, *_laws(procedure, entry.authored)])),
        tuple(dict.fromkeys(papers)),
    )


def _laws(procedure: Procedure, authored: bool) -> Iterable[str]:
    """The numbers of its legal basis; decisions, of which every province has its own, only where it is authored."""
    for text in (*procedure.legal_basis, procedure.decision):
        yield from (number for number in _NUMBER.findall(text) if authored or _DECISION not in number)


def _new_words(known: Iterable[str], entry: Entry) -> Iterable[str]:
    """The folded sayings that hold a word which the names and the sayings before do not."""
    words = {word for text in known for word in fold(text).split()}
    for text in map(fold, entry.aliases):
        if set(text.split()) - words:
            words |= set(text.split())
            yield text


def _only(lines: Sequence[Line], shared: int, asked: int) -> list[Line]:
    """The lines without rare papers, and without what people call imported procedures that few ask for."""
    uses = Counter(paper for line in lines for paper in line.papers)
    return [
        line
        if line.entry.authored
        else Line(
            line.entry,
            line.short_name if line.entry.asked >= asked else "",
            line.says if line.entry.asked >= asked else (),
            line.numbers,
            tuple(paper for paper in line.papers if uses[paper] >= shared),
        )
        for line in lines
    ]


def _as_json(catalogue: Catalogue, lines: Sequence[Line]) -> bytes:
    """Column by column, which compresses better than line by line; the `authored` lines come first."""
    numbers, papers = table_of(line.numbers for line in lines), table_of(line.papers for line in lines)
    fields = table_of([_field_name(catalogue, line.entry)] for line in lines)
    names, shorts = [_words(line.entry.name) for line in lines], [_words(line.short_name) for line in lines]
    said = [_words(f" {BETWEEN} ".join(line.says)) for line in lines]
    in_papers = [_words(paper) for paper in papers]
    words, said_words = table_of([*names, *shorts, *in_papers]), table_of(said)
    body: dict[str, Any] = {
        "authored": sum(line.entry.authored for line in lines),
        "codes": [line.entry.code for line in lines],
        "levels": "".join(line.entry.level[0] for line in lines),
        "asked": "".join(str(line.entry.asked) for line in lines),
        "names": written(names, words),
        "shorts": written(shorts, words),
        "said": written(said, said_words),
        "field": written(([_field_name(catalogue, line.entry)] for line in lines), fields),
        "number": written((line.numbers for line in lines), numbers),
        "paper": written((line.papers for line in lines), papers),
        "papers": written(in_papers, words),
    }
    body |= {"words": words, "said_words": said_words, "numbers": numbers, "fields": fields}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _words(text: str) -> list[str]:
    return text.split()


def _field_name(catalogue: Catalogue, entry: Entry) -> str:
    field = catalogue.fields.get(entry.field)
    return field.name if field else entry.field
