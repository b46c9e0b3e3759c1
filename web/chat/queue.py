"""Order in front of the dialogue: one message at a time a session, and a repeated message answered once."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from knowledge.messages import Message
from web.errors import ApiError

MAX_WAITING = 3
"""Messages of one session that may wait behind the one being answered."""


@dataclass(frozen=True)
class Reply:
    """What goes back to the person, with the HTTP status."""

    messages: list[Message]
    status: int = 200


@dataclass
class _Gate:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    inside: int = 0


class SessionQueue:
    """A lock a session, forgotten when nobody holds it. Rasa's own lock expires and is not enough.

    Args:
        patience: seconds a message waits for its turn.
    """

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._gates: dict[str, _Gate] = {}

    @asynccontextmanager
    async def turn(self, session: str) -> AsyncIterator[None]:
        """Wait for the session's turn.

        Raises:
            ApiError: 429, when too many messages wait already or the wait is too long.
        """
        gate = self._gates.setdefault(session, _Gate())
        if gate.inside > MAX_WAITING:
            raise ApiError(429, "one_at_a_time", headers={"Retry-After": "2"})
        gate.inside += 1
        try:
            try:
                await asyncio.wait_for(gate.lock.acquire(), self._patience)
            except TimeoutError:
                raise ApiError(429, "one_at_a_time", headers={"Retry-After": "5"}) from None
            try:
                yield
            finally:
                gate.lock.release()
        finally:
            gate.inside -= 1
            if not gate.inside:
                self._gates.pop(session, None)


class LastReplies:
    """The last answered message of each session, so that one sent again after a lost answer is not asked twice."""

    def __init__(self, max_sessions: int = 10_000) -> None:
        self._max = max_sessions
        self._last: OrderedDict[str, tuple[str, Reply]] = OrderedDict()

    def find(self, session: str, message_id: str | None) -> Reply | None:
        """The answer already given to this message."""
        known, reply = self._last.get(session, ("", None))
        return reply if message_id and known == message_id else None

    def keep(self, session: str, message_id: str | None, reply: Reply) -> None:
        if not message_id or reply.status != 200:
            return
        self._last[session] = (message_id, reply)
        self._last.move_to_end(session)
        while len(self._last) > self._max:
            self._last.popitem(last=False)
