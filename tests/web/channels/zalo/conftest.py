"""The stand-in of Zalo, one process for all tests of the room, and gateways that are connected to it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from knowledge.settings import Settings
from tests.web.channels.zalo.fake import FakeZalo, OpenRoom, Room, Time, open_room, with_zalo
from tests.web.channels.zalo.playing import Somebody, Zalo, free_port, gateway_running, keep_tokens, zalo_running
from tests.web.scripted import script
from tests.web.stand_in import StandIn
from web.store.database import Database


@pytest.fixture(scope="session")
def zalo_process() -> Iterator[Zalo]:
    with zalo_running() as zalo:
        yield zalo


@pytest.fixture
def zalo(zalo_process: Zalo) -> Iterator[Zalo]:
    """The stand-in, as if just started."""
    zalo_process.reset()
    yield zalo_process
    zalo_process.control("webhook", on=False)


@pytest.fixture
def connected(settings: Settings, zalo: Zalo, rasa: StandIn) -> Settings:
    """Settings of a gateway that is authorised, whose webhook is entered at Zalo."""
    rasa.script = script
    changed = settings.model_copy(update={**zalo.settings(), "web_port": free_port()})
    keep_tokens(changed, zalo.pair())
    zalo.control("webhook", url=f"http://127.0.0.1:{changed.web_port}/zalo/webhook")
    return changed


@pytest.fixture
def start(connected: Settings) -> Iterator[Callable[..., str]]:
    """Starts a gateway; keyword arguments change settings."""
    with contextlib.ExitStack() as stack:

        def run(**changes: Any) -> str:
            return stack.enter_context(gateway_running(connected.model_copy(update=changes)))

        yield run


@pytest.fixture
def gateway(start: Callable[..., str]) -> str:
    """The address of a running gateway."""
    return start()


@pytest.fixture
def lan(zalo: Zalo) -> Somebody:
    return zalo.person()


@pytest.fixture
def plain_database(tmp_path: Path) -> Iterator[Database]:
    """On SQLite only: for what does not depend on the kind of database."""
    database = Database(f"sqlite:///{tmp_path / 'plain.db'}")
    yield database
    database.close()


@pytest.fixture
def fake() -> FakeZalo:
    return FakeZalo()


@pytest.fixture
def moment() -> Time:
    return Time()


@pytest.fixture
def room(settings: Settings, tmp_path: Path, fake: FakeZalo, moment: Time) -> Iterator[OpenRoom]:
    """Opens the channel on a database of its own; keyword arguments change settings."""
    with contextlib.ExitStack() as stack:

        def make(**changes: Any) -> contextlib.AbstractAsyncContextManager[Room]:
            authorised = changes.pop("authorised", True)
            database = Database(f"sqlite:///{tmp_path / 'room.db'}")
            stack.callback(database.close)
            return open_room(with_zalo(settings, **changes), database, fake, moment, authorised=authorised)

        yield make
