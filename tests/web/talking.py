"""A Talk, as the gateway makes one, over a database and a stand-in dialogue, without HTTP in front of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import httpx

from knowledge.messages import Message
from knowledge.settings import Settings
from tests.web.stand_in import StandIn
from web.channels.desk import Desk
from web.chat.courier import Outcome
from web.chat.exchange import Packed
from web.chat.outbox import Parcel
from web.chat.rasa_client import RasaClient
from web.store.database import Database
from web.store.leases import Leases
from web.talk import Talk
from web.wording import load_wording

SENT = Outcome("sent")
wording_of = lru_cache(load_wording)


@dataclass
class Toy:
    """A channel that sends by itself: a text for each message, its buttons as numbers.

    Attributes:
        away: whether everything that is sent must be sent again.
        sent: (person, text) of what was sent.
    """

    away: bool = False
    sent: list[tuple[str, str]] = field(default_factory=list)
    desk: Desk = field(init=False)

    def pack(self, messages: Sequence[Message]) -> Packed:
        payloads = [button.payload for message in messages for button in message.buttons]
        return Packed([{"text": message.text} for message in messages], dict(enumerate(payloads, start=1)))

    async def deliver(self, parcel: Parcel) -> Outcome:
        if self.away:
            return Outcome("again", 0.1, "away")
        self.sent.append((parcel.sender.partition(":")[2], str(parcel.body["text"])))
        return SENT

    def to(self, person: str) -> list[str]:
        return [text for receiver, text in self.sent if receiver == person]


@asynccontextmanager
async def open_talk(
    database: Database, rasa: StandIn, toy: Toy | None = None, grace: float = 5.0, **changes: Any
) -> AsyncIterator[Talk]:
    """A gateway's Talk; with `grace` 0 it ends like a gateway that is killed, and takes nothing to an end."""
    settings = Settings(var=Path("/nonexistent"), rasa_port=rasa.port, reply_timeout=10.0).model_copy(update=changes)
    wording = wording_of(settings.hotline)
    async with httpx.AsyncClient(trust_env=False) as client:
        dialogue = RasaClient(client, settings.rasa_addresses, settings.reply_timeout, settings.parts_secret)
        talk = Talk(settings, database, Leases(database), dialogue, wording)
        if toy is not None:
            toy.desk = talk.add_pushing("toy", toy.pack, toy.deliver)
        talk.start()
        try:
            yield talk
        finally:
            await talk.close(grace)
