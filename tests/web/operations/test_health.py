"""/healthz: ready only when everything is."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import httpx
import pytest
from fastapi.testclient import TestClient

from knowledge.errors import IndexMissing
from knowledge.settings import Settings
from tests.web.disk import Disk
from tests.web.helpers import OneAnswerSearch, out_of_order, wait_for
from tests.web.stand_in import StandIn
from web.channels.channel import PushingChannel
from web.library import Library
from web.operations.health import Health, overall
from web.store.database import Database
from web.wording import load_wording


def _status(client: TestClient) -> tuple[int, Any]:
    reply = client.get("/healthz")
    return reply.status_code, reply.json()


def test_ready_when_all_parts_are(client: TestClient, rasa: StandIn) -> None:
    wait_for(lambda: client.get("/healthz").status_code == 200)
    code, body = _status(client)
    assert (code, body["status"]) == (200, "ok")
    assert body["parts"] == {"rasa": "ok", "actions": "ok", "index": "ok", "database": "ok"}
    assert body["causes"] == {}
    assert body["catalogue"]["authored"] == 1
    assert (body["catalogue"]["refused"], body["sync"]) == ("", None)
    assert rasa.got == []  # the warm-up speaks in a conversation of its own
    rasa.stop()
    code, body = _status(client)
    assert code == 503
    assert body["status"] == "degraded"
    assert body["parts"]["rasa"] == body["parts"]["actions"] == "down"


def test_starting_until_the_dialogue_answers(make_client: Callable[..., TestClient]) -> None:
    code, body = _status(make_client(rasa_port=9, actions_port=9))
    assert code == 503
    assert body["parts"]["rasa"] == body["parts"]["actions"] == "starting"


def test_a_missing_index_is_named_and_found_when_it_is_built(make_client: Callable[..., TestClient]) -> None:
    built = False

    def open_search(*_: object) -> OneAnswerSearch:
        if not built:
            raise IndexMissing("no index")
        return OneAnswerSearch()

    client = make_client(search=open_search)
    wait_for(lambda: client.get("/healthz").json()["parts"]["index"] == "missing")
    assert _status(client)[1]["status"] == "degraded"
    built = True
    wait_for(lambda: client.get("/healthz").status_code == 200)


def test_a_broken_index_does_not_end_the_gateway(make_client: Callable[..., TestClient]) -> None:
    def broken(*_: object) -> object:
        raise ValueError("not an index")

    client = make_client(search=broken)
    wait_for(lambda: client.get("/healthz").json()["parts"]["index"] == "down")
    assert client.post("/api/chat", json={"text": "chào"}).status_code == 200


def test_a_database_that_fails_is_named_until_it_works_again(
    make_client: Callable[..., TestClient], database: Database, database_url: str
) -> None:
    client = make_client(database_url=database_url)
    wait_for(lambda: client.get("/healthz").status_code == 200)
    with out_of_order(database, "notes"):
        code, body = _status(client)
        assert (code, body["status"], body["parts"]["database"]) == (503, "degraded", "down")
        assert "notes" in body["causes"]["database"]
    assert _status(client)[0] == 200


def test_a_disk_that_is_full_is_named(make_client: Callable[..., TestClient], disk: Disk) -> None:
    client = make_client(var=disk.path)
    wait_for(lambda: client.get("/healthz").status_code == 200)
    filler = disk.fill()
    wait_for(lambda: "full" in client.get("/healthz").json()["causes"].get("database", ""), seconds=20)
    filler.unlink()
    assert _status(client)[0] == 200


def test_what_is_wrong_with_a_channel_is_told(settings: Settings) -> None:
    channel = cast(PushingChannel, SimpleNamespace(name="zalo", problems=lambda: {"token": "expires tomorrow"}))
    client = cast(httpx.AsyncClient, None)
    database = cast(Database, SimpleNamespace(problem=""))
    health = Health(settings, client, cast(Library, None), database, load_wording("1"), [channel])
    assert health.causes() == {"zalo: token": "expires tomorrow"}


def test_of_several_servers_those_that_do_not_answer_are_counted(
    make_client: Callable[..., TestClient], rasa: StandIn
) -> None:
    one = f"http://127.0.0.1:{rasa.port}"
    client = make_client(rasa_urls=f"{one},http://127.0.0.1:9")
    wait_for(lambda: client.get("/healthz").status_code == 200)
    assert _status(client)[1]["causes"] == {"rasa": "1 of 2 do not answer"}


@pytest.mark.parametrize(
    ("parts", "status"),
    [
        (["ok", "ok"], "ok"),
        (["ok", "starting"], "starting"),
        (["down", "starting"], "degraded"),
        (["missing", "ok"], "degraded"),
    ],
)
def test_overall(parts: list[str], status: str) -> None:
    assert overall({str(place): state for place, state in enumerate(parts)}) == status
