"""What a sync has fetched so far, kept in var/sync/spool.db until all of it is imported.

Each page and each detail is a transaction of its own: a kill -9 loses at most the response on its way. Beside the run,
it remembers from run to run what the list showed of each record and the day its detail was fetched. Plain sqlite3: six
small tables of our own need no ORM.
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
from knowledge.portal.sync.plan import ListedRecord, Remembered

SCHEMA = 1
LIST_KEPT = dt.timedelta(hours=48)
"""An interrupted run goes on with its list if it began within this time; otherwise the list is read again."""
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
    """The pages and details of a run. Open it with `Spool.open`, and hold the lock of the sync while it is open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._db.executescript(_TABLES)

    @classmethod
    @contextlib.contextmanager
    def open(cls, path: Path, *, copy: bool = False) -> Iterator[Spool]:
        """The spool at `path`; a damaged file, or a file of another version, is replaced by an empty spool.

        Args:
            path: its file, created if it is missing.
            copy: work on a copy in memory; the file is neither changed nor created.

        Raises:
            StoreError: it cannot be read or written.
        """
        try:
            connection = _copied(path) if copy else _connected(path)
        except (sqlite3.Error, OSError) as error:
            raise StoreError(f"{path}: cannot be opened: {error}; check the disk space and permissions") from None
        with contextlib.closing(connection):
            try:
                yield cls(connection)
            except sqlite3.Error as error:
                raise StoreError(f"{path}: what was fetched cannot be kept: {error}; check the disk space") from None

    def begin(self, base: str, now: dt.datetime, *, full: bool) -> bool:
        """Begin a run, or go on with the run that was interrupted.

        What was fetched from another address is forgotten, and so is a list that is too old to go on with.

        Returns:
            Whether it goes on with an interrupted run.
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
        """The cursor behind the last page that was read; None at the beginning of the list."""
        return self._get("cursor")

    @property
    def list_done(self) -> bool:
        """Whether the list was read to its end."""
        return self._get("list") == "done"

    def add_page(self, page: Iterable[ListedRecord | Fault], cursor: str | None) -> int:
        """Keep a page with the cursor behind it; None: the list ends with it.

        Returns:
            How many of its items are new.
        """
        with self._db:
            new = sum(self._add(item) for item in page)
            self._set(*(("list", "done") if cursor is None else ("cursor", cursor)))
        return new

    def _add(self, item: ListedRecord | Fault) -> bool:
        if isinstance(item, ListedRecord):
            row = (item.code, item.place, item.id, item.digest, item.item)
            if self._db.execute("INSERT OR IGNORE INTO listed VALUES (?, ?, ?, ?, ?)", row).rowcount:
                return True
            kept = self._db.execute("SELECT id FROM listed WHERE code = ?", (item.code,)).fetchone()
            if kept[0] == item.id:  # the list changed while it was read
                return False
            item = Fault(item.place, item.code, "the code stands twice in the list; the first record is kept")
        self._db.execute("INSERT INTO unusable VALUES (?, ?, ?)", (item.line, item.code, item.reason))
        return True

    def forget_list(self) -> None:
        """Forget the list, so that it is read again; what was fetched stays."""
        with self._db:
            kept = {key: value for key in ("begun", "full") if (value := self._get(key)) is not None}
            self._forget_run()
            for key, value in kept.items():
                self._set(key, value)

    @property
    def places(self) -> int:
        """How many items of the list were read."""
        row = self._db.execute(
            "SELECT max(place) FROM (SELECT place FROM listed UNION ALL SELECT place FROM unusable)"
        ).fetchone()
        return int(row[0] or 0)

    def listed(self) -> Iterator[ListedRecord]:
        """The records of the list, in its order."""
        for code, place, record_id, digest, item in self._db.execute("SELECT * FROM listed ORDER BY place"):
            yield ListedRecord(code, place, record_id, str(json.loads(item).get("name") or ""), digest)

    def list_faults(self) -> list[Fault]:
        """The items of the list that cannot be used."""
        return [Fault(*row) for row in self._db.execute("SELECT place, code, reason FROM unusable ORDER BY place")]

    def remembered(self) -> dict[str, Remembered]:
        """What is remembered from earlier runs, by code."""
        rows = self._db.execute("SELECT code, digest, refreshed, kept FROM known")
        return {row[0]: Remembered(row[1], dt.date.fromisoformat(row[2]), bool(row[3])) for row in rows}

    def add_detail(self, record: ListedRecord, detail: dict[str, Any], day: dt.date) -> None:
        """Keep the detail of a record, fetched on `day`."""
        content = json.dumps(detail, ensure_ascii=False, separators=(",", ":"))
        with self._db:
            row = (record.code, record.digest, day.isoformat(), zlib.compress(content.encode(), 1))
            self._db.execute("INSERT OR REPLACE INTO fetched VALUES (?, ?, ?, ?)", row)
            self._db.execute("DELETE FROM failed WHERE code = ?", (record.code,))

    def add_failure(self, code: str) -> None:
        """Remember that a detail was not given: from now on it is asked for last."""
        with self._db:
            self._db.execute(
                "INSERT INTO failed VALUES (?, 1) ON CONFLICT (code) DO UPDATE SET times = times + 1", (code,)
            )

    def failed(self) -> dict[str, int]:
        """How often each detail was not given, by code."""
        return dict(self._db.execute("SELECT code, times FROM failed"))

    def fetched(self) -> dict[str, dt.date]:
        """The codes whose detail is here and whose list item is still the same, with the day it was fetched."""
        rows = self._db.execute("SELECT f.code, f.day FROM fetched f JOIN listed l USING (code, digest)")
        return {code: dt.date.fromisoformat(day) for code, day in rows}

    def contents(self) -> Iterator[RawRecord]:
        """What was fetched, in the shape of the lines of a records file; `line` is the place in the list."""
        query = "SELECT l.place, l.item, f.detail FROM fetched f JOIN listed l USING (code, digest) ORDER BY l.place"
        for place, item, detail in self._db.execute(query):
            content = f'{{"searchItem":{item},"detail":'.encode() + zlib.decompress(detail) + b"}"
            yield RawRecord(place, digest_of(content), content)

    def finish(self, remembered: dict[str, Remembered]) -> None:
        """All is imported: keep `remembered` (by code) for the next run and forget this run."""
        with self._db:
            self._db.execute("DELETE FROM known")
            rows = [(code, each.digest, each.refreshed.isoformat(), each.kept) for code, each in remembered.items()]
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
        row = self._db.execute("SELECT value FROM run WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else None

    def _set(self, key: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO run VALUES (?, ?)", (key, value))


def _connected(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _checked(path)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise  # no disk space or no permission: the file itself may be sound
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
