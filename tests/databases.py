"""An empty database for a test, on SQLite and on PostgreSQL. Conftests import the fixtures from here."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

POSTGRES = os.environ.get("DIMOTLAN_TEST_POSTGRES", "postgresql+psycopg2://postgres@127.0.0.1:5432/postgres")
MEMORY = Path("/dev/shm")
_OTHERS = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A database of this session on the PostgreSQL server; dropped at the end."""
    server = sa.create_engine(POSTGRES, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 2})
    name = f"dimotlan_test_{secrets.token_hex(4)}"
    try:
        with server.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
            # nobody pulls the plug during a test: what is written need not reach the disk before it goes on
            connection.exec_driver_sql(f"ALTER DATABASE {name} SET synchronous_commit = off")
    except sa.exc.OperationalError as error:
        pytest.skip(f"no PostgreSQL at {POSTGRES}: {str(error).splitlines()[0]}")
    yield POSTGRES.rpartition("/")[0] + "/" + name
    with server.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    server.dispose()


@pytest.fixture
def postgres_url(postgres: str) -> str:
    """The address of the database of this session, emptied; whoever was still connected is not any more."""
    engine = sa.create_engine(postgres, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        disconnect_others(connection)
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    return postgres


def disconnect_others(connection: sa.engine.Connection) -> None:
    """End every other connection to the PostgreSQL database, as a restart of the server does."""
    connection.exec_driver_sql(f"SELECT pg_terminate_backend(pid) {_OTHERS}")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of an empty database, on SQLite (in memory where the machine has such a folder) and on PostgreSQL."""
    if request.param == "sqlite":
        with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
            yield f"sqlite:///{folder}/empty.db"
    else:
        yield str(request.getfixturevalue("postgres_url"))
