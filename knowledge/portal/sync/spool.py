"""What a sync has fetched so far, kept in var/sync/spool.db until all of it is imported.

Each page and each detail is one transaction: a kill -9 loses at most the answer on its way. Beside the run it keeps,
from run to run, what the list said of each record and the day its detail was fetched.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from knowledge.errors import StoreError
from knowledge.portal.files.faults import Fault
from knowledge.portal.files.read import RawRecord, digest_of
from knowledge.portal.sync.plan import Known, Listed

SCHEMA = 1
LIST_KEPT = dt.timedelta(hours=48)
"""An interrupted run goes on with its list when it was begun within this time; else the list is walked anew."""
_TABLES = """
CREATE TABLE IF NOT EXISTS run (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS listed (
    code TEXT PRIMARY KEY, place INTEGER NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL, item TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS unusable (place INTEGER PRIMARY KEY, code TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS fetched (
    code TEXT PRIMARY KEY, digest TEXT NOT NULL, day TEXT NOT NULL, detail BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS failed (code TEXT PRIMARY KEY, times INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS known (
    code TEXT PRIMARY KEY, digest TEXT NOT NULL, refreshed TEXT NOT NULL, kept INTEGER NOT NULL);
"""


class Spool:
    """Open it with `Spool.open`, and hold the lock of the sync while it is open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._db.executescript(_TABLES)

    @classmethod
    @contextlib.contextmanager
    def open(cls, path: Path, *, copy: bool = False) -> Iterator[Spool]:
        """The spool at `path`; a damaged one, or one of another version, is begun anew.

        Args:
            path: its file.
            copy: work on a copy in memory; the file is neither changed nor made.

        Raises:
            StoreError: it cannot be read or written.
        """
        try:
            connection = _copied(path) if copy else _connected(path)
        except (sqlite3.Error, OSError) as error:
            raise StoreError(f"{path}: cannot be opened: {error}; look for space and rights") from None
        with contextlib.closing(connection):
            try:
                yield cls(connection)
            except sqlite3.Error as error:
                raise StoreError(f"{path}: what was fetched cannot be kept: {error}; look for space") from None

    def begin(self, base: str, now: dt.datetime, *, full: bool) -> bool:
        """Begin a run, or go on with the one that was interrupted; tells which.

        What was fetched from another address is forgotten, and so is a list that is too old to go on with.
        """
        with self._db:
            if self._get("base") != base:
                for table in ("known", "fetched", "failed"):
                    self._db.execute(f"DELETE FROM {table}")
                self._forget_run()
                self._set("base", base)
            begun = self._get("begun")
            if begun and not dt.timedelta(0) <= now - dt.datetime.fromisoformat(begun) <= LIST_KEPT:
                self._forget_run()
            resumed = self._get("begun") is not None
            if not resumed:
                self._set("begun", now.isoformat())
            if full:
                self._set("full", "yes")
        return resumed

    @property
    def full(self) -> bool:
        """Whether the run fetches every detail."""
        return self._get("full") == "yes"

    @property
    def cursor(self) -> str | None:
        """Where the walk through the list goes on; None at its beginning."""
        return self._get("cursor")

    @property
    def list_done(self) -> bool:
        """Whether the list was walked to its end."""
        return self._get("list") == "done"

    def add_page(self, page: Iterable[Listed | Fault], cursor: str | None) -> int:
        """Keep a page with the cursor behind it; None ends the list. Gives how many of its items are new."""
        with self._db:
            new = sum(self._add(one) for one in page)
            self._set(*(("list", "done") if cursor is None else ("cursor", cursor)))
        return new

    def _add(self, one: Listed | Fault) -> bool:
        if isinstance(one, Listed):
            row = (one.code, one.place, one.id, one.digest, one.item)
            if self._db.execute("INSERT OR IGNORE INTO listed VALUES (?, ?, ?, ?, ?)", row).rowcount:
                return True
            kept = self._db.execute("SELECT id FROM listed WHERE code = ?", (one.code,)).fetchone()
            if kept[0] == one.id:  # the list moved while it was walked
                return False
            one = Fault(one.place, one.code, "the code stands twice in the list; the first one is kept")
        self._db.execute("INSERT INTO unusable VALUES (?, ?, ?)", (one.line, one.code, one.reason))
        return True

    def forget_list(self) -> None:
        """Walk the list anew; what was fetched stays."""
        with self._db:
            kept = {key: value for key in ("begun", "full") if (value := self._get(key)) is not None}
            self._forget_run()
            for key, value in kept.items():
                self._set(key, value)

    @property
    def places(self) -> int:
        """How many items of the list were read."""
        found = self._db.execute(
            "SELECT max(place) FROM (SELECT place FROM listed UNION ALL SELECT place FROM unusable)"
        )
        return int(found.fetchone()[0] or 0)

    def listed(self) -> Iterator[Listed]:
        """The list, in its order."""
        for code, place, record_id, digest, item in self._db.execute("SELECT * FROM listed ORDER BY place"):
            yield Listed(code, place, record_id, str(json.loads(item).get("name") or ""), digest)

    def list_faults(self) -> list[Fault]:
        """The items of the list that say nothing usable."""
        return [Fault(*row) for row in self._db.execute("SELECT place, code, reason FROM unusable ORDER BY place")]

    def known(self) -> dict[str, Known]:
        """What is remembered from earlier runs, by code."""
        rows = self._db.execute("SELECT code, digest, refreshed, kept FROM known")
        return {row[0]: Known(row[1], dt.date.fromisoformat(row[2]), bool(row[3])) for row in rows}

    def add_detail(self, one: Listed, detail: dict[str, Any], day: dt.date) -> None:
        """Keep a detail."""
        content = json.dumps(detail, ensure_ascii=False, separators=(",", ":"))
        with self._db:
            row = (one.code, one.digest, day.isoformat(), zlib.compress(content.encode(), 1))
            self._db.execute("INSERT OR REPLACE INTO fetched VALUES (?, ?, ?, ?)", row)
            self._db.execute("DELETE FROM failed WHERE code = ?", (one.code,))

    def add_failure(self, code: str) -> None:
        """Remember that a detail was not given: it is asked for last from now on."""
        with self._db:
            self._db.execute(
                "INSERT INTO failed VALUES (?, 1) ON CONFLICT (code) DO UPDATE SET times = times + 1", (code,)
            )

    def failed(self) -> dict[str, int]:
        """How often each detail was not given."""
        return dict(self._db.execute("SELECT code, times FROM failed"))

    def fetched(self) -> dict[str, dt.date]:
        """The codes whose detail is here, as the list still tells of them, with the day it was fetched."""
        rows = self._db.execute("SELECT f.code, f.day FROM fetched f JOIN listed l USING (code, digest)")
        return {code: dt.date.fromisoformat(day) for code, day in rows}

    def contents(self) -> Iterator[RawRecord]:
        """What was fetched, in the shape of a line of a records file; `line` is the place in the list."""
        query = (
            """SELECT l.place, l.item, f.detail FROM fetched f JOIN listed l USING (code, digest) ORDER BY l.place"""
        )
        for place, item, detail in self._db.execute(query):
            content = f'{{"searchItem":{item},"detail":'.encode() + zlib.decompress(detail) + b"}"
            yield RawRecord(place, digest_of(content), content)

    def finish(self, known: dict[str, Known]) -> None:
        """All is imported: remember `known` for the next run and forget the run."""
        with self._db:
            self._db.execute("DELETE FROM known")
            rows = [(code, one.digest, one.refreshed.isoformat(), one.kept) for code, one in known.items()]
            self._db.executemany("INSERT INTO known VALUES (?, ?, ?, ?)", rows)
            self._db.execute("DELETE FROM fetched")
            self._db.execute("DELETE FROM failed WHERE code NOT IN (SELECT code FROM listed)")
            self._forget_run()
        self._db.execute("VACUUM")

    def _forget_run(self) -> None:
        for table in ("listed", "unusable"):
            self._db.execute(f"DELETE FROM {table}")
        self._db.execute("DELETE FROM run WHERE key != 'base'")

    def _get(self, key: str) -> str | None:
        found = self._db.execute("SELECT value FROM run WHERE key = ?", (key,)).fetchone()
        return str(found[0]) if found else None

    def _set(self, key: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO run VALUES (?, ?)", (key, value))


def _connected(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _checked(path)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise  # no space, no rights: the file itself may be sound
        path.unlink()
        return _checked(path)


def _checked(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=3)
    try:
        connection.execute("PRAGMA synchronous=NORMAL")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if tables and version != SCHEMA:
            raise sqlite3.DatabaseError(f"schema {version}")
        if not tables and version != SCHEMA:
            connection.execute(f"PRAGMA user_version={SCHEMA}")
    except BaseException:
        connection.close()
        raise
    return connection


def _copied(path: Path) -> sqlite3.Connection:
    copy = sqlite3.connect(":memory:")
    if path.exists():
        with contextlib.closing(_checked(path)) as source:
            source.backup(copy)
    return copy
