"""Which payloads the bot offered in which session. Only those may come back: a payload is a command to the dialogue."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

KEEP_SECONDS = 14 * 24 * 3600
KEEP_PER_SESSION = 300
PRUNE_EVERY = 500
ALWAYS_ALLOWED = frozenset({"/greet", "/start_over"})
"""Payloads that need no offer: the greeting the page asks for, and the start-over button in its header."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS offers (
    session TEXT NOT NULL, payload TEXT NOT NULL, offered_at REAL NOT NULL,
    PRIMARY KEY (session, payload)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS offers_by_time ON offers (offered_at);
"""


class OfferBook:
    """A table in var/web.db. Thread-safe; sessions are stored as hashes.

    Args:
        path: the SQLite file, made when missing.
        clock: seconds since the epoch; tests bring their own.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._clock = clock
        self._lock = threading.Lock()
        self._writes = 0
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=5.0)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.executescript(_SCHEMA)
        self.prune()

    def record(self, session: str, payloads: Iterable[str]) -> None:
        """Remember that these payloads were offered in the session."""
        rows = [(session, payload, self._clock()) for payload in payloads]
        if not rows:
            return
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.executemany("INSERT OR REPLACE INTO offers VALUES (?, ?, ?)", rows)
            self._db.execute(
                "DELETE FROM offers WHERE session = ? AND payload IN (SELECT payload FROM offers WHERE session = ? "
                "ORDER BY offered_at DESC, payload LIMIT -1 OFFSET ?)",
                (session, session, KEEP_PER_SESSION),
            )
            self._db.execute("COMMIT")
            self._writes += 1
            due = self._writes % PRUNE_EVERY == 0
        if due:
            self.prune()

    def allows(self, session: str, payload: str) -> bool:
        """Whether the payload may be sent in the session."""
        if payload in ALWAYS_ALLOWED:
            return True
        if any("\ud800" <= char <= "\udfff" for char in payload):  # half a character: SQLite could not compare it
            return False
        query = "SELECT 1 FROM offers WHERE session = ? AND payload = ? AND offered_at >= ?"
        with self._lock:
            row = self._db.execute(query, (session, payload, self._clock() - KEEP_SECONDS)).fetchone()
        return row is not None

    def prune(self) -> int:
        """Drop rows too old to be accepted; returns how many."""
        with self._lock:
            return self._db.execute("DELETE FROM offers WHERE offered_at < ?", (self._clock() - KEEP_SECONDS,)).rowcount

    def close(self) -> None:
        with self._lock:
            self._db.close()
