"""What goes through the gateway's database is tested on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from fastapi.testclient import TestClient

from tests.web.chat.asking import Asking, Person, texts
from tests.web.stand_in import StandIn


@pytest.fixture
def make_both(make_client: Callable[..., TestClient], database_url: str) -> Callable[..., TestClient]:
    """As `make_client`, on both databases, for people who are patient."""
    return partial(make_client, database_url=database_url, reply_timeout=10.0)


@pytest.fixture
def person(make_client: Callable[..., TestClient], rasa: StandIn) -> Person:
    """Has been asked the first question."""
    return _asked(make_client(reply_timeout=10.0), rasa)


@pytest.fixture
def person_on_both(make_both: Callable[..., TestClient], rasa: StandIn) -> Person:
    """The same, where the database may make a difference."""
    return _asked(make_both(), rasa)


def _asked(client: TestClient, rasa: StandIn) -> Person:
    rasa.script = Asking()
    person = Person(client)
    assert texts(person.send(text="khai sinh")) == ["Câu hỏi 1?"]
    return person
