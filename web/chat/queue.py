"""Order in front of the dialogue: one message of a sender at a time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from knowledge.messages import Message
from web.errors import ApiError

MAX_WAITING = 3
"""Messages of one sender that may wait behind the one being answered."""


@dataclass(frozen=True)
class Reply:
    """What goes back to the person, with the HTTP status."""

    messages: list[Message]
    status: int = 200


@dataclass
class _Gate:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    inside: int = 0


class SenderQueue:
    """A lock for each sender, forgotten when nobody holds it. Rasa's own lock expires and is not enough.

    Args:
        patience: seconds a message waits for its turn.
    """

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._gates: dict[str, _Gate] = {}

    @asynccontextmanager
    async def turn(self, sender: str) -> AsyncIterator[None]:
        """Wait for the sender's turn.

        Raises:
            ApiError: 429, when too many messages wait already or the wait is too long.
        """
        gate = self._gates.setdefault(sender, _Gate())
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
                self._gates.pop(sender, None)
