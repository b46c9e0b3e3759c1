"""From what somebody sends to the reply: checked, cleaned, masked, stored, answered once and in order."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from knowledge.messages import Message, Notice
from knowledge.text.privacy import kinds, mask, without_markers
from knowledge.wording import Wording
from web.chat.admission import Addresses, Admission, Busy
from web.chat.clean_text import clean, has_words, is_command
from web.chat.exchange import Pack, Reply, Sent
from web.chat.inbox import FAILED, Inbox, Receipt, TooManyWaiting
from web.chat.offers import OfferBook
from web.chat.outbox import Outbox
from web.chat.sender import Sender
from web.chat.worker import Worker
from web.errors import ApiError
from web.store.database import StoreUnavailable

MOST_WAITING = 4
"""Messages of one person that may wait for their answers."""
MOST_PUSHED = 50
"""The same where the channel would lose a message that is refused."""
FEW_WORDS = 3
"""So few words are taken for an answer when the conversation they were typed in has ended."""
AGAIN_AFTER = 2
"""Seconds after which a message that got no reply in time is worth sending again."""
P = ParamSpec("P")
T = TypeVar("T")


@dataclass
class Conversation:
    """The gateway's one way to the dialogue, for every channel.

    Args:
        inbox: where messages are stored.
        outbox: of the channels that send by themselves.
        offers: which payloads were offered.
        worker: answers what waits.
        admission: refuses what would wait too long.
        packs: by the names of the channels that send by themselves, how a reply is put into their form.
        addresses: by sender, the address the person was last heard from.
        wording: the sentences of the notices.
        max_text: longest message, in characters.
        patience: seconds a message waits for its reply.
        pause: says why no message is taken now; "" when they are.
    """

    inbox: Inbox
    outbox: Outbox
    offers: OfferBook
    worker: Worker
    admission: Admission
    packs: Mapping[str, Pack]
    addresses: Addresses
    wording: Wording
    max_text: int
    patience: float
    pause: Callable[[], str] = str

    async def type(
        self,
        sender: Sender,
        text: str,
        message_id: str | None = None,
        answers: str | None = None,
        seen: int | None = None,
    ) -> Reply:
        """Answer typed text.

        Args:
            sender: who typed it.
            text: as it was typed.
            message_id: the same when it is sent again.
            answers: "<code>/<question_id>" of the question that was on the screen.
            seen: the number of the last reply that was on the screen.

        Raises:
            ApiError: 422 when it is too long, 429 when earlier messages still wait, 503 when too much is going on,
                it cannot be stored or the office has paused the chat.
        """
        self._check_open()
        sent = self._read(text, message_id, answers, seen)
        return Reply([sent]) if isinstance(sent, Message) else await self._exchange(sender, sent)

    async def press(self, sender: Sender, payload: str, message_id: str | None = None) -> Reply:
        """Answer a pressed button.

        Raises:
            ApiError: 422 when the button was not offered to this sender; else as `type`.
        """
        self._check_open()
        await self._check_offered(sender, payload)
        return await self._exchange(sender, Sent(content=payload, typed=False, message_id=message_id))

    async def again(self, sender: Sender, message_id: str) -> Reply | None:
        """The reply to a message that was sent before, by its id alone; None when no such message is kept.

        Raises:
            ApiError: 503 when the database fails.
        """
        receipt = await self._stored(self.inbox.again, sender.name, message_id)
        if receipt is None:
            return None
        return receipt.reply or await self._wait(sender, receipt)

    def is_lost(self, text: str | None) -> bool:
        """Whether a text says nothing without the conversation it was typed in, which has ended."""
        words = clean(text or "").split()
        return 0 < len(words) <= FEW_WORDS

    def lost(self) -> Reply:
        """What somebody is told who goes on with a conversation that has ended."""
        return Reply([self._notice("expired", "expired")])

    async def news(self, sender: Sender) -> Reply:
        """Replies that somebody was not given yet: one that came late, or a clerk's.

        Raises:
            ApiError: 503 when the database fails.
        """
        return await self._stored(self.inbox.news, sender.name) or Reply([])

    async def hear(self, sender: Sender, text: str, message_id: str, payload: str | None = None) -> None:
        """Store what somebody sent on a channel that sends by itself; the reply goes through the outbox.

        Args:
            sender: who sent it.
            text: what was typed.
            message_id: the same when the channel delivers it again.
            payload: of a button that was pressed; one that was not offered is answered like words.

        Raises:
            ApiError: 503 when it cannot be stored: the channel must deliver it again.
        """
        if why := self.pause():
            await self._stored(self.tell, sender, [self._notice("paused", "unavailable", why=why)])
            return
        if payload is not None and await self._stored(self.offers.allows, sender.hash, payload):
            await self._accept(sender, Sent(content=payload, typed=False, message_id=message_id), MOST_PUSHED)
        else:
            sent = self._read(text[: self.max_text], message_id, None, None)
            if isinstance(sent, Message):
                await self._stored(self.tell, sender, [sent])
                return
            await self._accept(sender, sent, MOST_PUSHED)
        self.worker.wake(sender.name)

    async def numbers(self, sender: Sender) -> dict[int, str]:
        """What each number of the last reply to somebody stands for, on a channel that shows buttons as numbers.

        Raises:
            ApiError: 503 when the database fails.
        """
        return await self._stored(self.inbox.numbers, sender.name)

    def tell(self, sender: Sender, messages: list[Message]) -> None:
        """Put messages that answer nothing into the outbox of a channel that sends by itself.

        Raises:
            StoreUnavailable: they cannot be stored.
        """
        self.outbox.add(sender.channel, sender.name, self.packs[sender.channel](messages).bodies)

    def _read(self, text: str, message_id: str | None, answers: str | None, seen: int | None) -> Sent | Message:
        """What is handed on; or the notice that answers a text that says nothing."""
        if len(text) > self.max_text:
            raise ApiError(422, "too_long", limit=self.max_text, length=len(text))
        words = clean(text)
        if not has_words(words):
            return self._notice("no_words" if words else "empty", "not_understood")
        if is_command(text):
            return self._notice("command", "not_understood")
        masked = mask(words)
        if not has_words(without_markers(masked)):
            return self._notice("only_masked", "masked")
        return Sent(content=masked, typed=True, message_id=message_id, answers=answers, seen=seen, masked=kinds(masked))

    def _check_open(self) -> None:
        if why := self.pause():
            raise ApiError(503, "paused", why=why)

    async def _check_offered(self, sender: Sender, payload: str) -> None:
        if not await self._stored(self.offers.allows, sender.hash, payload):
            raise ApiError(422, "not_offered")

    async def _exchange(self, sender: Sender, sent: Sent) -> Reply:
        try:
            self.admission.check(sender.address)
        except Busy as busy:
            wait = {"Retry-After": str(busy.seconds)}
            raise ApiError(503, "busy", headers=wait, seconds=busy.seconds) from None
        receipt = await self._accept(sender, sent, MOST_WAITING)
        return receipt.reply or await self._wait(sender, receipt)

    async def _wait(self, sender: Sender, receipt: Receipt) -> Reply:
        try:
            reply = await self.worker.reply(sender.name, receipt.id, self.patience)
            given_up = reply is None and await asyncio.to_thread(self.inbox.state, receipt.id) == FAILED
        except StoreUnavailable:
            reply, given_up = None, False
        if given_up:
            return Reply([self._notice("given_up", "unavailable")], status=503)
        return reply or Reply([self._notice("unavailable", "unavailable")], status=503, again_after=AGAIN_AFTER)

    async def _accept(self, sender: Sender, sent: Sent, most: int) -> Receipt:
        self.addresses.note(sender.name, sender.address)
        try:
            return await self._stored(self.inbox.accept, sender.name, sent, most)
        except TooManyWaiting:
            raise ApiError(429, "one_at_a_time", headers={"Retry-After": str(AGAIN_AFTER)}) from None

    @staticmethod
    async def _stored(call: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        try:
            return await asyncio.to_thread(call, *arguments, **named)
        except StoreUnavailable:
            raise ApiError(503, "try_later", headers={"Retry-After": "10"}) from None

    def _notice(self, key: str, topic: str, **values: object) -> Message:
        return Message(text=self.wording.say(f"api.{key}", **values), custom=Notice(topic=topic))
