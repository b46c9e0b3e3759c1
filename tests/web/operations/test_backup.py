"""A backup made while the assistant serves is whole, and comes back as it was."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from knowledge.settings import Settings
from web.chat.exchange import Sent
from web.chat.inbox import Inbox
from web.operations.backup import CannotBackUp, back_up, restore
from web.store.database import Database


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(var=tmp_path / "var")
    Database.open(settings).close()
    (settings.var / "secret").write_text("x" * 64)
    return settings


def senders(settings: Settings) -> list[str]:
    database = Database.open(settings)
    try:
        return Inbox(database).undone()
    finally:
        database.close()


def hear(settings: Settings, *people: str) -> None:
    database = Database.open(settings)
    for sender in people:
        Inbox(database).accept(sender, Sent(content="xin chào", typed=True), 9)
    database.close()


def test_what_was_there_comes_back_and_what_came_since_is_kept_aside(settings: Settings, tmp_path: Path) -> None:
    hear(settings, "web:a")
    backup = back_up(settings, tmp_path / "backups")
    hear(settings, "web:b")
    (settings.var / "secret").write_text("y" * 64)
    before = restore(settings, backup)
    assert senders(settings) == ["web:a"]
    assert (settings.var / "secret").read_text() == "x" * 64
    assert before is not None
    assert (before / "secret").read_text() == "y" * 64
    assert all((file.stat().st_mode & 0o077) == 0 for file in (backup / "web.db", settings.var / "web.db"))


def test_a_copy_made_while_others_write_is_whole(settings: Settings, tmp_path: Path) -> None:
    database = Database.open(settings)
    inbox, stop = Inbox(database), threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            inbox.accept(f"web:{number}", Sent(content="x", typed=True, message_id="1"), 9)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        backups = [back_up(settings, tmp_path / f"backups{number}") for number in range(3)]
    finally:
        stop.set()
        writer.join()
    database.close()
    counts = []
    for backup in backups:
        connection = sqlite3.connect(backup / "web.db")
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        messages = connection.execute("SELECT COUNT(*) FROM messages").fetchone()[0]
        assert messages == connection.execute("SELECT COUNT(*) FROM conversations").fetchone()[0]
        counts.append(messages)
        connection.close()
    assert counts == sorted(counts)


def test_nothing_is_restored_under_a_running_assistant(settings: Settings, tmp_path: Path) -> None:
    backup = back_up(settings, tmp_path / "backups")
    database = Database.open(settings)
    with database.transaction(), pytest.raises(CannotBackUp, match="stop the assistant"):
        restore(settings, backup)
    database.close()


@pytest.mark.parametrize("damage", ["no backup", "damaged"])
def test_what_is_no_backup_changes_nothing(settings: Settings, tmp_path: Path, damage: str) -> None:
    hear(settings, "web:a")
    backup = back_up(settings, tmp_path / "backups")
    if damage == "no backup":
        (backup / "backup.json").unlink()
    else:
        (backup / "web.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    with pytest.raises(CannotBackUp):
        restore(settings, backup)
    assert senders(settings) == ["web:a"]


def test_postgresql_has_tools_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(CannotBackUp, match="pg_dump"):
        back_up(Settings(var=tmp_path, database_url="postgresql+psycopg2://x/y"), tmp_path)
