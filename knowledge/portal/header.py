"""The header of a record: what the store keeps of it in readable columns."""

from __future__ import annotations

import datetime as dt
import re

from knowledge.checklist.phrases import short_label
from knowledge.portal.parse.procedure import field_key, level_of, parse_record, title_of
from knowledge.portal.record import Record
from knowledge.portal.store.tables import Header
from knowledge.provinces import province_of
from knowledge.text.fold import fold

MOST_WORDS = 600
"""Characters of the names of documents and results that are searched beside the title."""


def header_of(record: Record) -> Header:
    """What the store keeps in readable columns. The record is parsed, so that nothing unusable is stored.

    Raises:
        ValueError: the record cannot be understood.
    """
    parsed = parse_record(record, dt.date.min)
    procedure = parsed.procedure
    words = [short_label(kind.short or kind.name) for kind in parsed.document_types.values()]
    return Header(
        code=record.code,
        name=procedure.name,
        field=record.field,
        level=str(level_of(record)),
        province=province_of(record.issued_by) or "",
        twin=twin_key(record),
        words=" ".join(dict.fromkeys(words))[:MOST_WORDS],
        page=record.id,
        listed_only=record.listed_only,
    )


def twin_key(record: Record) -> str:
    """Equal for the same procedure of different provinces and the ministry: field, level and bare title."""
    title = re.sub(r"\([^()]*cap (?:xa|tinh|huyen)[^()]*\)", " ", fold(title_of(record.name)))
    return f"{field_key(record.field)}|{level_of(record)}|{re.sub(r'[^a-z0-9]+', ' ', title).strip()}"
