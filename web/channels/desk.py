"""What a channel that sends by itself may do with the rest of the gateway."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from knowledge.messages import Message
from web.chat.conversation import Conversation
from web.chat.handoffs import TAKEN, Handoffs
from web.chat.keeping.forgetting import Forgetting
from web.chat.outbox import Outbox
from web.chat.sender import Sender
from web.store.database import StoreUnavailable
from web.store.leases import Leases
from web.store.notes import Notes

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Desk:
    """One channel's. People are named as the channel names them.

    Args:
        channel: the channel's name.
        conversation: the way to the dialogue.
        outbox: what still has to be sent.
        notes: small things to be remembered, in the database.
        leases: for what only one gateway may do at a time.
        forgetting: deletes what is kept of a person.
        handoffs: who waits for a human.
        wake: called when something was put into the outbox.
    """

    channel: str
    conversation: Conversation
    outbox: Outbox
    notes: Notes
    leases: Leases
    forgetting: Forgetting
    handoffs: Handoffs
    wake: Callable[[], None]

    async def hear(self, person: str, text: str, message_id: str, payload: str | None = None) -> None:
        """Store what somebody sent; the reply goes through the outbox. `payload`: of a pressed button.

        Raises:
            ApiError: 503 when it cannot be stored: the channel must deliver it again.
        """
        await self.conversation.hear(self._sender(person), text, message_id, payload)
        self.wake()

    async def numbers(self, person: str) -> dict[int, str]:
        """What each number of the last reply to somebody stands for.

        Raises:
            ApiError: 503 when the database fails.
        """
        return await self.conversation.numbers(self._sender(person))

    async def tell(self, person: str, messages: Sequence[Message]) -> None:
        """Send something that answers no message of the dialogue.

        Raises:
            StoreUnavailable: it cannot be stored.
        """
        await asyncio.to_thread(self.conversation.tell, self._sender(person), list(messages))
        self.wake()

    async def silence(self, person: str, until: float) -> None:
        """A human of the office is speaking with the person: say nothing until then (seconds since 1970).

        Whoever waited for a human is taken care of.

        Raises:
            StoreUnavailable: it cannot be stored.
        """
        sender = self._sender(person).name
        await asyncio.to_thread(self.conversation.inbox.silence, sender, until)
        await asyncio.to_thread(self.handoffs.mark_of, sender, TAKEN)

    async def arrived(self, person: str, digest: str) -> bool:
        """The channel reports that a body with this digest (see `web.chat.outbox.digest`) reached the person.

        Raises:
            StoreUnavailable: it cannot be stored.
        """
        return await asyncio.to_thread(self.outbox.arrived, self.channel, self._sender(person).name, digest)

    async def forget(self, person: str) -> bool:
        """Delete everything that is kept of a person; False when the dialogue could not be reached: try again."""
        try:
            return await self.forgetting.forget(self._sender(person).name)
        except StoreUnavailable:
            return False

    def _sender(self, person: str) -> Sender:
        return Sender(self.channel, person)
