"""One turn of a conversation: what was typed or pressed becomes the bot's messages."""

from __future__ import annotations

import asyncio
import logging
import time

from knowledge.messages import Message, Notice
from knowledge.text.privacy import mask
from knowledge.wording import Wording
from web.chat.clean_text import clean, has_words, is_command
from web.chat.offers import OfferBook
from web.chat.queue import LastReplies, Reply, SessionQueue
from web.chat.rasa_client import DialogueError, RasaClient
from web.chat.sessions import Session
from web.errors import ApiError
from web.logs import event


class Conversation:
    """Checks, cleans and masks what people send, and hands it to the dialogue, one message at a time a session.

    Args:
        dialogue: the client of Rasa.
        offers: which payloads were offered.
        wording: the words of the notices.
        max_text: longest message, in characters.
        patience: seconds a message waits behind an earlier one of the same session.
    """

    def __init__(
        self, dialogue: RasaClient, offers: OfferBook, wording: Wording, max_text: int, patience: float
    ) -> None:
        self._dialogue = dialogue
        self._offers = offers
        self._wording = wording
        self._max_text = max_text
        self._queue = SessionQueue(patience)
        self._last = LastReplies()

    async def type(self, session: Session, text: str, message_id: str | None = None) -> Reply:
        """Answer typed text.

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
        return await self._exchange(session, mask(words), message_id)

    async def press(self, session: Session, payload: str, message_id: str | None = None) -> Reply:
        """Answer a pressed button.

        Raises:
            ApiError: 422 when the button was not offered in this session, 429 when earlier messages still wait.
        """
        if not await asyncio.to_thread(self._offers.allows, session.hash, payload):
            raise ApiError(422, "not_offered")
        return await self._exchange(session, payload, message_id)

    async def _exchange(self, session: Session, words: str, message_id: str | None) -> Reply:
        async with self._queue.turn(session.id):
            known = self._last.find(session.id, message_id)
            if known is not None:
                return known
            reply = await self._ask(session, words)
            self._last.keep(session.id, message_id, reply)
            return reply

    async def _ask(self, session: Session, words: str) -> Reply:
        started = time.perf_counter()
        try:
            messages = await self._dialogue.send(f"web:{session.id}", words)
        except DialogueError as error:
            ms = round((time.perf_counter() - started) * 1000, 1)
            event("dialogue_unavailable", logging.ERROR, session=session.hash, reason=error.reason, ms=ms)
            return Reply([self._notice("unavailable", "unavailable")], status=503)
        payloads = [button.payload for message in messages for button in message.buttons]
        await asyncio.to_thread(self._offers.record, session.hash, payloads)
        return Reply(messages)

    def _notice(self, key: str, topic: str) -> Message:
        return Message(text=self._wording.say(f"api.{key}"), custom=Notice(topic=topic))
