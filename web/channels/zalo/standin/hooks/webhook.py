"""Sends the webhook's events, again where they were not taken, and is switched off where they never were.

Facts (D): 200 within 2 s, or another try after 30 s, 5, 15, 30 min and 1 h, with the header `num_retry`; after the last
the webhook is off until somebody switches it on; no order is promised; events are switched on singly; the filter "Lọc
cú pháp" lets only texts through that begin with #. Beliefs: each of the times counts from the try before; the first try
has no `num_retry`; what waits for a try when the webhook goes off, or happens while it is off, is lost.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import ssl
import time
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import httpx
from pydantic import BaseModel, ConfigDict, Field

from web.channels.zalo.standin.account import Account
from web.channels.zalo.standin.clock import Clock
from web.channels.zalo.standin.hooks.events import Body
from web.channels.zalo.standin.hooks.signature import HEADER, Style, signature

WITHIN = 2.0
"""Seconds in which an event must be taken."""
WAITS = (30.0, 300.0, 900.0, 1_800.0, 3_600.0)
"""Seconds before each further try."""
MOST_KEPT = 2_000
"""Tries that are remembered."""


class WebhookSettings(BaseModel):
    """As the office sets its webhook, and how the stand-in is told to treat it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str | None = Field(default=None, description="none: no event is sent")
    on: bool = True
    events: list[str] | None = Field(default=None, description="those that are switched on; none: all")
    syntax_filter: bool = Field(default=False, description='"Lọc cú pháp"')
    style: Style = Field(default="good", description="how events are signed")
    numeric: bool = Field(default=False, description="timestamps are numbers")
    duplicates: int = Field(default=0, ge=0, le=20, description="each event is sent this many times more")
    hold: int = Field(default=0, ge=0, le=1_000, description="collect so many events, then send the last one first")
    speed: float = Field(default=1.0, gt=0, description="the waits are divided by this")


@dataclass(frozen=True)
class Event:
    """An event as it goes over the wire, and its signature."""

    name: str
    body: bytes
    signature: str | None


@dataclass(frozen=True)
class Try:
    """`status`: of the response; None if none came in time. `at` in seconds since 1970, `took` in milliseconds."""

    event: str
    num_retry: int
    status: int | None
    at: float
    took: float


@lru_cache(maxsize=1)
def _trust() -> ssl.SSLContext:
    """The certificates that are trusted; reading them takes longer than everything else at a start."""
    return httpx.create_ssl_context(trust_env=False)


class Webhook:
    def __init__(self, account: Account, clock: Clock, settings: WebhookSettings) -> None:
        self._account, self._clock = account, clock
        self.settings = settings
        self.tries: deque[Try] = deque(maxlen=MOST_KEPT)
        self.lost = 0
        self._held: list[Event] = []
        self._running: set[asyncio.Task[None]] = set()
        self._waiting: set[asyncio.Task[None]] = set()
        self._client = httpx.AsyncClient(
            timeout=WITHIN, trust_env=False, limits=httpx.Limits(max_connections=None), verify=_trust()
        )

    @property
    def waiting(self) -> int:
        """How many events wait for another try."""
        return len(self._waiting)

    @property
    def underway(self) -> int:
        """How many events are held, being sent or waiting."""
        return len(self._held) + len(self._running)

    def change(self, settings: WebhookSettings) -> None:
        """Set it anew; switched off, it forgets what waits."""
        self.settings = settings
        if not settings.on:
            self._forget_waiting()
        elif not settings.hold:
            self.release()

    def emit(self, body: Body) -> None:
        """Send an event, if it is one that the office wants."""
        if self._wanted(body):
            self.send(body, self.settings.style, 1 + self.settings.duplicates)

    def send(self, body: Body, style: Style, copies: int = 1) -> None:
        """Send any body, signed in any style."""
        if not self.settings.on or self.settings.url is None:
            self.lost += copies
            return
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        raw = text.encode("utf-8", "surrogatepass")  # a raw event may be wrong on purpose
        signed = signature(self._account, raw, body.get("timestamp", ""), style)
        events = [Event(str(body.get("event_name", "")), raw, signed)] * copies
        if self.settings.hold:
            self._held += events
            if len(self._held) >= self.settings.hold:
                self.release()
        else:
            for event in events:
                self._start(self._deliver(event))

    def release(self) -> None:
        """Send what is held, the last one first and one after the other."""
        held, self._held = self._held[::-1], []
        if held:
            self._start(self._in_order(held))

    async def probe(self) -> int | None:
        """Ask the address whether it is there, unsigned, as when it is entered for the first time (B: an empty object).

        Returns:
            The status; None if there was no response in time.
        """
        return await self._post(b"{}", {})

    async def close(self) -> None:
        for task in list(self._running):
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        await self._client.aclose()

    def _wanted(self, body: Body) -> bool:
        name = body["event_name"]
        if self.settings.events is not None and name not in self.settings.events:
            return False
        text = body.get("message", {}).get("text", "")
        return not (self.settings.syntax_filter and name == "user_send_text" and not text.startswith("#"))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _in_order(self, events: list[Event]) -> None:
        for event in events:
            if not await self._try(event, 0):
                self._start(self._again(event))

    async def _deliver(self, event: Event) -> None:
        if not await self._try(event, 0):
            await self._again(event)

    async def _again(self, event: Event) -> None:
        for number, wait in enumerate(WAITS, start=1):
            if not self.settings.on:
                break
            await self._wait(wait / self.settings.speed)
            if await self._try(event, number):
                return
        self.lost += 1
        if self.settings.on:
            self.change(self.settings.model_copy(update={"on": False}))

    async def _wait(self, seconds: float) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._waiting.add(task)
        try:
            await self._clock.sleep(seconds)
        finally:
            self._waiting.discard(task)

    def _forget_waiting(self) -> None:
        self.lost += len(self._waiting) + len(self._held)
        self._held = []
        for task in list(self._waiting):
            task.cancel()

    async def _try(self, event: Event, number: int) -> bool:
        headers = {HEADER: event.signature} if event.signature else {}
        if number:
            headers["num_retry"] = str(number)
        began = time.perf_counter()
        status = await self._post(event.body, headers)
        took = (time.perf_counter() - began) * 1000
        self.tries.append(Try(event.name, number, status, self._clock.now(), round(took, 1)))
        return status == httpx.codes.OK

    async def _post(self, body: bytes, headers: dict[str, str]) -> int | None:
        headers = {"Content-Type": "application/json", "User-Agent": "ZaloWebhook", **headers}
        with contextlib.suppress(httpx.HTTPError, httpx.InvalidURL, TimeoutError):
            async with asyncio.timeout(WITHIN):
                response = await self._client.post(self.settings.url or "", content=body, headers=headers)
                return response.status_code
        return None
