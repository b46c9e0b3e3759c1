"""The gateway's door to Rasa, over real HTTP and the real store: whoever dies and asks again, it is applied once."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import uuid
from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Sanic
from sanic.touchup import TouchUp

from bot.channel import GatewayInput
from bot.tracker_store import OneRowTrackerStore
from tests.databases import database_url, postgres, postgres_url

__all__ = ["database_url", "postgres", "postgres_url"]

DOMAIN = Domain.from_dict({"intents": ["inform"]})


@dataclass
class Rasa:
    """What Rasa does with a message: one of a conversation at a time, read, think, store.

    Attributes:
        thinking: while it is not set, no turn ends.
        begun: how many turns were begun.
    """

    store: OneRowTrackerStore
    thinking: asyncio.Event = field(default_factory=asyncio.Event)
    begun: int = 0
    _locks: dict[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))

    async def __call__(self, message: UserMessage) -> None:
        async with self._locks[message.sender_id]:
            self.begun += 1
            stored = await self.store.retrieve(message.sender_id)
            tracker = stored or DialogueStateTracker(message.sender_id, DOMAIN.slots)
            tracker.update(UserUttered(message.text, message_id=message.message_id))
            await self.thinking.wait()
            reply: dict[str, Any] = {"text": f"câu hỏi {len(self.said(tracker))}", "buttons": [], "custom": None}
            tracker.update(BotUttered(None, {"custom": reply}))
            await message.output_channel.send_custom_json(message.sender_id, reply)
            await self.store.save(tracker)

    @staticmethod
    def said(tracker: DialogueStateTracker | None) -> list[str]:
        """What the conversation holds of the person."""
        return [event.text for event in tracker.events if isinstance(event, UserUttered)] if tracker else []


@dataclass
class Door:
    """The channel of a Rasa server, on a port of its own."""

    url: str
    rasa: Rasa

    async def say(self, text: str, message_id: str, again: bool = True) -> httpx.Response:
        body = {"sender": "web:lan", "message": text, "message_id": message_id, "again": again}
        async with httpx.AsyncClient(trust_env=False) as client:
            return await client.post(f"{self.url}/webhook", json=body, headers={"X-Parts-Secret": "s"}, timeout=10)

    async def replies(self, text: str, message_id: str, again: bool = True) -> list[str]:
        answer = await self.say(text, message_id, again)
        assert answer.status_code == 200, answer.text
        return [item["custom"]["text"] for item in answer.json()]

    async def kept(self) -> list[str]:
        return self.rasa.said(await self.rasa.store.retrieve("web:lan"))

    async def begun(self, turns: int) -> None:
        async with asyncio.timeout(5):
            while self.rasa.begun < turns:
                await asyncio.sleep(0.01)


@contextlib.asynccontextmanager
async def open_door(store: OneRowTrackerStore) -> AsyncIterator[Door]:
    rasa = Rasa(store)
    rasa.thinking.set()
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    app = Sanic(f"door_{uuid.uuid4().hex}")  # a port comes again in a long run, and Sanic takes a name once
    app.ctx.agent = SimpleNamespace(tracker_store=store)
    app.blueprint(GatewayInput().blueprint(rasa), url_prefix="/webhooks/gateway")
    server: Any = await app.create_server(sock=listening, return_asyncio_server=True, access_log=False)
    await server.startup()
    try:
        yield Door(f"http://127.0.0.1:{port}/webhooks/gateway", rasa)
    finally:
        server.close()
        await server.wait_closed()


@pytest.fixture(autouse=True)
def several_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sanic rewrites its own methods when it starts; the second time in a process there is nothing to rewrite."""
    run = TouchUp.run

    def run_once(app: Sanic) -> None:
        with contextlib.suppress(KeyError):
            run(app)

    monkeypatch.setattr(TouchUp, "run", run_once)


@pytest.fixture
def store(database_url: str, tmp_path: Path) -> OneRowTrackerStore:
    url = "" if database_url.startswith("sqlite") else database_url
    return OneRowTrackerStore(DOMAIN, url=url, db=str(tmp_path / "conversations.db"))


@pytest.fixture
async def door(store: OneRowTrackerStore, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Door]:
    monkeypatch.setenv("DIMOTLAN_PARTS_SECRET", "s")
    monkeypatch.delenv("DIMOTLAN_DATABASE_URL", raising=False)
    async with open_door(store) as door:
        yield door


async def test_a_message_sent_again_gets_the_same_reply(door: Door) -> None:
    first = await door.replies("có", "m1", again=False)
    assert await door.replies("có", "m1") == first == ["câu hỏi 1"]
    assert await door.replies("có", "m2") == ["câu hỏi 2"]
    assert await door.replies("có", "m2") == ["câu hỏi 2"]
    assert await door.kept() == ["có", "có"]


async def test_a_message_that_comes_again_during_its_turn_waits_for_it(door: Door) -> None:
    """The gateway died in the middle of the turn; another one, or the next, asks at once."""
    door.rasa.thinking.clear()
    asked = [asyncio.create_task(door.replies("có", "m1", again=number > 0)) for number in range(3)]
    await door.begun(1)
    await asyncio.sleep(0.2)
    door.rasa.thinking.set()
    assert await asyncio.gather(*asked) == [["câu hỏi 1"]] * 3
    assert await door.kept() == ["có"]


async def test_whoever_hangs_up_in_the_middle_and_asks_again_is_answered_once(door: Door) -> None:
    door.rasa.thinking.clear()
    for number in range(3):
        asked = asyncio.create_task(door.say("có", "m1", again=number > 0))
        await door.begun(number + 1)
        asked.cancel()
        await asyncio.gather(asked, return_exceptions=True)
    door.rasa.thinking.set()
    assert await door.replies("có", "m1") == ["câu hỏi 1"]
    assert await door.kept() == ["có"]
    assert await door.replies("không", "m2") == ["câu hỏi 2"]


async def test_two_rasa_servers_on_one_database_apply_it_once(
    postgres_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DIMOTLAN_PARTS_SECRET", "s")
    stores = [OneRowTrackerStore(DOMAIN, url=postgres_url) for _ in range(2)]
    async with open_door(stores[0]) as first, open_door(stores[1]) as second:
        for door in (first, second):
            door.rasa.thinking.clear()
        asked = [asyncio.create_task(door.say("có", "m1")) for door in (first, second)]
        await first.begun(1)
        await second.begun(1)
        for door in (first, second):
            door.rasa.thinking.set()
        answers = await asyncio.gather(*asked)
        assert sorted(answer.status_code for answer in answers) == [200, 507]
        assert await first.replies("có", "m1") == await second.replies("có", "m1") == ["câu hỏi 1"]
        assert await first.kept() == ["có"]


async def test_forgotten_is_forgotten_though_it_is_asked_again(door: Door) -> None:
    await door.replies("có", "m1")
    async with httpx.AsyncClient(trust_env=False) as client:
        forget = {"senders": ["web:lan", "web:nobody"]}
        answer = await client.post(f"{door.url}/forget", json=forget, headers={"X-Parts-Secret": "s"})
        assert (answer.status_code, answer.json()) == (200, {"forgotten": 1})
        assert (await client.post(f"{door.url}/forget", json=forget)).status_code == 403
    assert await door.kept() == []
