"""What each sender was answered lately: a message sent again is answered once, and no question is answered unseen.

Kept in memory: after a restart the gateway knows of no open question until the next reply.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.messages import CaseQuestion, Message
from web.chat.queue import Reply

KEPT_REPLIES = 3
"""Replies of one sender that are kept for a message that is sent again."""
SHORT = 80
"""The longest typed text, in characters, that can be an answer to a question; a longer one tells something new."""


@dataclass(frozen=True)
class Sent:
    """What a person sent: cleaned text, or a payload.

    `answers`: "<code>/<question_id>" of the question that was on the screen when it was typed.
    """

    content: str
    typed: bool
    message_id: str | None = None
    answers: str | None = None

    @property
    def may_answer(self) -> bool:
        """Whether the dialogue could take it for an answer to whatever it asks. A button names its question itself."""
        return self.typed and len(self.content) <= SHORT


@dataclass
class Unread:
    """A reply that came too late: nobody has seen it."""

    sent: Sent
    reply: Reply


@dataclass
class Deliveries:
    """One sender's.

    Attributes:
        question: the message that asks the question now open; None when none is, or it is not known.
        turn: the turn the dialogue has not answered yet, or has just answered.
        unread: the reply that waits to be seen.
    """

    question: Message | None = None
    turn: asyncio.Task[Reply | None] | None = None
    unread: Unread | None = None
    _replies: OrderedDict[str, Reply] = field(default_factory=OrderedDict)

    async def settled(self, patience: float) -> bool:
        """Wait for a turn that is still under way; False when it stays so for `patience` seconds."""
        if self.turn is not None:
            await asyncio.wait({self.turn}, timeout=patience)
            if not self.turn.done():
                return False
            if not self.turn.cancelled():
                self.turn.exception()  # a fault of a turn that nobody waits for ends here
            self.turn = None
        return True

    def arrived(self, sent: Sent, messages: Sequence[Message]) -> Reply:
        """The dialogue has answered: its reply, after what was unread before, is unread until it is taken."""
        self.question = question_of(messages)
        before = self.unread.reply.messages if self.unread else []
        self.unread = Unread(sent, Reply([*before, *messages]))
        self.keep(sent.message_id, self.unread.reply)
        return self.unread.reply

    def answered(self, sent: Sent) -> Reply | None:
        """The reply to a message that was sent before: it has the same id, or repeats the words of the unread turn."""
        known = self._replies.get(sent.message_id or "")
        unread = self.unread
        if unread and (known is unread.reply or (known is None and sent.content == unread.sent.content)):
            self.unread = None
            return unread.reply
        return known

    def keep(self, message_id: str | None, reply: Reply) -> None:
        """Remember the reply for a message that is sent again."""
        if not message_id or reply.status != 200:
            return
        self._replies[message_id] = reply
        self._replies.move_to_end(message_id)
        while len(self._replies) > KEPT_REPLIES:
            self._replies.popitem(last=False)

    def unseen_by(self, sent: Sent) -> list[Message]:
        """What must be shown in place of taking this message for an answer: its sender had not seen it.

        That is the unread reply, or the open question when the message was typed under another one.
        """
        if not sent.may_answer:
            return []
        if self.unread:
            unread, self.unread = self.unread, None
            return unread.reply.messages
        if self.question and sent.answers and sent.answers != question_key(self.question):
            return [self.question]
        return []


class AllDeliveries:
    """The deliveries of every sender; those of the sender unheard for longest are forgotten first."""

    def __init__(self, max_senders: int = 10_000) -> None:
        self._max = max_senders
        self._of: OrderedDict[str, Deliveries] = OrderedDict()

    def of(self, sender: str) -> Deliveries:
        """The sender's own."""
        deliveries = self._of.setdefault(sender, Deliveries())
        self._of.move_to_end(sender)
        while len(self._of) > self._max:
            self._of.popitem(last=False)
        return deliveries

    async def close(self) -> None:
        """Give up every turn that is still under way."""
        turns = [deliveries.turn for deliveries in self._of.values() if deliveries.turn]
        for turn in turns:
            turn.cancel()
        await asyncio.gather(*turns, return_exceptions=True)


def question_of(messages: Sequence[Message]) -> Message | None:
    """The message of a reply that asks a question about the case, the last one if there are several."""
    return next((message for message in reversed(messages) if isinstance(message.custom, CaseQuestion)), None)


def question_key(question: Message) -> str:
    """How a client names a question in `answers`: "<code>/<question_id>"."""
    assert isinstance(question.custom, CaseQuestion)
    return f"{question.custom.code}/{question.custom.question_id}"
