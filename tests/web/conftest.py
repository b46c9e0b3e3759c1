"""The real gateway in front of a stand-in dialogue, with a small catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from knowledge.settings import Settings
from tests.databases import database_url, postgres, postgres_url
from tests.web.disk import disk
from tests.web.helpers import CATALOGUE, open_search
from tests.web.stand_in import StandIn
from web import app
from web.app import create_app
from web.store.database import Database
from web.wording import load_wording

__all__ = ["database_url", "disk", "postgres", "postgres_url"]


@pytest.fixture(autouse=True, scope="session")
def wording_read_once() -> Iterator[None]:
    """Every test starts a gateway of its own: reading the sentences takes longer than the rest of the start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "load_wording", lru_cache(load_wording))
        yield


@pytest.fixture
def rasa() -> Iterator[StandIn]:
    stand_in = StandIn()
    yield stand_in
    stand_in.stop()


@pytest.fixture
def settings(tmp_path: Path, rasa: StandIn) -> Settings:
    return Settings(
        var=tmp_path,
        catalogue=CATALOGUE,
        rasa_port=rasa.port,
        actions_port=rasa.port,
        reply_timeout=2.0,
        rate_per_minute=1000,
    )


@pytest.fixture
def make_client(settings: Settings) -> Iterator[Callable[..., TestClient]]:
    """Starts the gateway; keyword arguments change settings, `search` the search."""
    opened: list[TestClient] = []

    def make(search: Any = open_search, **changes: Any) -> TestClient:
        client = TestClient(create_app(settings.model_copy(update=changes), search))
        client.__enter__()
        opened.append(client)
        return client

    yield make
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def client(make_client: Callable[..., TestClient]) -> TestClient:
    return make_client()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """The gateway's database, new and empty, on SQLite and on PostgreSQL."""
    database = Database(database_url)
    yield database
    database.close()
