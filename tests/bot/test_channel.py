"""The gateway's door to Rasa: a message once, the gateway alone, and a plain word when the turn was not kept."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.exc import OperationalError

from bot.channel import SECRET_HEADER, STORE_AWAY, GatewayInput, answer, forget_all, is_ours, replies_to
from bot.tracker_store import Unanswered

REPLY: dict[str, Any] = {"text": "Chào.", "buttons": [], "custom": None}


class Store:
    """Keeps trackers in memory."""

    def __init__(self) -> None:
        self.trackers: dict[str, DialogueStateTracker] = {}
        self.looks = 0

    async def retrieve(self, sender: str) -> DialogueStateTracker | None:
        self.looks += 1
        return self.trackers.get(sender)

    def forget(self, senders: list[str]) -> int:
        return sum(self.trackers.pop(sender, None) is not None for sender in senders)


class Dialogue:
    """Answers each message, and notes it in the store; `fault` is raised instead."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.fault: Exception | None = None
        self.turns = 0

    async def __call__(self, message: UserMessage) -> None:
        if self.fault:
            raise self.fault
        self.turns += 1
        tracker = self.store.trackers.setdefault(message.sender_id, DialogueStateTracker(message.sender_id, []))
        tracker.update(UserUttered(message.text, message_id=message.message_id))
        tracker.update(BotUttered(None, {"custom": REPLY}))
        await message.output_channel.send_custom_json(message.sender_id, REPLY)


class Door:
    """What the routes do, without the server: that is part of the running whole, which the conversations talk to."""

    def __init__(self) -> None:
        self.store = Store()
        self.dialogue = Dialogue(self.store)
        wrapped = SimpleNamespace(_tracker_store=self.store, retrieve=self.store.retrieve)
        self.app = SimpleNamespace(ctx=SimpleNamespace(agent=SimpleNamespace(tracker_store=wrapped)))

    def request(self, body: dict[str, Any], secret: str = "") -> Any:
        return SimpleNamespace(json=body, headers={SECRET_HEADER: secret}, app=self.app)

    def post(self, body: dict[str, Any]) -> tuple[int, Any]:
        return asyncio.run(answer(self.request(body), self.dialogue))


@pytest.fixture
def door() -> Door:
    return Door()


def message(message_id: str = "1", sender: str = "web:a", **more: Any) -> dict[str, Any]:
    return {"sender": sender, "message": "xin chào", "message_id": message_id, **more}


def test_a_message_sent_again_gets_its_reply_and_changes_nothing(door: Door) -> None:
    first = door.post(message())
    assert first[0] == 200
    assert [item["custom"] for item in first[1]] == [REPLY]
    again = door.post(message())
    assert [item["custom"] for item in again[1]] == [REPLY]
    assert door.dialogue.turns == 1
    door.post(message("2"))
    door.post(message("1", sender="web:b"))
    assert door.dialogue.turns == 3


def test_a_message_that_was_never_given_to_anybody_is_not_looked_for(door: Door) -> None:
    door.post(message(again=False))
    assert (door.store.looks, door.dialogue.turns) == (0, 1)


@pytest.mark.parametrize("fault", [OperationalError("", {}, Exception()), Unanswered()])
def test_a_turn_that_was_not_kept_is_said(door: Door, fault: Exception) -> None:
    door.dialogue.fault = fault
    assert door.post(message())[0] == STORE_AWAY
    door.dialogue.fault = None
    assert door.post(message())[0] == 200
    assert door.dialogue.turns == 1


@pytest.mark.parametrize("given", ["", "of another start", "é", "\ud800", "of this start "])
def test_nobody_but_the_gateway(door: Door, given: str) -> None:
    assert not is_ours(door.request({}, given), "of this start")
    assert is_ours(door.request({}, "of this start"), "of this start")


def test_forgetting(door: Door) -> None:
    door.post(message())
    assert forget_all(door.request({"senders": ["web:a", "web:nobody"]})) == 1
    assert door.store.trackers == {}


def test_the_routes(monkeypatch: pytest.MonkeyPatch, door: Door) -> None:
    monkeypatch.setenv("DIMOTLAN_PARTS_SECRET", "x")
    routes = GatewayInput().blueprint(door.dialogue)._future_routes
    assert sorted((route.uri, *route.methods) for route in routes) == [("/forget", "POST"), ("/webhook", "POST")]


def test_the_replies_of_one_turn_only() -> None:
    tracker = DialogueStateTracker("a", [])
    for number in (1, 2):
        tracker.update(UserUttered(f"m{number}", message_id=str(number)))
        tracker.update(BotUttered(None, {"custom": {"text": f"r{number}"}}))
        tracker.update(BotUttered(f"t{number}", {"buttons": [{"title": "Có"}]}))
    assert replies_to(tracker, "1") == [
        {"custom": {"text": "r1"}},
        {"text": "t1", "buttons": [{"title": "Có"}]},
    ]
    assert replies_to(tracker, "3") is None
