"""Zalo Official Account as a channel: events come in by webhook, replies leave through the outbox."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import httpx
from fastapi import APIRouter

from knowledge.messages import Message
from knowledge.settings import Settings
from web.channels.desk import Desk
from web.channels.zalo.api.client import Client
from web.channels.zalo.api.oauth import OAuth
from web.channels.zalo.api.tokens import Tokens
from web.channels.zalo.deletion import Deletion
from web.channels.zalo.delivery import Delivery
from web.channels.zalo.echoes import Echoes
from web.channels.zalo.incoming.events import Event
from web.channels.zalo.incoming.webhook import Webhook
from web.channels.zalo.mail import Mail
from web.channels.zalo.people import People
from web.channels.zalo.reception import Reception
from web.channels.zalo.rendering import Rendering
from web.channels.zalo.turns import Turns
from web.channels.zalo.watch import Watch
from web.channels.zalo.words import load_words
from web.chat.courier import Outcome
from web.chat.exchange import Packed
from web.chat.outbox import Parcel
from web.errors import ApiError

NAME = "zalo"
OPENING = 1.0
"""Seconds after which something to be sent is tried again that is taken up before the channel is open."""


@dataclass(frozen=True)
class _Parts:
    """What the channel is made of while the gateway runs."""

    reception: Reception
    delivery: Delivery
    deletion: Deletion
    tokens: Tokens
    watch: Watch


class ZaloChannel:
    """
    Args:
        settings: of the process.
        clock: seconds since the epoch.
    """

    name = NAME

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.time) -> None:
        self._settings = settings
        self._clock = clock
        self._words = load_words(settings.hotline)
        self._rendering = Rendering(
            self._words, settings.zalo_text_limit, settings.zalo_buttons, settings.public_url, settings.zalo_files
        )
        self._parts: _Parts | None = None
        self.counts: Counter[str] = Counter()

    @staticmethod
    def is_configured(settings: Settings) -> bool:
        """Whether the office has an Official Account."""
        return bool(settings.zalo_app_id and settings.zalo_oa_id and settings.zalo_app_secret)

    def routes(self) -> APIRouter:
        """POST /zalo/webhook and what belongs to it."""
        return Webhook(self._settings, self._receive, self._heard, self._unsigned, self.counts).routes()

    def pack(self, messages: Sequence[Message]) -> Packed:
        """A reply as bodies of Zalo's messages."""
        return self._rendering.pack(messages)

    async def deliver(self, parcel: Parcel) -> Outcome:
        """Send one parcel. Raises nothing."""
        if self._parts is None:
            return Outcome("again", OPENING, "opening")
        return await self._parts.delivery.deliver(parcel)

    async def open(self, desk: Desk, client: httpx.AsyncClient) -> None:
        """Begin: tokens are kept fresh, wishes to be forgotten are worked on."""
        echoes = Echoes()
        people = People(self.name, desk.notes, Turns(desk.leases), self._clock)
        tokens = Tokens(desk.notes, desk.leases, OAuth(client, self._settings, self._clock).refresh, self._clock)
        delivery = Delivery(
            client=Client(client, self._settings.zalo_api),
            tokens=tokens,
            people=people,
            echoes=echoes,
            rendering=self._rendering,
            counts=self.counts,
            paid=self._settings.zalo_paid_messages,
            clock=self._clock,
        )
        deletion = Deletion(desk, people, delivery.say, self._words, self.counts, self._clock)
        reception = Reception(
            desk, people, delivery, deletion, echoes, self._words, self._settings, self.counts, self._clock
        )
        mail = Mail(self.name, self._settings, self._words, desk.notes, desk.leases)
        watch = Watch(self._settings, desk.notes, tokens, mail, people, delivery.problems, self._clock)
        self._parts = _Parts(reception, delivery, deletion, tokens, watch)
        deletion.start()
        watch.start()

    async def close(self) -> None:
        """End; what is undone stays in the database."""
        if self._parts is not None:
            await self._parts.watch.close()
            await self._parts.deletion.close()
            await self._parts.tokens.close()

    def problems(self) -> dict[str, str]:
        """What an operator must know now."""
        return self._parts.watch.problems() if self._parts else {}

    async def _receive(self, event: Event) -> None:
        if self._parts is None:
            raise ApiError(503, "try_later")
        await self._parts.reception.receive(event)

    def _heard(self) -> None:
        if self._parts is not None:
            self._parts.watch.heard()

    def _unsigned(self) -> None:
        if self._parts is not None:
            self._parts.watch.unsigned()
