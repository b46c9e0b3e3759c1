"""Everything that goes through the gateway's database is tested on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from knowledge.settings import Settings
from tests.web.chat.asking import Asking, Person, texts
from tests.web.stand_in import StandIn


@pytest.fixture
def settings(settings: Settings, database_url: str) -> Settings:
    return settings.model_copy(update={"database_url": database_url})


@pytest.fixture
def person(make_client: Callable[..., TestClient], rasa: StandIn) -> Person:
    """Has been asked the first question."""
    rasa.script = Asking()
    person = Person(make_client(reply_timeout=10.0))
    assert texts(person.send(text="khai sinh")) == ["Câu hỏi 1?"]
    return person
