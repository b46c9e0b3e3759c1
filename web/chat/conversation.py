"""One turn of a conversation: what was typed or pressed becomes the bot's messages."""

from __future__ import annotations

import asyncio
import logging
import time

from knowledge.messages import Message, Notice
from knowledge.text.privacy import mask
from knowledge.wording import Wording
from web.chat.clean_text import clean, has_words, is_command
from web.chat.deliveries import AllDeliveries, Deliveries, Sent, question_of
from web.chat.offers import ALWAYS_ALLOWED, OfferBook
from web.chat.queue import Reply, SenderQueue
from web.chat.rasa_client import DialogueError, RasaClient
from web.chat.sender import Sender
from web.errors import ApiError
from web.logs import event


class Conversation:
    """Checks, cleans and masks what people send, and hands it to the dialogue: one message of a sender at a time.

    A turn goes on when nobody waits for it any more; its reply is kept and shown before anything else happens.

    Args:
        dialogue: the client of Rasa; it may wait longer than `patience`.
        offers: which payloads were offered.
        wording: the sentences of the notices.
        max_text: longest message, in characters.
        patience: seconds a message waits for its reply, and behind an earlier one of the same sender.
    """

    def __init__(
        self, dialogue: RasaClient, offers: OfferBook, wording: Wording, max_text: int, patience: float
    ) -> None:
        self._dialogue = dialogue
        self._offers = offers
        self._wording = wording
        self._max_text = max_text
        self._patience = patience
        self._queue = SenderQueue(patience)
        self._deliveries = AllDeliveries()

    async def type(self, sender: Sender, text: str, message_id: str | None = None, answers: str | None = None) -> Reply:
        """Answer typed text.

        Args:
            sender: who typed it.
            text: as it was typed.
            message_id: the same when it is sent again.
            answers: "<code>/<question_id>" of the question that was on the screen.

        Raises:
            ApiError: 422 when it is too long, 429 when earlier messages still wait.
        """
        if len(text) > self._max_text:
            raise ApiError(422, "too_long", limit=self._max_text, length=len(text))
        words = clean(text)
        if not has_words(words):
            return Reply([self._notice("no_words" if words else "empty", "not_understood")])
        if is_command(text):
            return Reply([self._notice("command", "not_understood")])
        return await self._exchange(sender, Sent(mask(words), True, message_id, answers))

    async def press(self, sender: Sender, payload: str, message_id: str | None = None) -> Reply:
        """Answer a pressed button.

        Raises:
            ApiError: 422 when the button was not offered to this sender, 429 when earlier messages still wait.
        """
        if not await asyncio.to_thread(self._offers.allows, sender.hash, payload):
            raise ApiError(422, "not_offered")
        return await self._exchange(sender, Sent(payload, False, message_id))

    async def close(self) -> None:
        """Give up the turns that are still under way."""
        await self._deliveries.close()

    async def _exchange(self, sender: Sender, sent: Sent) -> Reply:
        async with self._queue.turn(sender.name):
            deliveries = self._deliveries.of(sender.name)
            if not await deliveries.settled(self._patience):
                return self._unavailable()
            if (known := deliveries.answered(sent)) is not None:
                return known
            reply = await self._answer(sender, deliveries, sent)
            deliveries.keep(sent.message_id, reply)
            return reply

    async def _answer(self, sender: Sender, deliveries: Deliveries, sent: Sent) -> Reply:
        """The reply to a new message; what nobody has seen yet comes first."""
        if unseen := deliveries.unseen_by(sent):
            key = "received_question" if question_of(unseen) else "received"
            return Reply([self._notice(key, "already_received"), *unseen])
        if sent.content in ALWAYS_ALLOWED:  # whoever starts over wants to see nothing of before
            deliveries.unread = None
        return await self._ask(sender, deliveries, sent)

    async def _ask(self, sender: Sender, deliveries: Deliveries, sent: Sent) -> Reply:
        started = time.perf_counter()
        deliveries.turn = asyncio.create_task(self._turn(sender, deliveries, sent))
        await asyncio.wait({deliveries.turn}, timeout=self._patience)
        if not deliveries.turn.done():
            self._log_silence(sender, "timeout", started)
            return self._unavailable()
        turn, deliveries.turn = deliveries.turn, None
        reply = turn.result()
        if reply is None:
            return self._unavailable()
        deliveries.unread = None
        return reply

    async def _turn(self, sender: Sender, deliveries: Deliveries, sent: Sent) -> Reply | None:
        """Hand the words to the dialogue and keep its reply, however late it comes; None when it gives none."""
        started = time.perf_counter()
        try:
            messages = await self._dialogue.send(sender.name, sent.content)
        except DialogueError as error:
            self._log_silence(sender, error.reason, started)
            return None
        payloads = [button.payload for message in messages for button in message.buttons]
        await asyncio.to_thread(self._offers.record, sender.hash, payloads)
        return deliveries.arrived(sent, messages)

    def _unavailable(self) -> Reply:
        return Reply([self._notice("unavailable", "unavailable")], status=503)

    def _notice(self, key: str, topic: str) -> Message:
        return Message(text=self._wording.say(f"api.{key}"), custom=Notice(topic=topic))

    @staticmethod
    def _log_silence(sender: Sender, reason: str, started: float) -> None:
        ms = round((time.perf_counter() - started) * 1000, 1)
        event("dialogue_unavailable", logging.ERROR, session=sender.hash, reason=reason, ms=ms)
