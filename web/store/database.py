"""The one way to the gateway's database: a pool, short transactions, faults with a name."""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import os
import secrets
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import QueuePool

from knowledge.settings import Settings
from web.logs import event
from web.store.tables import METADATA, NOTES

LOCK_PATIENCE = 5.0
"""Seconds a transaction waits for another one before it fails."""
POOL = 10
_CREATING = 0x44_4D_4D  # PostgreSQL's advisory lock while the tables are made: a number of our choice


class StoreUnavailable(Exception):
    """The database cannot be used now: full, locked, read-only or away. The message names the cause for operators."""


class Database:
    """Transactions on the gateway's tables, from any thread.

    Args:
        url: an SQLAlchemy URL; `sqlite:///…` or `postgresql+psycopg2://…`.

    Raises:
        StoreUnavailable: it cannot be opened.
    """

    def __init__(self, url: str) -> None:
        self._engine = _engine(url)
        self._writing = self._engine.execution_options(write=True)
        self.problem = ""
        with self.transaction() as connection:
            if self.shared:
                connection.execute(sa.text(f"SELECT pg_advisory_xact_lock({_CREATING})"))
            METADATA.create_all(connection)

    @classmethod
    def open(cls, settings: Settings) -> Database:
        """The database of these settings; var/web.db when none is named.

        A file that is no database is set aside with the date in its name, and a new one begun: people's messages of
        before are lost, which the log says, but the assistant answers.

        Raises:
            StoreUnavailable: it cannot be opened.
        """
        if settings.database_url:
            return cls(settings.database_url)
        path = settings.var / "web.db"
        prepare_file(path)
        return cls(f"sqlite:///{path}")

    @property
    def shared(self) -> bool:
        """Whether other gateways may use it too."""
        return self._engine.dialect.name == "postgresql"

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A transaction that writes: all of it, or nothing when the block raises.

        Raises:
            StoreUnavailable: the database failed; nothing was written.
        """
        try:
            with self._writing.begin() as connection:
                yield connection
            self.problem = ""
        except sa.exc.SQLAlchemyError as error:
            raise self._unavailable(error) from None

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads.

        Raises:
            StoreUnavailable: the database failed.
        """
        try:
            with self._engine.begin() as connection:
                yield connection
        except sa.exc.SQLAlchemyError as error:
            raise self._unavailable(error) from None

    def probe(self) -> str:
        """Write something: "" when the database works, else the cause."""
        # something new each time: a full disk shows only when a page must be written
        row = {"name": "probe", "value": f'"{secrets.token_hex(1024)}"', "written_at": time.time()}
        write = self.insert(NOTES).values(**row).on_conflict_do_update(index_elements=["name"], set_=row)
        with contextlib.suppress(StoreUnavailable), self.transaction() as connection:
            connection.execute(write)
        return self.problem

    def insert(self, table: sa.Table) -> Any:
        """An INSERT of this database's own kind, which knows `on_conflict_do_nothing` and `…_do_update`."""
        return (postgresql if self.shared else sqlite).insert(table)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def _unavailable(self, error: sa.exc.SQLAlchemyError) -> StoreUnavailable:
        cause = str(getattr(error, "orig", None) or error).strip().splitlines()[0][:200]
        if cause != self.problem:
            event("database_unavailable", logging.ERROR, cause=cause)
        self.problem = cause
        return StoreUnavailable(cause)


def _engine(url: str) -> Engine:
    try:
        if not url.startswith("sqlite"):
            return sa.create_engine(
                url,
                pool_size=POOL,
                max_overflow=POOL,
                pool_pre_ping=True,
                pool_timeout=LOCK_PATIENCE,
                connect_args=_patience(),
            )
        engine = sa.create_engine(
            url,
            poolclass=QueuePool,
            pool_size=POOL,
            connect_args={"check_same_thread": False, "timeout": LOCK_PATIENCE},
        )
    except (sa.exc.ArgumentError, ImportError) as error:
        raise StoreUnavailable(f"DIMOTLAN_DATABASE_URL is not usable: {type(error).__name__}") from None
    sa.event.listen(engine, "connect", _tune)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _patience() -> dict[str, object]:
    """PostgreSQL itself would wait for ever: for an address, for a lock, for a gateway that stands still."""
    milliseconds = round(LOCK_PATIENCE * 1000)
    stalled = f"-c idle_in_transaction_session_timeout={2 * milliseconds}"
    return {"connect_timeout": max(2, round(LOCK_PATIENCE)), "options": f"-c lock_timeout={milliseconds} {stalled}"}


def _tune(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # transactions begin where we say, below
    # FULL: what was accepted is still there after a power cut
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # a transaction that will write takes its lock at once: one that reads first and writes later could not wait for it
    write = connection.get_execution_options().get("write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def prepare_file(path: Path) -> None:
    """Make the folder, set a broken SQLite file aside, and let nobody but the owner read it.

    Raises:
        StoreUnavailable: the folder or the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and _is_broken(path):
            _set_aside(path)
        path.touch(mode=0o600)
        for file in _files(path):
            if file.exists():
                file.chmod(0o600)
    except OSError as error:
        raise StoreUnavailable(f"{path}: {error.strerror}") from None


def _is_broken(path: Path) -> bool:
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=LOCK_PATIENCE)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok")
    except sqlite3.OperationalError:  # locked, full or read-only: not broken
        return False
    except sqlite3.DatabaseError:
        return True


def _set_aside(path: Path) -> None:
    stamp = dt.datetime.now().strftime("%Y%m%d-%H%M%S")
    for file in _files(path):
        if file.exists():
            file.chmod(0o600)
            os.replace(file, file.with_name(f"{file.name}.broken-{stamp}"))
    event("database_set_aside", logging.ERROR, file=path.name, kept_as=f"{path.name}.broken-{stamp}")


def _files(path: Path) -> tuple[Path, ...]:
    return path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")
