"""The action server answers only the parts of its own assistant."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from rasa_sdk.endpoint import create_app
from sanic import Sanic
from sanic.touchup import TouchUp

from actions.__main__ import SECRET_HEADER, accept_only


@pytest.fixture
async def server(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx.AsyncClient]:
    """The real application, with the secret that the test names."""
    run = TouchUp.run

    def run_once(app: Sanic) -> None:
        # Sanic rewrites its own methods when it starts; the second time in a process there is nothing to rewrite
        with contextlib.suppress(KeyError):
            run(app)

    monkeypatch.setattr(TouchUp, "run", run_once)
    monkeypatch.setattr(Sanic, "test_mode", True)  # an application of this name may have been made before
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app: Sanic = create_app("actions")
    accept_only(app, request.param)
    serving: Any = await app.create_server("127.0.0.1", port, return_asyncio_server=True, access_log=False)
    await serving.startup()
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        yield client
    serving.close()
    await serving.wait_closed()


BODY = {"next_action": "none_such", "tracker": {"sender_id": "web:a", "slots": {}, "events": []}}


@pytest.mark.parametrize("server", ["of this start"], indirect=True)
async def test_only_a_turn_with_the_secret_of_this_start_is_taken(server: httpx.AsyncClient) -> None:
    for given in ({}, {SECRET_HEADER: ""}, {SECRET_HEADER: "of another start"}, {SECRET_HEADER: "of this start "[:-2]}):
        refused = await server.post("/webhook", json=BODY, headers=given)
        assert (refused.status_code, refused.text) == (403, "{}")
    answered = await server.post("/webhook", json=BODY, headers={SECRET_HEADER: "of this start"})
    assert answered.status_code == 404
    assert "none_such" in answered.text


@pytest.mark.parametrize("server", ["of this start"], indirect=True)
async def test_whether_it_lives_may_be_asked_by_anybody(server: httpx.AsyncClient) -> None:
    assert (await server.get("/health")).status_code == 200


@pytest.mark.parametrize("server", ["of this start"], indirect=True)
async def test_a_secret_in_other_letters_is_refused(server: httpx.AsyncClient) -> None:
    refused = await server.post("/webhook", json=BODY, headers={SECRET_HEADER.encode(): "é".encode()})
    assert refused.status_code == 403


@pytest.mark.parametrize("server", [""], indirect=True)
async def test_without_a_secret_it_is_reached_as_before(server: httpx.AsyncClient) -> None:
    assert (await server.post("/webhook", json=BODY)).status_code == 404
