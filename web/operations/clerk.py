"""What a clerk does from the command line with people who asked for a human: list, take, answer, done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from knowledge.messages import Message, Notice
from knowledge.settings import VIETNAM
from knowledge.wording import Wording
from web.chat.exchange import Pack
from web.chat.handoffs import DONE, TAKEN, Handoffs
from web.chat.inbox import Inbox
from web.chat.outbox import Outbox
from web.chat.sender import hash_of
from web.store.database import Database


class NobodyThere(Exception):
    """There is no open request with this number."""


class Clerk:
    """Args: the gateway's database, how each channel that sends by itself packs a reply, and the sentences."""

    def __init__(self, database: Database, packs: Mapping[str, Pack], wording: Wording) -> None:
        self._database = database
        self._packs = packs
        self._wording = wording
        self._handoffs = Handoffs(database)
        self._inbox = Inbox(database)
        self._outbox = Outbox(database)

    def lines(self) -> Iterator[str]:
        """Everybody who waits or is being answered, a line each: number, state, since when, who, why, about what."""
        for one in self._handoffs.open():
            asked = dt.datetime.fromtimestamp(one.asked_at, VIETNAM)
            channel = one.sender.partition(":")[0]
            who = f"{channel} {hash_of(one.sender)}"
            yield "  ".join((f"{one.id}", one.state, f"{asked:%d/%m %H:%M}", who, one.reason, one.summary or "-"))

    def take(self, number: int) -> None:
        """Note that somebody is being answered.

        Raises:
            NobodyThere: there is no such open request.
        """
        self._mark(number, TAKEN)

    def done(self, number: int) -> None:
        """Note that a request is settled.

        Raises:
            NobodyThere: there is no such open request.
        """
        self._mark(number, DONE)

    def answer(self, number: int, text: str) -> None:
        """Send the person a text of the clerk's; on the page it is shown there as soon as the page asks.

        Raises:
            NobodyThere: there is no such open request.
        """
        one = self._handoffs.get(number)
        if one is None or one.state == DONE:
            raise NobodyThere(f"no open request has the number {number}")
        said = Message(text=self._wording.say("api.from_a_human", text=text), custom=Notice(topic="human"))
        channel = one.sender.partition(":")[0]
        pack = self._packs.get(channel)
        with self._database.transaction() as connection:
            self._inbox.add(connection, one.sender, [said], delivered=pack is not None)
            if pack is not None:
                self._outbox.put(connection, channel, one.sender, pack([said]).bodies, None)
        self._handoffs.mark(number, TAKEN)

    def _mark(self, number: int, state: str) -> None:
        if not self._handoffs.mark(number, state):
            raise NobodyThere(f"no open request has the number {number}")
