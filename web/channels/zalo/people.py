"""What the channel remembers of each person, across restarts and gateways: how much may be sent, what was handled."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from web.channels.zalo.turns import Turns
from web.chat.sender import Sender
from web.store.notes import Notes

FREE_MESSAGES = 8
"""Messages that may be sent free of charge after each message of a person …"""
FREE_SECONDS = 48 * 3600.0
"""… within this time."""
PERSON = "person:"
KEPT_EVENTS = 40
"""Ids of handled events that are remembered for each person."""
KEPT_SENT = 10
"""Ids of sent messages that are remembered for each person."""


@dataclass
class Held:
    """A body that could not be sent free of charge, made at a time (seconds since 1970) as a parcel of this number."""

    parcel: int
    made_at: float
    body: dict[str, Any]


@dataclass
class Person:
    """
    Attributes:
        heard_at: when the person last wrote, as Zalo tells the time (seconds since 1970); 0: never.
        sent: how many messages were sent since.
        sent_at: when the last one was begun to be sent.
        events: ids of the events that were handled, the newest last.
        messages: ids of the messages that were sent, the newest last.
        told: when each kind of remark was last made.
        human_until: a human of the office is speaking with the person until then.
        left: the person follows the office no longer.
        held: what waits for the person's next message.
        noted_at: when anything of this was written down.
    """

    heard_at: float = 0.0
    sent: int = 0
    sent_at: float = 0.0
    events: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    told: dict[str, float] = field(default_factory=dict)
    human_until: float = 0.0
    left: bool = False
    held: list[Held] = field(default_factory=list)
    noted_at: float = 0.0

    def heard(self, at: float) -> None:
        """The person wrote; an older message that comes late changes nothing."""
        self.left = False
        if at > self.heard_at:
            self.heard_at, self.sent = at, 0

    def handled(self, event_id: str) -> None:
        """Remember an event, so that it is not handled again."""
        self.events = [*self.events, event_id][-KEPT_EVENTS:]

    def reached(self, at: float, message_id: str) -> None:
        """A message was sent to the person, by this program or by a clerk."""
        self.sent += 1
        self.sent_at = max(self.sent_at, at)
        if message_id:
            self.messages = [*self.messages, message_id][-KEPT_SENT:]

    def may_be_sent(self, now: float) -> bool:
        """Whether the next message is free of charge."""
        return self.sent < FREE_MESSAGES and now - self.heard_at <= FREE_SECONDS

    def take_held(self, now: float) -> list[dict[str, Any]]:
        """The bodies that waited, the oldest first; what is older than the free time is dropped."""
        held, self.held = self.held, []
        return [each.body for each in held if now - each.made_at <= FREE_SECONDS]


class People:
    """One note a person, named after a hash of the conversation's name.

    Args:
        channel: the channel's name.
        notes: where they are kept.
        turns: so that no two events of one person are handled at once.
        clock: seconds since the epoch.
    """

    def __init__(self, channel: str, notes: Notes, turns: Turns, clock: Callable[[], float] = time.time) -> None:
        self._channel = channel
        self._notes = notes
        self._turns = turns
        self._clock = clock

    @asynccontextmanager
    async def turn(self, person: str) -> AsyncIterator[Person]:
        """Read what is remembered of a person, alone; it is written at the end of the block, unless that raises.

        Raises:
            ApiError: 503 when other events of the person take too long.
            StoreUnavailable: the database failed.
        """
        name = self._name(person)
        async with self._turns.alone(name):
            about = await self.read(person)
            before = asdict(about)
            yield about
            if asdict(about) != before:
                about.noted_at = self._clock()
                await asyncio.to_thread(self._notes.write, name, asdict(about))

    async def read(self, person: str) -> Person:
        """What is remembered, not to be changed.

        Raises:
            StoreUnavailable: the database failed.
        """
        return _person(await asyncio.to_thread(self._notes.read, self._name(person)))

    async def forget(self, person: str) -> None:
        """Remember nothing.

        Raises:
            StoreUnavailable: the database failed.
        """
        await asyncio.to_thread(self._notes.remove, self._name(person))

    async def forget_silent(self, since: float) -> int:
        """Remember nothing of those about whom nothing was written since a moment; returns how many they were.

        Raises:
            StoreUnavailable: the database failed.
        """
        return await asyncio.to_thread(self._forget_silent, since)

    def _forget_silent(self, since: float) -> int:
        names = self._notes.names(f"{self._channel}:{PERSON}")
        silent = [name for name in names if _person(self._notes.read(name)).noted_at < since]
        for name in silent:
            self._notes.remove(name)
        return len(silent)

    def _name(self, person: str) -> str:
        return f"{self._channel}:{PERSON}{Sender(self._channel, person).hash}"


def _person(value: Any) -> Person:
    """A stored note; what another version wrote, and this one does not know, is left out."""
    known = {each.name for each in fields(Person)}
    values = {key: each for key, each in (value or {}).items() if key in known}
    held = [Held(**each) for each in values.pop("held", [])]
    return Person(**values, held=held)
