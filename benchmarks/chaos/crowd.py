"""People who send numbered messages and do not give up: repeated, out of order, whatever the gateway answers."""

from __future__ import annotations

import asyncio
import random
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

TRIES = 400
"""How often a message is sent again before it counts as lost."""
PAUSE = 0.5
"""Seconds before a message is sent again."""
OPENINGS = {
    "1.001193": "đăng ký khai sinh cho con",
    "1.004194": "đăng ký tạm trú",
    "1.000656": "đăng ký khai tử",
    "1.000894": "đăng ký kết hôn",
}
"""What a person says first, by the code of the procedure they then press."""
SAYINGS = ("lệ phí bao nhiêu", "không rõ", "mất bao lâu thì có", "nộp ở đâu", "tóm tắt lại", "cần mang giấy tờ gì")


@dataclass
class Told:
    """A message that was answered: with which number and which reply."""

    id: str
    number: int | None
    messages: list[dict[str, Any]]


@dataclass
class Person:
    """One conversation. `faults` names what must not happen, in words."""

    base: Sequence[str]
    code: str
    chance: random.Random
    repeated: float
    swapped: float
    session: str | None = None
    told: list[Told] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    refused: int = 0

    async def talk(self, client: httpx.AsyncClient, messages: int, on: Callable[[], bool] = lambda: False) -> None:
        """Send so many messages and as long as `on` says so, some twice or in another order than they were made."""
        await self._say(client, {"text": OPENINGS[self.code]})
        await self._press_own(client)
        while len(self.told) < messages or on():
            first = {"text": self.chance.choice(SAYINGS)}
            if self.chance.random() < self.swapped:
                second = {"text": self.chance.choice(SAYINGS)}
                await asyncio.gather(self._say(client, second, delay=0.01), self._say(client, first))
            else:
                await self._say(client, first)

    async def _press_own(self, client: httpx.AsyncClient) -> None:
        offered = [button for message in self.told[-1].messages for button in message["buttons"]]
        own = [button["payload"] for button in offered if self.code in button["payload"]]
        if own:
            await self._say(client, {"payload": own[0]})

    async def _say(self, client: httpx.AsyncClient, what: dict[str, str], delay: float = 0.0) -> None:
        await asyncio.sleep(delay)
        message_id = secrets.token_hex(8)
        told = await self._send(client, message_id, what)
        if told is None:
            self.faults.append(f"lost: no reply to {what}")
            return
        self.told.append(told)
        self._check_own(told)
        if self.chance.random() < self.repeated:
            again = await self._send(client, message_id, what)
            if again is None or (again.number, again.messages) != (told.number, told.messages):
                self.faults.append(f"answered twice: {message_id} got {told.number}, then {again and again.number}")

    def _check_own(self, told: Told) -> None:
        customs = [message["custom"] for message in told.messages if message["custom"]]
        codes = {custom["code"] for custom in customs if custom["type"] in ("case_question", "checklist")}
        if codes - {self.code}:
            self.faults.append(f"another's conversation: {codes} for {self.code}")

    async def _send(self, client: httpx.AsyncClient, message_id: str, what: dict[str, str]) -> Told | None:
        for _ in range(TRIES):
            try:
                body = {**what, "session": self.session, "message_id": message_id}
                reply = await client.post(f"{self.chance.choice(self.base)}/api/chat", json=body)
                data = reply.json()
            except (httpx.HTTPError, ValueError):
                await asyncio.sleep(PAUSE)
                continue
            self.session = data.get("session") or self.session
            if reply.status_code == 200:
                return Told(message_id, data["number"], data["messages"])
            self.refused += 1
            if reply.status_code not in (429, 500, 502, 503):
                self.faults.append(f"refused: {reply.status_code} {data}")
                return None
            await asyncio.sleep(PAUSE)
        return None

    def check_order(self) -> None:
        """Each message has a number of its own, and none is missing."""
        numbers = sorted(told.number for told in self.told if told.number is not None)
        if numbers != list(range(1, len(numbers) + 1)):
            missing = sorted(set(range(1, len(numbers) + 1)) - set(numbers))[:5]
            self.faults.append(f"numbers: {len(numbers)} replies, missing {missing}, last {numbers[-1:]}")

    @property
    def taken(self) -> int:
        """Messages that went to the dialogue: the others were answered with what had not been seen yet."""
        return sum(not _was_not_taken(told) for told in self.told)


def _was_not_taken(told: Told) -> bool:
    first = told.messages[0]["custom"] if told.messages else None
    return bool(first) and first == {"type": "notice", "topic": "already_received"}
