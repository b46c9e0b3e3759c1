"""The Bot Platform as a channel: text only, every button a numbered line. A pilot."""

from __future__ import annotations

import contextlib
import hmac
import logging
import time
import unicodedata
from collections import Counter
from collections.abc import Sequence

import httpx
from fastapi import APIRouter, Request, Response

from knowledge.messages import Message
from knowledge.settings import Settings
from web.channels.desk import Desk
from web.channels.text_only import render_text, typed_number
from web.channels.zalo_bot.client import BotClient, BotError, unlogged
from web.channels.zalo_bot.events import TEXT, UnreadableUpdate, Update, parse
from web.chat.courier import Outcome
from web.chat.exchange import Packed
from web.chat.outbox import Parcel
from web.errors import ApiError
from web.logs import event as log

NAME = "zalo_bot"
SECRET_HEADER = "X-Bot-Api-Secret-Token"
SHORTEST_SECRET = 8
LONGEST_TEXT = 2_000
WAITS = (2.0, 5.0, 15.0, 60.0, 300.0)
"""Seconds before a parcel is tried again; the last one goes on."""
STALE = 48 * 3600.0
"""Seconds after which an answer is of no use any more."""
TOO_MANY, DENIED = 429, (401, 403, 404)
MOST_REFUSED = 3
"""How often a parcel is tried that the platform refuses."""


class ZaloBotChannel:
    """Args: the settings of the process."""

    name = NAME

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._desk: Desk | None = None
        self._client: BotClient | None = None
        self._unlogged = contextlib.ExitStack()
        self._refused = 0
        self.counts: Counter[str] = Counter()

    @staticmethod
    def is_configured(settings: Settings) -> bool:
        """Whether there is a bot."""
        return bool(settings.zalo_bot_token)

    def routes(self) -> APIRouter:
        """POST /zalo-bot/webhook."""
        router = APIRouter(tags=["zalo-bot"])

        async def post(request: Request) -> Response:
            return Response(status_code=await self.take(await request.body(), request.headers.get(SECRET_HEADER, "")))

        router.add_api_route("/zalo-bot/webhook", post, methods=["POST"], include_in_schema=False)
        return router

    def pack(self, messages: Sequence[Message]) -> Packed:
        """The reply as texts, with a number for every button."""
        composed = [
            message.model_copy(update={"text": unicodedata.normalize("NFC", message.text)}) for message in messages
        ]
        joined = render_text(composed, 1_000_000)
        texts = render_text([Message(text="\n\n".join(joined.texts))], LONGEST_TEXT).texts if joined.texts else ()
        return Packed([{"text": text} for text in texts], joined.payloads)

    async def open(self, desk: Desk, client: httpx.AsyncClient) -> None:
        """Begin."""
        self._unlogged.enter_context(unlogged(self._settings.zalo_bot_token))
        self._client = BotClient(client, self._settings.zalo_bot_api, self._settings.zalo_bot_token)
        self._desk = desk

    async def close(self) -> None:
        """End. The token stays out of the logs: something may still be under way."""

    def problems(self) -> dict[str, str]:
        """What an operator must know now."""
        found = {}
        if len(self._settings.zalo_bot_secret) < SHORTEST_SECRET:
            found["secret"] = "DIMOTLAN_ZALO_BOT_SECRET needs 8 to 256 characters: no update is taken"
        if self._refused:
            found["token"] = f"the platform refuses the bot's token ({self._refused})"
        return found

    async def take(self, raw: bytes, secret: str) -> int:
        """The status with which an update is answered."""
        ours = self._settings.zalo_bot_secret
        # a header's bytes were read as latin-1, whatever they are
        known = hmac.compare_digest(secret.encode("latin-1", "replace"), ours.encode())
        if len(ours) < SHORTEST_SECRET or not known:
            self.counts["updates_unsigned"] += 1
            return 403
        try:
            update = parse(raw)
        except UnreadableUpdate as error:  # sent again it would be the same
            self.counts["updates_unreadable"] += 1
            log("zalo_bot_unreadable", logging.WARNING, fault=str(error))
            return 200
        self.counts["updates"] += 1
        if update.name != TEXT or not update.private or update.from_bot:
            return 200
        try:
            await self._hear(update)
        except ApiError:
            self.counts["updates_not_stored"] += 1
            return 503
        return 200

    async def _hear(self, update: Update) -> None:
        if self._desk is None:
            raise ApiError(503, "try_later")
        payload = update.text if update.text.startswith("/") else None
        if payload is None and (number := typed_number(update.text)) is not None:
            payload = (await self._desk.numbers(update.chat)).get(number)
        await self._desk.hear(update.chat, update.text, update.message_id, payload)

    async def deliver(self, parcel: Parcel) -> Outcome:
        """Send one parcel. Raises nothing."""
        if self._client is None or self._desk is None:
            return Outcome("again", 1.0, "opening")
        if time.time() - parcel.made_at > STALE:
            return Outcome("failed", fault="stale")
        try:
            await self._client.send_message(parcel.sender.partition(":")[2], parcel.body["text"])
        except BotError as error:
            return self._not_sent(parcel, error)
        self._refused = 0
        self.counts["messages_sent"] += 1
        return Outcome("sent")

    def _not_sent(self, parcel: Parcel, error: BotError) -> Outcome:
        self.counts[f"not_sent_{error.reason}"] += 1
        wait, fault = WAITS[min(parcel.tries, len(WAITS)) - 1], f"bot_{error.reason}_{error.code}"
        if error.reason != "refused" or error.code >= 500 or error.code == TOO_MANY:
            return Outcome("again", max(wait, 5.0), fault)
        if error.code in DENIED:
            self._refused = error.code
        return Outcome("failed" if parcel.tries >= MOST_REFUSED else "again", wait, fault)
