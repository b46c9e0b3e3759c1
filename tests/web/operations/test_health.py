"""/healthz: ready only when everything is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from knowledge.errors import IndexMissing
from tests.web.helpers import OneAnswerSearch, wait_for
from tests.web.stand_in import StandIn
from web.operations.health import overall


def _status(client: TestClient) -> tuple[int, Any]:
    reply = client.get("/healthz")
    return reply.status_code, reply.json()


def test_ready_when_all_parts_are(client: TestClient, rasa: StandIn) -> None:
    wait_for(lambda: client.get("/healthz").status_code == 200)
    code, body = _status(client)
    assert (code, body["status"]) == (200, "ok")
    assert body["parts"] == {"rasa": "ok", "actions": "ok", "index": "ok"}
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
