"""Zalo's HTTP as a function in the test's process, and the channel with all that is behind it and a clock to set."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import httpx

from knowledge.settings import Settings
from web.channels.desk import Desk
from web.channels.zalo.api.oauth import Pair
from web.channels.zalo.api.tokens import write_pair
from web.channels.zalo.channel import ZaloChannel
from web.channels.zalo.incoming.events import Event, parse
from web.chat.rasa_client import RasaClient
from web.store.database import Database
from web.store.leases import Leases
from web.store.notes import Notes
from web.talk import Talk
from web.wording import load_wording

NOON = 1_790_000_000.0
APP, OFFICE, SECRET = "31", "41", "oa-secret"
LAN = "71"


class Time:
    """A clock that stands until it is set."""

    def __init__(self, now: float = NOON) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


@dataclass
class FakeZalo:
    """Answers as the facts say.

    Attributes:
        access: the one good access token; the refresh token has the same number.
        answers: what the next sends are answered with, in place of success: an error code, a response or an exception.
        quota: what the answers tell of the quota.
        sent: (person, message) of everything that was sent.
        asked: every form that asked for tokens.
        refuse_tokens: the code with which those are refused.
    """

    access: int = 1
    answers: deque[int | httpx.Response | Exception] = field(default_factory=deque)
    quota: dict[str, Any] = field(default_factory=lambda: {"quota_type": "reply"})
    headers: dict[str, str] = field(default_factory=dict)
    sent: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    refuse_tokens: int = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v4/oa/access_token":
            return self._token(request)
        if request.headers["access_token"] != f"access-{self.access}":
            return httpx.Response(200, json={"error": -216, "message": "Access token is invalid"})
        if self.answers:
            answer = self.answers.popleft()
            if isinstance(answer, Exception):
                raise answer
            if isinstance(answer, httpx.Response):
                return answer
            return httpx.Response(200, json={"error": answer, "message": "no"}, headers=self.headers)
        if request.url.path == "/v2.0/oa/upload/file":
            return httpx.Response(200, json={"error": 0, "data": {"token": f"file-{len(request.content)}"}})
        body = json.loads(request.content)
        self.sent.append((body["recipient"]["user_id"], body["message"]))
        data = {"message_id": f"m{len(self.sent)}", "user_id": body["recipient"]["user_id"], "quota": self.quota}
        return httpx.Response(200, json={"error": 0, "message": "Success", "data": data}, headers=self.headers)

    def _token(self, request: httpx.Request) -> httpx.Response:
        form = {name: values[0] for name, values in parse_qs(request.content.decode()).items()}
        self.asked.append({**form, "secret": request.headers.get("secret_key", "")})
        if self.answers and isinstance(self.answers[0], Exception):
            raise self.answers.popleft()  # type: ignore[misc]
        good = form.get("refresh_token", f"refresh-{self.access}") == f"refresh-{self.access}"
        code = self.refuse_tokens or (0 if good else -14014)
        if code:
            return httpx.Response(200, json={"error": code, "error_name": "no", "error_description": ""})
        self.access += 1
        body = {
            "access_token": f"access-{self.access}",
            "refresh_token": f"refresh-{self.access}",
            "expires_in": "90000",
        }
        return httpx.Response(200, json=body)

    @property
    def texts(self) -> list[str]:
        return [message["text"] for _, message in self.sent]

    def client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.MockTransport(self))

    def pair(self, now: float = NOON) -> Pair:
        return Pair(f"access-{self.access}", f"refresh-{self.access}", now + 90_000, now + 90 * 86_400)


@dataclass
class Room:
    """The channel, open, with everything behind it."""

    channel: ZaloChannel
    desk: Desk
    zalo: FakeZalo
    time: Time
    talk: Talk

    async def hear(self, **body: Any) -> None:
        """What an event leads to."""
        await self.channel._receive(event(self.time.now, **body))

    async def settled(self) -> None:
        """Wait until the dialogue has answered what waits."""
        async with asyncio.timeout(5):
            while self.talk.conversation.inbox.undone():
                await asyncio.sleep(0.01)

    async def send_all(self) -> list[Any]:
        """Send whatever is due, as the courier does, without waiting."""
        outcomes = []
        while people := self.desk.outbox.due(self.channel.name):
            for sender in people:
                while parcel := self.desk.outbox.take(self.channel.name, sender, 60):
                    outcome = await self.channel.deliver(parcel)
                    outcomes.append(outcome)
                    if outcome.kind == "sent":
                        self.desk.outbox.sent(parcel.id)
                    elif outcome.kind == "again":
                        self.desk.outbox.again(parcel.id, max(outcome.seconds, 1.0), outcome.fault)
                        break
                    else:
                        self.desk.outbox.failed(parcel.id, outcome.fault)
        return outcomes


def event(now: float = NOON, **body: Any) -> Event:
    """A text of Lan's, or whatever the keys say."""
    usual: dict[str, Any] = {
        "app_id": APP,
        "event_name": "user_send_text",
        "sender": {"id": LAN},
        "recipient": {"id": OFFICE},
        "timestamp": str(int(now * 1000)),
    }
    return parse({**usual, **body})


def text(words: str, message_id: str = "e1", **more: Any) -> dict[str, Any]:
    return {"message": {"msg_id": message_id, "text": words, **more}}


def with_zalo(settings: Settings, **changes: Any) -> Settings:
    """Settings of an office with an Official Account."""
    own = {"zalo_app_id": APP, "zalo_oa_id": OFFICE, "zalo_app_secret": "app-secret", "zalo_oa_secret": SECRET}
    hosts = {"zalo_api": "https://api.test", "zalo_oauth": "https://oauth.test"}
    return settings.model_copy(update={**own, **hosts, **changes})


@contextlib.asynccontextmanager
async def open_room(
    settings: Settings, database: Database, zalo: FakeZalo, time: Time, *, authorised: bool = True
) -> AsyncIterator[Room]:
    """The channel between the dialogue's stand-in and Zalo's fake. Nothing is sent until a test does it."""
    if authorised:
        write_pair(Notes(database), zalo.pair(time.now))
    async with httpx.AsyncClient() as inner, zalo.client() as outer:
        dialogue = RasaClient(inner, settings.rasa_addresses, 5.0)
        talk = Talk(settings, database, Leases(database), dialogue, load_wording(settings.hotline))
        channel = ZaloChannel(settings, time)
        desk = talk.add_pushing(channel.name, channel.pack, channel.deliver)
        desk.outbox._clock = talk.conversation.inbox._clock = time
        await channel.open(desk, outer)
        try:
            yield Room(channel, desk, zalo, time, talk)
        finally:
            await channel.close()
            await talk.close(1)


OpenRoom = Callable[..., contextlib.AbstractAsyncContextManager[Room]]
