"""The imported records with their history, in SQLite (default) or PostgreSQL.

A version of a record holds from one import to another; an import is one transaction, so that a crash leaves the
previous one whole, and an opened catalogue can go on reading the import it was opened with.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import NullPool, QueuePool

from knowledge.errors import StoreError
from knowledge.portal.record import KEPT, Record
from knowledge.settings import Settings

SCHEMA = 1
_LOCK = 0x44_4D_4C  # the advisory lock of an import, any number that is ours
_metadata = sa.MetaData()
_meta = sa.Table("portal_meta", _metadata, sa.Column("key", sa.String, primary_key=True), sa.Column("value", sa.String))
_imports = sa.Table(
    "portal_imports",
    _metadata,
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
_versions = sa.Table(
    "portal_versions",
    _metadata,
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
_seen = sa.Table(
    "portal_seen",
    _metadata,
    sa.Column("code", sa.String, primary_key=True),
    sa.Column("day", sa.Date, nullable=False),
)
_faults = sa.Table(
    "portal_faults",
    _metadata,
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


@dataclass(frozen=True)
class Fault:
    """A record that could not be used: where it stood, its code as far as known, and why."""

    line: int
    code: str
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.code or 'no code'}: {self.reason}"


class RecordStore:
    """The database behind the imported catalogue.

    Args:
        url: an SQLAlchemy URL; `sqlite:///…` or `postgresql+psycopg2://…`.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        try:
            sqlite = url.startswith("sqlite")
            # SQLite keeps a few connections open: opening one takes longer than reading a record
            pooled = {"poolclass": QueuePool, "connect_args": {"check_same_thread": False}} if sqlite else {}
            self._engine = sa.create_engine(url, **(pooled or {"poolclass": NullPool}))
            if self._engine.dialect.name == "sqlite":
                sa.event.listen(self._engine, "connect", _sqlite)
                sa.event.listen(self._engine, "begin", _begin)
            self._prepare()
        except (sa.exc.SQLAlchemyError, ImportError) as error:
            raise StoreError(
                f"the record store {_without_password(url)} cannot be used: {_short(error)}; check DIMOTLAN_RECORDS_URL"
                " and the database"
            ) from None

    @classmethod
    def open(cls, settings: Settings) -> RecordStore:
        """The store of these settings, made when it is not there yet.

        Raises:
            StoreError: the database cannot be reached, or was made by a newer version of this program.
        """
        if not settings.records_url:
            try:
                settings.var.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StoreError(f"{settings.var}: no data folder can be made: {error.strerror}") from None
        return cls(settings.records_url or f"sqlite:///{settings.var / 'records.db'}")

    @staticmethod
    def exists(settings: Settings) -> bool:
        """Whether there is anything to open, without making it."""
        return bool(settings.records_url) or (settings.var / "records.db").exists()

    def _prepare(self) -> None:
        """Make the tables once: opening a store that is there writes nothing, and waits for no import."""
        with self._engine.connect() as connection:
            found = _schema(connection) if sa.inspect(connection).has_table(_meta.name) else None
        if found is None:
            with self._at_once().begin() as connection:
                if connection.dialect.name == "postgresql":
                    connection.execute(sa.text(f"SELECT pg_advisory_xact_lock({_LOCK + 1})"))
                _metadata.create_all(connection)
                found = _schema(connection)
                if found is None:
                    connection.execute(_meta.insert().values(key="schema", value=str(SCHEMA)))
        if found not in (None, str(SCHEMA)):
            raise StoreError(f"the record store has schema {found}, this program {SCHEMA}: use the matching program")

    def _at_once(self) -> Engine:
        """The engine whose transactions take the writer's lock when they begin."""
        return self._engine.execution_options(at_once=True)

    # -- reading ----------------------------------------------------------------------------------------------------

    def latest(self) -> Import | None:
        """The last finished import, or None."""
        return next(iter(self.imports(1)), None)

    def imports(self, limit: int = 50) -> list[Import]:
        """Finished imports, the last first."""
        with self._reading() as connection:
            rows = connection.execute(_imports.select().order_by(_imports.c.id.desc()).limit(limit))
            return [Import(**row._mapping) for row in rows]

    def headers(self, at: int) -> dict[str, Header]:
        """The headers of all records as of import `at`, by code in order."""
        columns = [_versions.c[name] for name in Header.__slots__]
        with self._reading() as connection:
            rows = connection.execute(sa.select(*columns).where(_held(at)).order_by(_versions.c.code))
            return {row[0]: Header(*row) for row in rows}

    def record(self, code: str, at: int) -> tuple[Record, dt.date] | None:
        """A record as of import `at`, with the day it was last seen."""
        query = sa.select(_versions.c.record, _seen.c.day).select_from(
            _versions.outerjoin(_seen, _seen.c.code == _versions.c.code)
        )
        with self._reading() as connection:
            row = connection.execute(query.where(_versions.c.code == code, _held(at))).first()
        return (unpack(row[0]), row[1] or dt.date.today()) if row else None

    def records(self, at: int) -> Iterator[Record]:
        """All records as of import `at`."""
        with self._reading() as connection:
            query = sa.select(_versions.c.record).where(_held(at)).order_by(_versions.c.code)
            for row in connection.execution_options(stream_results=True).execute(query):
                yield unpack(row[0])

    def seen(self) -> dict[str, dt.date]:
        """The day each record was last seen."""
        with self._reading() as connection:
            return {row[0]: row[1] for row in connection.execute(sa.select(_seen.c.code, _seen.c.day))}

    def history(self, code: str) -> list[tuple[Import, Record]]:
        """The versions of a record with the import that brought each, the oldest first."""
        query = sa.select(_imports, _versions.c.record.label("content")).join(
            _versions, _versions.c.since == _imports.c.id
        )
        with self._reading() as connection:
            rows = connection.execute(query.where(_versions.c.code == code).order_by(_versions.c.since)).all()
        return [
            (Import(**{name: row._mapping[name] for name in Import.__dataclass_fields__}), unpack(row.content))
            for row in rows
        ]

    def changed_between(self, old: int, new: int) -> dict[str, tuple[Record | None, Record | None]]:
        """The records that differ between two imports: before and after, None where there was none."""
        touched = sa.or_(
            sa.and_(_versions.c.since > old, _versions.c.since <= new),
            sa.and_(_versions.c.until > old, _versions.c.until <= new),
        )
        columns = (_versions.c.code, _versions.c.digest, _versions.c.record)
        sides: list[dict[str, tuple[str, bytes]]] = []
        with self._reading() as connection:
            for at in (old, new):
                query = sa.select(*columns).where(
                    _held(at), _versions.c.code.in_(sa.select(_versions.c.code).where(touched))
                )
                sides.append({row[0]: (row[1], row[2]) for row in connection.execute(query)})
        before, after = sides
        return {
            code: (
                unpack(before[code][1]) if code in before else None,
                unpack(after[code][1]) if code in after else None,
            )
            for code in sorted({*before, *after})
            if before.get(code, ("",))[0] != after.get(code, ("",))[0]
        }

    def faults(self, import_id: int) -> list[Fault]:
        """What an import could not use."""
        query = sa.select(_faults.c.line, _faults.c.code, _faults.c.reason).where(_faults.c.import_id == import_id)
        with self._reading() as connection:
            return [Fault(*row) for row in connection.execute(query.order_by(_faults.c.place))]

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except sa.exc.SQLAlchemyError as error:
            raise StoreError(f"the record store cannot be read: {_short(error)}") from None

    # -- writing ----------------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def writing(self) -> Iterator[StoreWriter]:
        """One import: everything below is written at once when the block ends, nothing when it raises.

        Raises:
            StoreError: another import is running, or the database refuses.
        """
        try:
            with self._at_once().begin() as connection:
                if self._engine.dialect.name == "postgresql":
                    free = connection.execute(sa.text(f"SELECT pg_try_advisory_xact_lock({_LOCK})")).scalar()
                    if not free:
                        raise StoreError("another import is running; wait until it has ended")
                yield StoreWriter(connection)
        except sa.exc.SQLAlchemyError as error:
            if "database is locked" in str(error):
                raise StoreError("another import is running; wait until it has ended") from None
            raise StoreError(f"the record store cannot be written: {_short(error)}") from None


class StoreWriter:
    """Writes one import; made by `RecordStore.writing`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        last = connection.execute(sa.select(sa.func.max(_imports.c.id))).scalar()
        self.id: int = (last or 0) + 1
        self._current = {
            row[0]: (row[1], row[2], row[3])
            for row in connection.execute(
                sa.select(_versions.c.code, _versions.c.digest, _versions.c.raw, _versions.c.listed_only).where(
                    _versions.c.until.is_(None)
                )
            )
        }

    @property
    def codes(self) -> frozenset[str]:
        """The codes that hold now."""
        return frozenset(self._current)

    def digest(self, code: str) -> str | None:
        """The digest of the version that holds now."""
        found = self._current.get(code)
        return found[0] if found else None

    def raw(self, code: str) -> str | None:
        """The digest of the line that version was read from."""
        found = self._current.get(code)
        return found[1] if found else None

    def listed_only(self, code: str) -> bool:
        """Whether nothing but the list knows the record that holds now."""
        found = self._current.get(code)
        return bool(found and found[2])

    def put(self, versions: Iterable[Version]) -> None:
        """End the versions that hold and begin these."""
        rows = [
            {
                **{name: getattr(one.header, name) for name in Header.__slots__},
                "since": self.id,
                "digest": one.digest,
                "raw": one.raw,
                "record": pack(one.record),
            }
            for one in versions
        ]
        if not rows:
            return
        self.end(row["code"] for row in rows if row["code"] in self._current)
        self._connection.execute(_versions.insert(), rows)
        self._current |= {row["code"]: (row["digest"], row["raw"], row["listed_only"]) for row in rows}

    def reread(self, raws: Mapping[str, str]) -> None:
        """Remember that other bytes say the same."""
        if raws:
            self._connection.execute(
                _versions.update().where(_versions.c.code == sa.bindparam("c"), _versions.c.until.is_(None)),
                [{"c": code, "raw": raw} for code, raw in raws.items()],
            )

    def end(self, codes: Iterable[str]) -> None:
        """These no longer hold."""
        ended = [{"c": code, "until": self.id} for code in codes]
        if ended:
            self._connection.execute(
                _versions.update().where(_versions.c.code == sa.bindparam("c"), _versions.c.until.is_(None)), ended
            )
            for one in ended:
                self._current.pop(str(one["c"]), None)

    def see(self, codes: Iterable[str], day: dt.date) -> None:
        """These were seen on `day`."""
        rows = [{"code": code, "day": day} for code in sorted(codes)]
        if not rows:
            return
        name = self._connection.dialect.name
        insert = sa.dialects.postgresql.insert(_seen) if name == "postgresql" else sa.dialects.sqlite.insert(_seen)
        self._connection.execute(
            insert.on_conflict_do_update(index_elements=["code"], set_={"day": insert.excluded.day}), rows
        )

    def finish(self, source: str, day: dt.date, counts: Mapping[str, int], faults: Iterable[Fault]) -> Import:
        """Write the import itself; the last thing of its transaction."""
        digest = hashlib.sha256()
        for code in sorted(self._current):
            digest.update(f"{code}:{self._current[code][0]}\n".encode())
        done = Import(
            id=self.id,
            source=_plain(source),
            day=day,
            finished=dt.datetime.now(tz=dt.UTC).replace(tzinfo=None, microsecond=0),
            fingerprint=digest.hexdigest()[:32],
            **counts,
        )
        self._connection.execute(_imports.insert().values(**done.__dict__))
        rows = [
            {
                "import_id": self.id,
                "place": place,
                "line": one.line,
                "code": _plain(one.code),
                "reason": _plain(one.reason),
            }
            for place, one in enumerate(faults)
        ]
        if rows:
            self._connection.execute(_faults.insert(), rows)
        return done


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
            f"the record store is damaged ({_short(error)}); restore it, or import into a new one"
        ) from None


def _schema(connection: Connection) -> str | None:
    found = connection.execute(sa.select(_meta.c.value).where(_meta.c.key == "schema")).scalar()
    return str(found) if found is not None else None


def _plain(text: str) -> str:
    """Text that every database takes."""
    return text.encode("utf-8", "replace").decode().replace("\x00", " ")


def _held(at: int) -> Any:
    return sa.and_(_versions.c.since <= at, sa.or_(_versions.c.until.is_(None), _versions.c.until > at))


def _sqlite(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy begins the transactions itself (below)
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout=3000")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _begin(connection: Connection) -> None:
    # a reader must not hold up a writer: only who will write takes the lock, and at once
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("at_once") else "BEGIN")


def _short(error: Exception) -> str:
    return str(error).splitlines()[0][:200]


def _without_password(url: str) -> str:
    try:
        return str(sa.engine.make_url(url).render_as_string(hide_password=True))
    except sa.exc.ArgumentError:
        return "with this address"
