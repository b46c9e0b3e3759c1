"""How large a request may be."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from knowledge.wording import Wording
from web.errors import error_response


class BodyLimit:
    """ASGI middleware: reads a request's body up to `max_body` bytes and refuses a larger one with 413."""

    def __init__(self, app: ASGIApp, max_body: int, wording: Wording) -> None:
        self._app = app
        self._max_body = max_body
        self._wording = wording

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
            return
        body = None if self._announced(scope) > self._max_body else await self._read(receive)
        if body is None:
            refusal = error_response(self._wording, 413, "too_large", {"Connection": "close"}, limit=self._max_body)
            await refusal(scope, receive, send)
            return
        await self._app(scope, _replay(body, receive), send)

    @staticmethod
    def _announced(scope: Scope) -> int:
        for name, value in scope["headers"]:
            if name == b"content-length" and value.isdigit():
                return int(value[:12])
        return 0

    async def _read(self, receive: Receive) -> bytes | None:
        """The whole body, or None when it is too large. A reader that leaves half-way gives what came so far."""
        chunks: list[bytes] = []
        size = 0
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return b"".join(chunks)
            chunks.append(message.get("body", b""))
            size += len(chunks[-1])
            if size > self._max_body:
                return None
            if not message.get("more_body", False):
                return b"".join(chunks)


def _replay(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives the body already read, then whatever comes after it."""
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
