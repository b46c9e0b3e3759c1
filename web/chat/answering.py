"""Answers one message of the inbox: through the dialogue, or with what the person has not seen yet."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from knowledge.messages import Message, Notice
from knowledge.wording import Wording
from web.chat.admission import Addresses, Admission
from web.chat.exchange import Pack, Reply, payloads_of, with_changes
from web.chat.handoffs import Handoffs
from web.chat.inbox import Inbox, Taken
from web.chat.offers import ALWAYS_ALLOWED, OfferBook
from web.chat.outbox import Outbox
from web.chat.rasa_client import DialogueError, RasaClient
from web.chat.sender import hash_of
from web.chat.worker import Waited
from web.logs import event
from web.store.database import Database, StoreUnavailable

TRIES = 3
"""How often a message is tried that makes the dialogue fail."""
GIVE_UP_AFTER = 120.0
"""Seconds after which a message is given up while the dialogue cannot be reached and the person can send it again."""
GIVE_UP_PUSHED_AFTER = 3600.0
"""The same where the person cannot know that nobody works on it: the channel sends by itself."""


@dataclass
class Answering:
    """What the worker calls for each message.

    Args:
        dialogue: the client of Rasa.
        database: the gateway's; the reply and all that belongs to it are stored in one transaction.
        inbox: where the message waits.
        offers: which payloads were offered.
        outbox: of the channels that send by themselves.
        packs: by the names of those channels, how a reply is put into their form.
        admission: slots for turns.
        wording: the sentences of the notices.
        handoffs: who waits for a human.
        handoff_hours: when the office answers them, in words; "": it does not.
        addresses: by sender, the address the person was last heard from.
        clock: seconds since the epoch, the inbox's.
        sent: called with the name of the channel whenever something was put into its outbox.
    """

    dialogue: RasaClient
    database: Database
    inbox: Inbox
    offers: OfferBook
    outbox: Outbox
    packs: Mapping[str, Pack]
    admission: Admission
    wording: Wording
    handoffs: Handoffs
    handoff_hours: str
    addresses: Addresses
    clock: Callable[[], float] = time.time
    sent: Callable[[str], None] = lambda channel: None

    def __post_init__(self) -> None:
        self._before = self.inbox.last()
        self._handed: set[int] = set()

    async def __call__(self, taken: Taken, waited: Waited) -> Reply | None:
        """The reply, stored; None when there is none (yet).

        Raises:
            StoreUnavailable: it could not be stored; the dialogue gives the same one when it is asked again.
        """
        try:
            return await self._answer(taken, waited)
        except StoreUnavailable:
            raise
        except Exception as error:  # a fault of ours: what is behind the message must not wait for ever
            event("answer_fault", logging.ERROR, session=hash_of(taken.sender), error=type(error).__name__)
            await self._not_answered(taken, DialogueError("fault"))
            return None

    async def _answer(self, taken: Taken, waited: Waited) -> Reply | None:
        if taken.sent.content in ALWAYS_ALLOWED:  # whoever starts over wants to see nothing of before
            taken = replace(taken, unread=[])
        elif taken.sent.may_answer and (taken.unread or taken.unseen):
            return await self._store(taken, self._not_taken(taken), waited, asks=False)
        started = time.perf_counter()
        try:
            async with self.admission.slot(self.addresses.of(taken.sender)):
                again = self._was_handed(taken)
                self._handed.add(taken.id)
                messages = await self.dialogue.send(taken.sender, taken.sent.content, _turn_id(taken), again)
        except DialogueError as error:
            ms = round((time.perf_counter() - started) * 1000, 1)
            event("dialogue_unavailable", logging.ERROR, session=hash_of(taken.sender), reason=error.reason, ms=ms)
            await self._not_answered(taken, error)
            return None
        messages = [*self._about_masking(taken), *taken.unread, *with_changes(messages)]
        return await self._store(taken, messages, waited, asks=True)

    def _was_handed(self, taken: Taken) -> bool:
        """Whether the dialogue may have been given the message before, by this gateway or another one."""
        return self.database.shared or taken.id <= self._before or taken.id in self._handed

    def _not_taken(self, taken: Taken) -> list[Message]:
        """What is shown in place of taking a message for an answer: its sender had not seen what it would answer."""
        shown = taken.unread or ([taken.unseen] if taken.unseen else [])
        key = "received_question" if taken.unseen else "received"
        return [self._notice(key, "already_received"), *shown]

    def _about_masking(self, taken: Taken) -> list[Message]:
        new = [kind for kind in taken.sent.masked if kind not in taken.told]
        if not new:
            return []
        text = self.wording.say("api.masked", kinds=", ".join(kind.strip("[]") for kind in new))
        return [Message(text=text, custom=Notice(topic="masked"))]

    def _about_queue(self, connection: Connection, sender: str, messages: Sequence[Message]) -> list[Message]:
        """What somebody is told who asked for a human, where the office answers people here."""
        place = self.handoffs.put(connection, sender, messages) if self.handoff_hours else None
        if place is None:
            return []
        text = self.wording.say("api.queued", place=place, hours=self.handoff_hours)
        return [Message(text=text, custom=Notice(topic="queued"))]

    async def _not_answered(self, taken: Taken, error: DialogueError) -> None:
        await asyncio.to_thread(self.inbox.tried, taken.id)
        pushed = taken.channel in self.packs
        patience = GIVE_UP_PUSHED_AFTER if pushed else GIVE_UP_AFTER
        if error.passing and self.clock() - taken.since < patience:
            return
        if not error.passing and taken.tries + 1 < TRIES:
            return
        await asyncio.to_thread(self.inbox.fail, taken.id)
        if pushed:
            bodies = self.packs[taken.channel]([self._notice("given_up", "unavailable")]).bodies
            await asyncio.to_thread(self.outbox.add, taken.channel, taken.sender, bodies)
            self.sent(taken.channel)

    async def _store(self, taken: Taken, messages: list[Message], waited: Waited, *, asks: bool) -> Reply | None:
        reply = await asyncio.to_thread(self._write, taken, messages, waited, asks)
        self._handed.discard(taken.id)
        if reply is not None and taken.channel in self.packs:
            self.sent(taken.channel)
        return reply

    def _write(self, taken: Taken, messages: Sequence[Message], waited: Waited, asks: bool) -> Reply | None:
        pack = self.packs.get(taken.channel)
        with self.database.transaction() as connection:
            # asked only now: somebody may have stopped waiting while the dialogue thought
            delivered = pack is not None or waited()
            messages = [*messages, *self._about_queue(connection, taken.sender, messages)]
            reply = self.inbox.finish(connection, taken, messages, delivered=delivered, asks=asks)
            if reply is None:
                return None
            offered = [payload for payload in payloads_of(messages) if payload]
            self.offers.record(connection, hash_of(taken.sender), offered)
            if pack is not None:
                packed = pack(messages)
                self.outbox.put(connection, taken.channel, taken.sender, packed.bodies, taken.id)
                self.inbox.remember_numbers(connection, taken.sender, packed.numbers)
            return reply

    def _notice(self, key: str, topic: str) -> Message:
        return Message(text=self.wording.say(f"api.{key}"), custom=Notice(topic=topic))


def _turn_id(taken: Taken) -> str:
    # the time too: after a database was set aside the numbers begin anew, the conversations do not
    return f"{taken.id}.{int(taken.received_at * 1000)}"
