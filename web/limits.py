"""Limits: how large a request may be, how often one may ask."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.errors import ApiError, error_response
from web.texts import Texts

ADDRESS_FACTOR = 10
"""An address may send this many times what one session may: a whole office can sit behind one address."""


class RateLimiter:
    """A token bucket a key, in memory: `per_minute` at once, refilled evenly over a minute.

    Args:
        per_minute: how many a key may use in a minute.
        clock: seconds, only going forward.
        max_keys: how many keys are remembered; the longest unused one goes first.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic, max_keys: int = 50_000) -> None:
        self._capacity = float(per_minute)
        self._clock = clock
        self._max_keys = max_keys
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> None:
        """Use one.

        Raises:
            ApiError: 429 with Retry-After, when nothing is left.
        """
        now = self._clock()
        left, seen = self._buckets.pop(key, (self._capacity, now))
        left = min(self._capacity, left + (now - seen) * self._capacity / 60)
        granted = left >= 1
        self._buckets[key] = (left - 1 if granted else left, now)
        while len(self._buckets) > self._max_keys:
            self._buckets.popitem(last=False)
        if not granted:
            wait = max(1, math.ceil((1 - left) * 60 / self._capacity))
            raise ApiError(429, "too_many", headers={"Retry-After": str(wait)}, seconds=wait)


class BodyLimit:
    """ASGI middleware: reads a request's body up to `max_body` bytes and refuses a larger one with 413."""

    def __init__(self, app: ASGIApp, max_body: int, texts: Texts) -> None:
        self._app = app
        self._max_body = max_body
        self._texts = texts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
            return
        body = None if self._announced(scope) > self._max_body else await self._read(receive)
        if body is None:
            refusal = error_response(self._texts, 413, "too_large", {"Connection": "close"}, limit=self._max_body)
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
