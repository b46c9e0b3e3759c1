"""The imported records and their history, in SQLite (default) or PostgreSQL.

A version of a record is valid from an import until a later import. Each import is a single transaction: a crash leaves
the previous import whole, and a catalogue that is open keeps reading the import it was opened with.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa
import tenacity
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import NullPool, QueuePool

from knowledge.errors import StoreError
from knowledge.portal.files.faults import Fault
from knowledge.portal.record import Record
from knowledge.portal.store.tables import (
    FAULTS,
    IMPORTS,
    META,
    METADATA,
    SEEN,
    VERSIONS,
    Header,
    Import,
    first_line,
    unpack,
)
from knowledge.portal.store.writer import StoreWriter
from knowledge.settings import Settings

SCHEMA = 1
_LOCK = 0x44_4D_4C  # the advisory lock that an import holds in PostgreSQL: a number of our choice


class RecordStore:
    """The database behind the imported catalogue.

    Args:
        url: an SQLAlchemy URL; `sqlite:///…` or `postgresql+psycopg2://…`.

    Raises:
        StoreError: the database cannot be used, or was made by another version of this program.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        try:
            sqlite = url.startswith("sqlite")
            # for SQLite a few connections stay open: opening a connection takes longer than reading a record
            pooled = {"poolclass": QueuePool, "connect_args": {"check_same_thread": False}} if sqlite else {}
            self._engine = sa.create_engine(url, **(pooled or {"poolclass": NullPool}))
            if self._engine.dialect.name == "sqlite":
                sa.event.listen(self._engine, "connect", _sqlite)
                sa.event.listen(self._engine, "begin", _begin)
            _retry_while_locked(self._prepare)
        except (sa.exc.SQLAlchemyError, ImportError) as error:
            raise StoreError(
                f"the record store {_without_password(url)} cannot be used: {first_line(error)}; "
                "check DIMOTLAN_RECORDS_URL and the database"
            ) from None

    @classmethod
    def open(cls, settings: Settings) -> RecordStore:
        """The store of these settings; it is created if it does not exist yet.

        Raises:
            StoreError: the database cannot be reached, or was made by another version of this program.
        """
        if not settings.records_url:
            try:
                settings.var.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StoreError(f"{settings.var}: no data folder can be created there: {error.strerror}") from None
        return cls(settings.records_url or f"sqlite:///{settings.var / 'records.db'}")

    @staticmethod
    def exists(settings: Settings) -> bool:
        """Whether there is a store to open; nothing is created."""
        return bool(settings.records_url) or (settings.var / "records.db").exists()

    def _prepare(self) -> None:
        """Create the tables once. Opening an existing store writes nothing and does not wait for a running import."""
        with self._engine.connect() as connection:
            schema = _schema(connection) if sa.inspect(connection).has_table(META.name) else None
        if schema is None:
            with self._write_engine().begin() as connection:
                if connection.dialect.name == "postgresql":
                    connection.execute(sa.text(f"SELECT pg_advisory_xact_lock({_LOCK + 1})"))
                METADATA.create_all(connection)
                schema = _schema(connection)
                if schema is None:
                    connection.execute(META.insert().values(key="schema", value=str(SCHEMA)))
        if schema not in (None, str(SCHEMA)):
            raise StoreError(f"the record store has schema {schema}, this program {SCHEMA}: use the matching program")

    def _write_engine(self) -> Engine:
        """The engine whose transactions take the write lock when they begin."""
        return self._engine.execution_options(write=True)

    # -- reading ----------------------------------------------------------------------------------------------------

    def latest(self) -> Import | None:
        """The last finished import, or None."""
        return next(iter(self.imports(1)), None)

    def imports(self, limit: int = 50) -> list[Import]:
        """Finished imports, the latest first."""
        with self._reading() as connection:
            rows = connection.execute(IMPORTS.select().order_by(IMPORTS.c.id.desc()).limit(limit))
            return [Import(**row._mapping) for row in rows]

    def headers(self, at: int) -> dict[str, Header]:
        """The headers of all records as of the import with the id `at`, by code, sorted by code."""
        columns = [VERSIONS.c[name] for name in Header.__slots__]
        with self._reading() as connection:
            rows = connection.execute(sa.select(*columns).where(_valid(at)).order_by(VERSIONS.c.code))
            return {row[0]: Header(*row) for row in rows}

    def record(self, code: str, at: int) -> tuple[Record, dt.date] | None:
        """A record as of the import with the id `at`, with the day it was last seen; None if it was not there."""
        query = sa.select(VERSIONS.c.record, SEEN.c.day).select_from(
            VERSIONS.outerjoin(SEEN, SEEN.c.code == VERSIONS.c.code)
        )
        with self._reading() as connection:
            row = connection.execute(query.where(VERSIONS.c.code == code, _valid(at))).first()
        return (unpack(row[0]), row[1] or dt.date.today()) if row else None

    def seen(self) -> dict[str, dt.date]:
        """The day each record was last seen."""
        with self._reading() as connection:
            return {row[0]: row[1] for row in connection.execute(sa.select(SEEN.c.code, SEEN.c.day))}

    def history(self, code: str) -> list[tuple[Import, Record]]:
        """The versions of a record, each with the import that brought it, the oldest first."""
        query = sa.select(IMPORTS, VERSIONS.c.record.label("content")).join(VERSIONS, VERSIONS.c.since == IMPORTS.c.id)
        with self._reading() as connection:
            rows = connection.execute(query.where(VERSIONS.c.code == code).order_by(VERSIONS.c.since)).all()
        return [
            (Import(**{name: row._mapping[name] for name in Import.__dataclass_fields__}), unpack(row.content))
            for row in rows
        ]

    def changed_between(self, old: int, new: int) -> dict[str, tuple[Record | None, Record | None]]:
        """The records that differ between two imports (ids): code → before and after; None: it was not there."""
        touched = sa.or_(
            sa.and_(VERSIONS.c.since > old, VERSIONS.c.since <= new),
            sa.and_(VERSIONS.c.until > old, VERSIONS.c.until <= new),
        )
        columns = (VERSIONS.c.code, VERSIONS.c.digest, VERSIONS.c.record)
        sides: list[dict[str, tuple[str, bytes]]] = []
        with self._reading() as connection:
            for at in (old, new):
                query = sa.select(*columns).where(
                    _valid(at), VERSIONS.c.code.in_(sa.select(VERSIONS.c.code).where(touched))
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
        """The records that an import could not use, in their order."""
        query = sa.select(FAULTS.c.line, FAULTS.c.code, FAULTS.c.reason).where(FAULTS.c.import_id == import_id)
        with self._reading() as connection:
            return [Fault(*row) for row in connection.execute(query.order_by(FAULTS.c.place))]

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except sa.exc.SQLAlchemyError as error:
            raise StoreError(f"the record store cannot be read: {first_line(error)}") from None

    # -- writing ----------------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def writing(self) -> Iterator[StoreWriter]:
        """A single import: all of it is written when the block ends, nothing if the block raises.

        Raises:
            StoreError: another import is running, or the database cannot be written.
        """
        try:
            with self._write_engine().begin() as connection:
                if self._engine.dialect.name == "postgresql":
                    free = connection.execute(sa.text(f"SELECT pg_try_advisory_xact_lock({_LOCK})")).scalar()
                    if not free:
                        raise StoreError("another import is running; wait until it has ended")
                yield StoreWriter(connection)
        except sa.exc.SQLAlchemyError as error:
            if "database is locked" in str(error):
                raise StoreError("another import is running; wait until it has ended") from None
            raise StoreError(f"the record store cannot be written: {first_line(error)}") from None


def _schema(connection: Connection) -> str | None:
    schema = connection.execute(sa.select(META.c.value).where(META.c.key == "schema")).scalar()
    return str(schema) if schema is not None else None


def _valid(at: int) -> Any:
    return sa.and_(VERSIONS.c.since <= at, sa.or_(VERSIONS.c.until.is_(None), VERSIONS.c.until > at))


def _retry_while_locked(prepare: Callable[[], None]) -> None:
    """SQLite does not wait when another process is switching the same new file to WAL: try again."""
    tenacity.Retrying(
        stop=tenacity.stop_after_delay(10),
        wait=tenacity.wait_random(0.02, 0.2),
        retry=tenacity.retry_if_exception(
            lambda error: isinstance(error, sa.exc.OperationalError) and "locked" in str(error)
        ),
        reraise=True,
    )(prepare)


def _sqlite(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy begins the transactions itself (below)
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout=3000")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _begin(connection: Connection) -> None:
    # readers must not block a writer: only a transaction that writes takes the lock, and takes it when it begins
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("write") else "BEGIN")


def _without_password(url: str) -> str:
    try:
        return str(sa.engine.make_url(url).render_as_string(hide_password=True))
    except sa.exc.ArgumentError:
        return "with this address"
