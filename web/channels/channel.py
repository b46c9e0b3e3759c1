"""What a channel is: it reads what a person sent in its own form, and puts the bot's messages into its own form."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import httpx
from fastapi import APIRouter

from knowledge.messages import Message
from web.channels.desk import Desk
from web.chat.conversation import Conversation
from web.chat.courier import Outcome
from web.chat.exchange import Packed, Reply
from web.chat.outbox import Parcel
from web.chat.sender import Sender
from web.errors import ApiError
from web.rate_limiter import RateLimiter


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """What a person sent, whichever way it came. Which payloads may come back is the offer book's to say.

    Args:
        sender: what the channel calls the person; always the same, and nobody else's.
        text: what was typed.
        payload: of the button that was pressed.
        message_id: the same when the message is sent again, which is then answered once.
        answers: "<code>/<question_id>" of the question on the screen, where the channel knows it.
        seen: the number of the last reply on the screen, where the channel knows it.
        address: where it came from, for fairness between addresses.

    Raises:
        ApiError: 422, unless there is exactly one of text and payload.
        ValueError: there is no sender.
    """

    sender: str
    text: str | None = None
    payload: str | None = None
    message_id: str | None = None
    answers: str | None = None
    seen: int | None = None
    address: str = ""

    def __post_init__(self) -> None:
        if (self.text is None) == (self.payload is None):
            raise ApiError(422, "text_or_payload")
        if not self.sender:
            raise ValueError("a message needs a sender")


Request = TypeVar("Request", contravariant=True)
Rendered = TypeVar("Rendered", covariant=True)


class Channel(Protocol[Request, Rendered]):
    """`name` is the prefix of its senders' conversations: unlike any other channel's, and never changed."""

    @property
    def name(self) -> str: ...

    def receive(self, request: Request) -> Incoming:
        """Read a request of the channel.

        Raises:
            ApiError: it cannot be read.
        """
        ...

    def render(self, messages: Sequence[Message]) -> Rendered:
        """The bot's reply in the form in which the channel sends it."""
        ...


Converse = Callable[[Incoming], Awaitable[Reply]]
"""Hands a message to the dialogue and returns its reply."""


class MountedChannel(Channel[Request, Rendered], Protocol[Request, Rendered]):
    """A channel with routes of its own, as `create_app(channels=…)` takes it."""

    def routes(self, converse: Converse) -> APIRouter:
        """The channel's routes. They call `receive`, then `converse`, and send what `render` makes of the reply."""
        ...


async def converse(channel: str, incoming: Incoming, conversation: Conversation, limits: RateLimiter) -> Reply:
    """One message of a channel through the dialogue.

    Raises:
        ApiError: 422 when the text is too long or the button was not offered; 429 when the sender writes too fast.
    """
    sender = Sender(channel, incoming.sender, incoming.address)
    await limits.take(sender.name)
    if incoming.payload is not None:
        return await conversation.press(sender, incoming.payload, incoming.message_id)
    return await conversation.type(sender, incoming.text or "", incoming.message_id, incoming.answers, incoming.seen)


class PushingChannel(Protocol):
    """A channel that sends by itself: what comes in is stored and acknowledged, replies leave through the outbox.

    `name` is the prefix of its senders' conversations: unlike any other channel's, and never changed.
    """

    @property
    def name(self) -> str: ...

    @property
    def counts(self) -> Mapping[str, int]:
        """How often what happened since the start, by a stable name: shown on /metrics."""
        ...

    def routes(self) -> APIRouter:
        """The channel's routes; they are called only between `open` and `close`."""
        ...

    def pack(self, messages: Sequence[Message]) -> Packed:
        """A reply in the channel's own form."""
        ...

    async def deliver(self, parcel: Parcel) -> Outcome:
        """Send one parcel. Raises nothing."""
        ...

    async def open(self, desk: Desk, client: httpx.AsyncClient) -> None:
        """The gateway has started; background tasks begin here."""
        ...

    async def close(self) -> None:
        """The gateway stops."""
        ...

    def problems(self) -> dict[str, str]:
        """What an operator must know now, by a stable name: shown on /healthz. Empty when all is well."""
        ...
