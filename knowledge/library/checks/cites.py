"""`knowledge check`: what need not be brought says how that is known, and what it quotes is still published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.library.checks.words import check_words
from knowledge.portal.record import Record

GAP = " … "
"""Stands between the pieces of a sentence that are quoted."""
_LAW = re.compile(r"\d+(?:\.\d+)?/(?:\d{4}/)?[A-ZĐ]")


class Records(Protocol):
    """The published records, by code."""

    def record(self, code: str) -> Record | None: ...


def cite_faults(catalogue: Catalogue, records: Records | None = None) -> Iterator[str]:
    """A paper that is not needed without `cites` or `basis`; with records: a quotation that its record does not hold.

    A citation that names a law ("53/2025/TT-BCA, mẫu CT01") is not looked for in the record.

    Args:
        catalogue: whose authored procedures are read.
        records: None while nothing was imported.
    """
    for code, path in sorted(catalogue.authored.items()):
        procedure = catalogue.procedures[code]
        quoted = [entry for entry in procedure.not_needed if entry.cites and not _LAW.search(entry.cites)]
        codes = [code, *(old.code for old in procedure.replaces)]
        found = [record for each in codes if records and (record := records.record(each))] if quoted else []
        text = plain_text([record.model_dump() for record in found])
        for index, entry in enumerate(procedure.not_needed):
            place = f"{path.parent.name}/{path.name}: not_needed.{index}: {entry.type!r}"
            if not (entry.cites or entry.basis):
                yield f"{place} does not say how that is known (`cites`, or `basis: silence`)"
            elif text and entry in quoted and not holds(text, entry.cites):
                yield f"{place} quotes what its record does not say: {entry.cites}"


def look_up_faults(catalogue: Catalogue, records: Records) -> Iterator[str]:
    """A paper that its type says the office looks up, in a procedure whose record never speaks of looking anything up.

    The sentence of a type is told wherever the paper is asked for: who believes it leaves the paper at home.

    Args:
        catalogue: whose authored procedures are read; those of an unverified source are told as such already.
        records: the published ones.
    """
    words = check_words().looks_up
    types = catalogue.document_types
    for code, path in sorted(catalogue.authored.items()):
        procedure = catalogue.procedures[code]
        asked = sorted({entry.type for entry in procedure.documents if types[entry.type].looked_up})
        record = records.record(code) if asked and procedure.source.verified else None
        if record is None:
            continue
        text = plain_text(record.model_dump())
        if not any(word in text for word in words):
            place = f"{path.parent.name}/{path.name}"
            yield from (f"{place}: {kind!r} has `looked_up`, its record says nothing of the kind" for kind in asked)


def holds(text: str, cites: str) -> bool:
    """Whether the pieces of a quotation stand in a text, one after the other and close together."""
    pieces = [re.escape(_plain(piece)) for piece in cites.split(GAP.strip())]
    return re.search(r".{0,400}?".join(pieces), text) is not None


def plain_text(value: object) -> str:
    """Every text in a record, a procedure or several, as one: in lower case, with single spaces."""
    return _plain(" ".join(_texts(value)))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().lower()


def _texts(value: object) -> Iterator[str]:
    """Every text in nested mappings and lists, in its order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, Sequence):
        for each in value:
            yield from _texts(each)
