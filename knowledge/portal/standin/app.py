"""A stand-in for the portal's API over a records file, for tests and demonstrations. It can be told to misbehave.

A plain ASGI application: three paths need no framework, and `knowledge` does not depend on a web framework.
POST /stand-in/behaviour takes the keys of `Behaviour`, and `change` {code: merge patch}, `remove` [code] and `add`
[record]; GET on the same path gives the present behaviour and what was asked so far.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import socket
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from typing import TYPE_CHECKING, Any

from knowledge.errors import KnowledgeError
from knowledge.portal.standin.behaviour import Behaviour, Call, Counts, Response, choose
from knowledge.portal.standin.records import PublishedRecords
from knowledge.portal.sync.client import DETAIL, LIST

if TYPE_CHECKING:
    import uvicorn

API = "/api/v1"
CONTROL = "/stand-in/behaviour"
MAX_BODY = 16 * 2**20
STARTS_WITHIN = 10.0
"""The longest time until it listens, in seconds."""
Message = MutableMapping[str, Any]
_HTML = "<!doctype html><html><body><h1>Hệ thống đang bảo trì</h1></body></html>".encode()
_JSON, _HTML_TYPE = b"application/json; charset=utf-8", b"text/html; charset=utf-8"


class StandIn:
    """The application.

    Args:
        published: the records.
        behaviour: how it misbehaves from the start.
    """

    def __init__(self, published: PublishedRecords, behaviour: Behaviour | None = None) -> None:
        self.published = published
        self.behaviour = behaviour or Behaviour()
        self.counts = Counts()
        self._chance = random.Random(7)

    async def __call__(
        self, scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
    ) -> None:
        """Respond to a request (ASGI)."""
        if scope["type"] != "http":
            return
        path, method = scope["path"], scope["method"]
        body = await _body(receive)
        if body is None:
            await _send(send, Response(status=413), {"message": f"more than {MAX_BODY} bytes"})
        elif path == CONTROL and method in ("GET", "POST"):
            status, content = self._control(body) if method == "POST" else (200, self._state())
            await _send(send, Response(status=status), content)
        elif path not in (API + LIST, API + DETAIL):
            await _send(send, Response(status=404), {"message": f"no {path} here"})
        elif method != "POST":
            await _send(send, Response(status=405), {"message": "POST"})
        else:
            await self._respond("list" if path == API + LIST else "detail", body, send)

    async def _respond(self, call: Call, body: Any, send: Callable[[Message], Awaitable[None]]) -> None:
        request = body if isinstance(body, dict) else {}
        code = self.published.code_of(request.get("id")) if call == "detail" else ""
        number = self.counts.count_request(call, code or str(request.get("id"))[:80])
        response = choose(self.behaviour, call, code, number, self._chance)
        content: Any = {"message": "the stand-in was told to fail"}
        if response.status < 300:
            try:
                if not isinstance(body, dict):
                    raise ValueError("the body is a JSON object")
                content = self.published.page(body) if call == "list" else self._detail(body.get("id"))
            except ValueError as error:
                response, content = Response(status=400), {"message": str(error)}
        self.counts.count_response(response)
        await asyncio.sleep(response.delay)
        await _send(send, response, content)

    def _detail(self, record_id: object) -> bytes:
        return b'{"data":' + (self.published.detail(record_id) or b"null") + b"}"

    def _state(self) -> dict[str, Any]:
        return {"records": len(self.published), "asked": vars(self.counts), **self.behaviour.model_dump()}

    def _control(self, body: Any) -> tuple[int, dict[str, Any]]:
        try:
            if not isinstance(body, dict):
                raise ValueError("the body is a JSON object")
            settings = dict(body)
            change, remove, add = settings.pop("change", {}), settings.pop("remove", []), settings.pop("add", [])
            behaviour = Behaviour.model_validate({**self.behaviour.model_dump(), **settings})
            for code, patch in change.items():
                self.published.change(code, patch)
            for code in remove:
                self.published.remove(code)
            for record in add:
                self.published.add(record)
        except KeyError as error:
            return 404, {"message": f"no record {error}"}
        except (ValueError, TypeError, AttributeError) as error:
            return 400, {"message": str(error)[:500]}
        self.behaviour = behaviour
        return 200, self._state()


async def _body(receive: Callable[[], Awaitable[Message]]) -> Any:
    """The body's JSON; "" if it is not JSON, None if it is too long."""
    content, more = b"", True
    while more:
        message = await receive()
        content += message.get("body", b"")
        more = message.get("more_body", False)
        if len(content) > MAX_BODY:
            return None
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return ""


async def _send(send: Callable[[Message], Awaitable[None]], response: Response, content: Any) -> None:
    body = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()
    body, kind = (_HTML, _HTML_TYPE) if response.html else (body, _JSON)
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    if response.retry_after is not None:
        headers.append((b"retry-after", str(response.retry_after).encode()))
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    if response.cut:
        await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
        return  # the server closes a connection whose response is left unfinished
    await send({"type": "http.response.body", "body": body})


def listen(port: int) -> socket.socket:
    """A socket on the loopback address; port 0: any free port.

    Raises:
        KnowledgeError: the port is taken, or not a port.
    """
    bound = socket.socket()
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(("127.0.0.1", port))
        bound.listen()  # from now on a client that connects waits until the server runs
    except (OSError, OverflowError) as error:
        bound.close()
        raise KnowledgeError(f"port {port} cannot be used ({error}); choose another port with --port") from None
    return bound


def base_of(bound: socket.socket) -> str:
    """The base address of the API behind a socket."""
    return f"http://127.0.0.1:{bound.getsockname()[1]}{API}"


def server_of(stand_in: StandIn) -> uvicorn.Server:
    """A server, to be run on a socket."""
    import uvicorn

    return uvicorn.Server(uvicorn.Config(stand_in, log_level="critical", access_log=False, lifespan="off", ws="none"))


@contextlib.contextmanager
def serving(stand_in: StandIn, port: int = 0) -> Iterator[str]:
    """Serve it from a thread while the block runs; yields the base address of its API."""
    bound, server = listen(port), server_of(stand_in)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    until = time.monotonic() + STARTS_WITHIN
    while not server.started and time.monotonic() < until and thread.is_alive():
        time.sleep(0.005)
    try:
        if not server.started:
            raise KnowledgeError("the stand-in did not start")
        yield base_of(bound)
    finally:
        # the thread closes the socket and ends soon; there is no need to wait for it
        server.should_exit = server.force_exit = True
