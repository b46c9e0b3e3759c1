"""Transactions are whole or nothing on both databases; every fault has a name, and the file is the owner's alone."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from knowledge.settings import Settings
from tests.databases import disconnect_others
from tests.web.disk import Disk
from web.store import database as module
from web.store.database import Database, StoreUnavailable, prepare_file
from web.store.notes import Notes
from web.store.tables import METADATA, NOTES, OFFERS


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOCK_PATIENCE", 0.3)


def note(connection: sa.engine.Connection, name: str) -> None:
    connection.execute(NOTES.insert().values(name=name, value="1", written_at=0.0))


def names(database: Database) -> set[str]:
    with database.reading() as connection:
        return set(connection.execute(sa.select(NOTES.c.name)).scalars())


def test_a_transaction_is_whole_or_nothing(database: Database) -> None:
    with database.transaction() as connection:
        note(connection, "a")
        note(connection, "b")

    def half() -> None:
        with database.transaction() as connection:
            note(connection, "c")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert names(database) == {"a", "b"}


def test_a_fault_has_a_name_until_the_database_works_again(database: Database) -> None:

    def half() -> None:
        with database.transaction() as connection:
            note(connection, "a")
            connection.execute(sa.text("SELECT * FROM nonsense"))

    with pytest.raises(StoreUnavailable, match="nonsense"):
        half()
    assert "nonsense" in database.problem
    assert names(database) == set()
    assert database.probe() == database.problem == ""


def test_the_tables_stay_when_it_is_opened_again(database: Database, database_url: str) -> None:
    with database.transaction() as connection:
        note(connection, "a")
    again = Database(database_url)
    assert names(again) == {"a"}
    assert again.shared == database_url.startswith("postgresql")
    with again.reading() as connection:
        assert set(METADATA.tables) <= set(sa.inspect(connection).get_table_names())
    again.close()


def test_several_open_a_new_database_at_once(database_url: str) -> None:
    with ThreadPoolExecutor(6) as pool:
        opened = list(pool.map(Database, [database_url] * 6))
    for database in opened:
        assert names(database) == set()
        database.close()


def test_threads_wait_for_each_other(database: Database) -> None:
    """A transaction that reads first and writes later must not fail because another one wrote between."""
    with database.transaction() as connection:
        connection.execute(NOTES.insert().values(name="sum", value="0", written_at=0.0))
    mine = sa.select(NOTES.c.value).where(NOTES.c.name == "sum").with_for_update()

    def add(_: int) -> None:
        with database.transaction() as connection:
            value = int(connection.execute(mine).scalar_one())
            connection.execute(NOTES.update().where(NOTES.c.name == "sum").values(value=str(value + 1)))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(60)))
    assert Notes(database).read("sum") == 60


def test_an_insert_knows_conflicts(database: Database) -> None:
    for value in ("1", "2"):
        row = {"name": "a", "value": value, "written_at": 0.0}
        insert = database.insert(NOTES).values(**row).on_conflict_do_update(index_elements=["name"], set_=row)
        with database.transaction() as connection:
            connection.execute(insert)
    assert Notes(database).read("a") == 2


@pytest.mark.usefixtures("impatient")
def test_whoever_waits_too_long_for_another_transaction_is_told(database_url: str) -> None:
    first, second = Database(database_url), Database(database_url)
    Notes(first).write("a", 1)
    started = time.monotonic()
    with first.transaction() as connection:
        connection.execute(NOTES.update().values(value="2"))
        with pytest.raises(StoreUnavailable, match="lock"):
            Notes(second).write("a", 3)
        assert Notes(second).read("a") == 1  # a reader is not held up
    assert 0.2 < time.monotonic() - started < 3
    assert Notes(second).read("a") == 2
    Notes(second).write("a", 3)
    first.close()
    second.close()


def test_a_restart_of_the_server_costs_nothing(postgres_url: str) -> None:
    database = Database(postgres_url)
    Notes(database).write("a", 1)
    with sa.create_engine(postgres_url, isolation_level="AUTOCOMMIT").connect() as connection:
        disconnect_others(connection)
    assert Notes(database).read("a") == 1
    database.close()


def test_a_server_that_goes_away_in_a_transaction_is_a_fault(postgres_url: str) -> None:
    database = Database(postgres_url)

    def half() -> None:
        with database.transaction() as connection:
            note(connection, "a")
            with sa.create_engine(postgres_url, isolation_level="AUTOCOMMIT").connect() as other:
                disconnect_others(other)

    with pytest.raises(StoreUnavailable):
        half()
    assert database.problem
    assert names(database) == set()
    database.close()


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "oracle+nothing://x",
        "postgresql+asyncpg://x/y",
        "sqlite:////nowhere/at/all/web.db",
        "postgresql+psycopg2://postgres:secret@127.0.0.1:1/x",
    ],
)
def test_an_address_that_leads_nowhere(url: str) -> None:
    with pytest.raises(StoreUnavailable) as caught:
        Database(url)
    assert str(caught.value)
    assert "secret" not in str(caught.value)


# -- the file of SQLite ---------------------------------------------------------------------------------------------


def modes(folder: Path) -> set[str]:
    return {oct(file.stat().st_mode & 0o777) for file in folder.glob("web.db*")}


def test_without_an_address_it_is_a_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path / "not" / "there", database_url="")
    database = Database.open(settings)
    Notes(database).write("a", 1)
    assert len(list(settings.var.glob("web.db*"))) == 3  # with the log and its index
    assert modes(settings.var) == {"0o600"}
    database.close()
    (settings.var / "web.db").chmod(0o644)
    again = Database.open(settings)
    assert Notes(again).read("a") == 1
    assert modes(settings.var) == {"0o600"}
    again.close()


def test_an_address_goes_before_the_file(tmp_path: Path, database_url: str) -> None:
    Database.open(Settings(var=tmp_path, database_url=database_url)).close()
    assert not (tmp_path / "web.db").exists()


def test_what_was_accepted_is_on_the_disk(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'web.db'}")
    with database.reading() as connection:
        assert connection.execute(sa.text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(sa.text("PRAGMA synchronous")).scalar() == 2  # FULL
    database.close()


def damaged(path: Path, how: str) -> None:
    database = Database(f"sqlite:///{path}")
    with database.transaction() as connection:
        connection.execute(
            NOTES.insert(), [{"name": f"n{number}", "value": "x" * 100, "written_at": 0.0} for number in range(200)]
        )
    database.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = path.read_bytes()
    if how == "garbage":
        content = b"no database " * 1000
    elif how == "cut":
        content = content[: len(content) // 2]
    else:
        content = content[:4096] + b"\xff" * 8192 + content[4096 + 8192 :]
    path.write_bytes(content)


@pytest.mark.parametrize("how", ["garbage", "cut", "overwritten"])
def test_a_broken_file_is_set_aside_and_a_new_one_begun(tmp_path: Path, how: str) -> None:
    damaged(tmp_path / "web.db", how)
    broken = (tmp_path / "web.db").read_bytes()
    (tmp_path / "web.db").chmod(0o644)
    database = Database.open(Settings(var=tmp_path, database_url=""))
    assert names(database) == set()
    Notes(database).write("a", 1)
    (kept,) = tmp_path.glob("web.db.broken-*")
    assert kept.read_bytes() == broken
    assert modes(tmp_path) == {"0o600"}  # people's words are in the broken one too
    database.close()


def test_a_file_of_a_release_before_goes_on(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "web.db")) as connection:
        connection.execute(
            "CREATE TABLE offers (session TEXT NOT NULL, payload TEXT NOT NULL, offered_at REAL NOT NULL, "
            "PRIMARY KEY (session, payload)) WITHOUT ROWID"
        )
        connection.execute("INSERT INTO offers VALUES ('s', '/x', 1.0)")
        connection.commit()
    database = Database.open(Settings(var=tmp_path, database_url=""))
    with database.reading() as connection:
        assert connection.execute(sa.select(OFFERS.c.payload)).scalar() == "/x"
    assert not list(tmp_path.glob("*.broken-*"))
    database.close()


@pytest.mark.usefixtures("impatient")
def test_a_locked_file_is_not_broken(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path, database_url="")
    database = Database.open(settings)
    Notes(database).write("a", 1)
    database.close()
    with closing(sqlite3.connect(tmp_path / "web.db", isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreUnavailable, match="locked"):
            Database.open(settings)
    again = Database.open(settings)
    assert Notes(again).read("a") == 1
    assert not list(tmp_path.glob("*.broken-*"))
    again.close()


def test_a_file_where_the_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file")
    with pytest.raises(StoreUnavailable, match=r"web\.db"):
        prepare_file(tmp_path / "var" / "web.db")


@pytest.fixture
def on_disk(disk: Disk) -> Iterator[Database]:
    database = Database.open(Settings(var=disk.path, database_url=""))
    yield database
    database.close()


def test_a_full_disk_is_a_fault_and_nothing_is_lost(on_disk: Database, disk: Disk) -> None:
    notes = Notes(on_disk)
    notes.write("before", 1)
    filler = disk.fill()

    def write_much() -> None:
        for number in range(100):
            notes.write("big", str(number) * 50_000)

    with pytest.raises(StoreUnavailable, match="full"):
        write_much()
    assert on_disk.problem
    assert notes.read("before") == 1
    filler.unlink()
    notes.write("after", 2)
    assert (notes.read("before"), notes.read("after"), on_disk.problem) == (1, 2, "")


def test_a_read_only_disk_is_a_fault_and_passes(on_disk: Database, disk: Disk) -> None:
    notes = Notes(on_disk)
    notes.write("before", 1)
    on_disk.close()  # open files would keep the disk from being made read-only
    disk.remount("ro")
    assert on_disk.probe()
    with pytest.raises(StoreUnavailable):
        Database.open(Settings(var=disk.path, database_url=""))
    disk.remount("rw")
    assert on_disk.probe() == ""
    assert notes.read("before") == 1


def test_many_threads_share_the_pool(database: Database) -> None:
    """More threads than connections: they wait, none fails."""
    start = threading.Barrier(30)

    def write(number: int) -> None:
        start.wait()
        Notes(database).write(f"n{number}", number)

    with ThreadPoolExecutor(30) as pool:
        list(pool.map(write, range(30)))
    assert len(names(database)) == 30
