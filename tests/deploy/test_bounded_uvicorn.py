"""Half a request does not stay; a whole one, slowly answered or on a kept connection, is served."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from typing import Any

import pytest
import uvicorn

from deploy import bounded_uvicorn
from deploy.bounded_uvicorn import LIMITS, Punctual
from deploy.whole import free_ports
from tests.web.helpers import wait_for

Message = MutableMapping[str, Any]
WHOLE = b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 4\r\n\r\nbody"
SLOW = WHOLE.replace(b"POST /", b"POST /slow")
seen: list[str] = []


async def app(
    scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
) -> None:
    """Reads the body, waits where it is told to, and answers."""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            seen.append("disconnect")
            return
        if not message.get("more_body"):
            break
    if scope["path"] == "/slow":
        await asyncio.sleep(1.2)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


@contextlib.contextmanager
def serving() -> Iterator[tuple[int, uvicorn.Server]]:
    """The server with the gateway's protocol and limits; its port."""
    (port,) = free_ports(1)
    server = uvicorn.Server(uvicorn.Config(app, port=port, http=Punctual, lifespan="off", **LIMITS))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    wait_for(lambda: server.started, 10)
    yield port, server
    server.should_exit = True
    thread.join(10)
    assert not thread.is_alive()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """A server with half a second in which a request must come."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bounded_uvicorn, "REQUEST_WITHIN", 0.5)
        with serving() as (port, _):
            yield port


def seconds_until_closed(connection: socket.socket, started: float) -> float:
    connection.settimeout(5)
    with contextlib.suppress(ConnectionResetError):
        assert connection.recv(1) == b""
    return time.monotonic() - started


@pytest.mark.parametrize("sent", [b"", b"POST / HTT", WHOLE[:-2]])
def test_half_a_request_is_not_waited_for(port: int, sent: bytes) -> None:
    started = time.monotonic()
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(sent)
        assert 0.3 < seconds_until_closed(connection, started) < 3


def test_the_application_learns_that_the_rest_does_not_come(port: int) -> None:
    seen.clear()
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(WHOLE[:-2])
        wait_for(lambda: seen == ["disconnect"])


def test_a_byte_now_and_then_does_not_lengthen_it(port: int) -> None:
    sent = 0
    with socket.create_connection(("127.0.0.1", port)) as connection, contextlib.suppress(ConnectionError):
        for byte in WHOLE:
            connection.sendall(bytes([byte]))
            sent += 1
            time.sleep(0.1)
    assert sent < 20


def test_whole_requests_are_served_however_long_their_answer_takes(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.settimeout(5)
        for request in (WHOLE, SLOW, WHOLE):
            connection.sendall(request)
            answer = b""
            while not answer.endswith(b"ok"):
                part = connection.recv(1_000)
                assert part
                answer += part
            assert answer.startswith(b"HTTP/1.1 200")
            time.sleep(0.7)  # a kept connection may rest: uvicorn's own limit holds there


def test_a_head_that_never_ends_is_refused(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.settimeout(5)
        connection.sendall(b"GET / HTTP/1.1\r\nX: " + b"x" * 20_000)
        assert connection.recv(100).startswith(b"HTTP/1.1 4")


def test_what_is_in_flight_or_just_accepted_is_answered_when_the_gateway_ends() -> None:
    with (
        serving() as (port, server),
        socket.create_connection(("127.0.0.1", port)) as in_flight,
        socket.create_connection(("127.0.0.1", port)) as accepted,
        socket.create_connection(("127.0.0.1", port)) as silent,
    ):
        in_flight.sendall(SLOW)
        wait_for(lambda: len(server.server_state.tasks) == 1 and len(server.server_state.connections) == 3)
        server.should_exit = True
        time.sleep(0.3)
        accepted.sendall(WHOLE)
        for connection in (accepted, in_flight):
            connection.settimeout(5)
            assert connection.recv(1_000).startswith(b"HTTP/1.1 200")
        assert seconds_until_closed(silent, time.monotonic()) < 3


def test_the_gateway_is_served_with_these_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {}
    monkeypatch.setattr(uvicorn, "run", lambda app, **options: given.update(options, app=app))
    assert bounded_uvicorn.main(["web.app:create_app", "--port", "1", "--timeout-keep-alive", "75"]) == 0
    assert (given["app"], given["factory"], given["http"]) == ("web.app:create_app", True, Punctual)
    assert (given["host"], given["port"], given["timeout_keep_alive"]) == ("127.0.0.1", 1, 75)
    assert (given["limit_concurrency"], given["backlog"], given["proxy_headers"]) == (1000, 512, False)
    uvicorn.Config(given.pop("app"), **given)  # it knows every one of them
