"""A copy of what the assistant keeps of people and messages, made while it serves; and the way back."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import shutil
import sqlite3
from pathlib import Path

from knowledge.settings import Settings

DATABASES = ("web.db", "conversations.db")
"""In this order: a message that is still undone in the first finds its reply in the second, never the other way."""
SECRET = "secret"
ABOUT = "backup.json"


class CannotBackUp(Exception):
    """The message says why, and what to do."""


def back_up(settings: Settings, folder: Path) -> Path:
    """Copy the databases and the secret into a new folder below `folder`, named by the time; its path.

    Raises:
        CannotBackUp: the data are in PostgreSQL, or a file cannot be read or written.
    """
    if settings.database_url:
        raise CannotBackUp("the messages are in PostgreSQL: use pg_dump (docs/operations.md says how)")
    made = dt.datetime.now()
    target = folder / f"dimotlan-{made:%Y%m%d-%H%M%S}"
    try:
        target.mkdir(parents=True, mode=0o700)
        for name in DATABASES:
            if (settings.var / name).exists():
                _copy(settings.var / name, target / name)
        if (settings.var / SECRET).exists():
            shutil.copy2(settings.var / SECRET, target / SECRET)
        (target / ABOUT).write_text(json.dumps({"made": made.isoformat(timespec="seconds")}), encoding="utf-8")
    except (OSError, sqlite3.Error) as error:
        raise CannotBackUp(f"{target}: {error}") from None
    return target


def restore(settings: Settings, backup: Path) -> Path | None:
    """Put a backup in the place of what is there; what was there is kept in a folder whose path is returned.

    Raises:
        CannotBackUp: it is no backup, a file is damaged, or the assistant is running.
    """
    if not (backup / ABOUT).exists():
        raise CannotBackUp(f"{backup} is no backup of this assistant: it has no {ABOUT}")
    for name in DATABASES:
        _check(backup / name)
        _check_unused(settings.var / name)
    before = _set_aside(settings.var)
    for name in (*DATABASES, SECRET):
        if (backup / name).exists():
            shutil.copy2(backup / name, settings.var / name)
            (settings.var / name).chmod(0o600)
    return before


def _copy(source: Path, target: Path) -> None:
    target.touch(mode=0o600)
    with (
        contextlib.closing(sqlite3.connect(source, timeout=30)) as live,
        contextlib.closing(sqlite3.connect(target)) as copy,
    ):
        live.backup(copy)  # the state of one moment, also while others write


def _check(file: Path) -> None:
    if not file.exists():
        return
    try:
        with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        raise CannotBackUp(f"{file} is damaged: {error}") from None
    if answer != "ok":
        raise CannotBackUp(f"{file} is damaged: {answer}")


def _check_unused(file: Path) -> None:
    """Whoever serves keeps connections open, and with them the write-ahead log."""
    if file.exists() and file.with_name(f"{file.name}-wal").exists():
        with contextlib.closing(sqlite3.connect(file, timeout=1)) as connection:
            busy = connection.execute("PRAGMA locking_mode=EXCLUSIVE").fetchone()
            try:
                connection.execute("BEGIN EXCLUSIVE")
                connection.execute("ROLLBACK")
            except sqlite3.OperationalError:
                raise CannotBackUp(f"{file} is in use ({busy[0]}): stop the assistant first") from None


def _set_aside(var: Path) -> Path | None:
    files = [var / f"{name}{end}" for name in DATABASES for end in ("", "-wal", "-shm")]
    files = [file for file in (*files, var / SECRET) if file.exists()]
    if not files:
        return None
    aside = var / f"before-restore-{dt.datetime.now():%Y%m%d-%H%M%S}"
    aside.mkdir(mode=0o700)
    for file in files:
        shutil.move(file, aside / file.name)
    return aside
