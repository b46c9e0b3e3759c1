"""The tables of the record store, and what is read from and written to them."""

from __future__ import annotations

import datetime as dt
import zlib
from dataclasses import dataclass

import sqlalchemy as sa

from knowledge.errors import StoreError
from knowledge.portal.record import KEPT, Record

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
    """One finished import. `fingerprint` is equal for equal contents."""

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
    """What is known of a record without reading it.

    `twin` is equal for provincial twins, `words` are searched beside the name, `page` is the id of the portal's page.
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
    """A record to be written."""

    header: Header
    digest: str
    raw: str
    record: Record


def pack(record: Record) -> bytes:
    """A record as it lies in the database."""
    return zlib.compress(record.model_dump_json(by_alias=True, exclude_defaults=True).encode(), 6)


def unpack(content: bytes) -> Record:
    """The record of `pack`.

    Raises:
        StoreError: the content is damaged.
    """
    try:
        return Record.model_validate_json(zlib.decompress(content), context=KEPT)
    except (zlib.error, ValueError) as error:
        raise StoreError(
            f"the record store is damaged ({short(error)}); restore it, or import into a new one"
        ) from None


def short(error: Exception) -> str:
    """The first line of a database's complaint."""
    return str(error).splitlines()[0][:200]
