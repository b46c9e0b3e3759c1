"""The tables of the record store, and the values read from and written to them."""

from __future__ import annotations

import datetime as dt
import zlib
from dataclasses import dataclass

import sqlalchemy as sa

from knowledge.errors import StoreError
from knowledge.portal.record import ALREADY_CLEAN, Record

METADATA = sa.MetaData()
META = sa.Table("portal_meta", METADATA, sa.Column("key", sa.String, primary_key=True), sa.Column("value", sa.String))
IMPORTS = sa.Table(
    "portal_imports",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("source", sa.String, nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("finished", sa.DateTime, nullable=False),
    sa.Column("fingerprint", sa.String, nullable=False),
    sa.Column("read", sa.Integer, nullable=False),
    sa.Column("new", sa.Integer, nullable=False),
    sa.Column("changed", sa.Integer, nullable=False),
    sa.Column("ended", sa.Integer, nullable=False),
    sa.Column("unusable", sa.Integer, nullable=False),
)
VERSIONS = sa.Table(
    "portal_versions",
    METADATA,
    sa.Column("code", sa.String, primary_key=True),
    sa.Column("since", sa.Integer, primary_key=True),
    sa.Column("until", sa.Integer, index=True),
    sa.Column("digest", sa.String, nullable=False),
    sa.Column("raw", sa.String, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("field", sa.Text, nullable=False),
    sa.Column("level", sa.String, nullable=False),
    sa.Column("province", sa.String, nullable=False),
    sa.Column("twin", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("page", sa.String, nullable=False),
    sa.Column("listed_only", sa.Boolean, nullable=False),
    sa.Column("record", sa.LargeBinary, nullable=False),
)
SEEN = sa.Table(
    "portal_seen",
    METADATA,
    sa.Column("code", sa.String, primary_key=True),
    sa.Column("day", sa.Date, nullable=False),
)
FAULTS = sa.Table(
    "portal_faults",
    METADATA,
    sa.Column("import_id", sa.Integer, primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("line", sa.Integer, nullable=False),
    sa.Column("code", sa.String, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
)


@dataclass(frozen=True)
class Import:
    """A finished import.

    `day` is the day the source shows, `finished` is in UTC, `fingerprint` is equal for equal contents of the store; the
    counts are those of `ImportReport`.
    """

    id: int
    source: str
    day: dt.date
    finished: dt.datetime
    fingerprint: str
    read: int
    new: int
    changed: int
    ended: int
    unusable: int


@dataclass(frozen=True, slots=True)
class Header:
    """What is known about a record without reading it.

    `twin` is equal for provincial twins, `words` are searched beside the name, `page` is the id of its page on the
    portal.
    """

    code: str
    name: str
    field: str
    level: str
    province: str
    twin: str
    words: str
    page: str
    listed_only: bool


@dataclass(frozen=True)
class Version:
    """A record to be written: `digest` of its facts, `raw` of the bytes it was read from."""

    header: Header
    digest: str
    raw: str
    record: Record


def pack(record: Record) -> bytes:
    """A record as bytes for the database (JSON, packed with zlib)."""
    return zlib.compress(record.model_dump_json(by_alias=True, exclude_defaults=True).encode(), 6)


def unpack(content: bytes) -> Record:
    """The record that `pack` made bytes of.

    Raises:
        StoreError: the content is damaged.
    """
    try:
        return Record.model_validate_json(zlib.decompress(content), context=ALREADY_CLEAN)
    except (zlib.error, ValueError) as error:
        raise StoreError(
            f"the record store is damaged ({first_line(error)}); restore it, or import into a new store"
        ) from None


def first_line(error: Exception) -> str:
    """The first line of a database's error message, at most 200 characters."""
    return str(error).splitlines()[0][:200]
