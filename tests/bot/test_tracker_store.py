"""Conversations are kept in SQLite with its write-ahead log."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from rasa.shared.core.domain import Domain

from bot.tracker_store import QuickSqliteTrackerStore


def test_sqlite_writes_ahead_and_does_not_wait_for_the_disk(tmp_path: Path) -> None:
    store = QuickSqliteTrackerStore(Domain.empty(), dialect="sqlite", db=str(tmp_path / "tracker.db"))
    with store.engine.connect() as connection:
        assert connection.execute(sa.text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(sa.text("PRAGMA synchronous")).scalar() == 1  # NORMAL
        assert "events" in sa.inspect(store.engine).get_table_names()
