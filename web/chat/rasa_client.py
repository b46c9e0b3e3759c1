"""Client of the dialogue: Rasa's REST channel on loopback."""

from __future__ import annotations

import logging
import math
import time
import zlib
from collections.abc import Sequence
from typing import Any

import httpx
from pydantic import ValidationError

from knowledge.messages import Message, parse_message
from web.logs import event

AVOIDED = 10.0
"""Seconds for which a server that did not answer is asked last."""
SECRET_HEADER = "X-Parts-Secret"
STORE_AWAY = 507
"""The status with which the dialogue says that it could not read or keep the conversation; nothing was changed."""


class DialogueError(Exception):
    """The dialogue gave no answer: `reason` is "timeout", "connection", "store", "status", "format" or "silence".

    `passing`: it may well answer when it is asked again.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        self.passing = reason in ("timeout", "connection", "store")
        super().__init__(reason)


class RasaClient:
    """Sends one message and returns the bot's messages.

    Of several Rasa servers, which share their conversations' database, a person's messages go to the same one as long
    as it answers; whichever did not is asked last for AVOIDED seconds.

    Args:
        client: shared HTTP client.
        urls: base addresses of the Rasa servers.
        timeout: seconds to wait for the whole answer.
        secret: what the parts of one assistant know of each other.
    """

    def __init__(self, client: httpx.AsyncClient, urls: Sequence[str], timeout: float, secret: str = "") -> None:
        self._client = client
        self._urls = tuple(urls)
        self._timeout = timeout
        self._headers = {SECRET_HEADER: secret}
        self._failed: dict[str, float] = {}

    async def send(self, sender: str, message: str, message_id: str, again: bool = True) -> list[Message]:
        """One turn. A message id that the dialogue has answered already gets the same answer, and changes nothing.

        Args:
            sender: the conversation's name.
            message: the words, or a payload.
            message_id: the message's own.
            again: whether the dialogue may have been given it before; False spares it the look.

        Raises:
            DialogueError: no answer in time, no connection, or nothing usable in the answer.
        """
        body = {"sender": sender, "message": message, "message_id": message_id, "again": again}
        items = await self._post("webhook", body, sender)
        if not isinstance(items, list):
            raise DialogueError("format")
        messages = [read for item in items if (read := read_item(item)) is not None]
        if not messages:
            # Rasa answers 200 with an empty list when an action failed, so silence is a fault too.
            raise DialogueError("silence")
        return messages

    async def forget(self, senders: Sequence[str]) -> None:
        """Let the dialogue forget these conversations.

        Raises:
            DialogueError: it did not.
        """
        await self._post("forget", {"senders": list(senders)}, "")

    async def _post(self, path: str, body: dict[str, Any], sender: str) -> Any:
        error = DialogueError("connection")
        for url in self._in_order(sender):
            try:
                return await self._ask(f"{url}/webhooks/gateway/{path}", body)
            except DialogueError as caught:
                error = caught
                if error.reason in ("connection", "timeout"):
                    self._failed[url] = time.monotonic()
                if error.reason != "connection":  # it may be at work on it
                    break
        raise error

    def _in_order(self, sender: str) -> list[str]:
        """The addresses, this person's first, those that failed lately last."""
        place = zlib.crc32(sender.encode()) % len(self._urls)
        urls = [*self._urls[place:], *self._urls[:place]]
        lately = time.monotonic() - AVOIDED
        return sorted(urls, key=lambda url: self._failed.get(url, -math.inf) > lately)

    async def _ask(self, url: str, body: dict[str, Any]) -> Any:
        try:
            timeout = httpx.Timeout(self._timeout, connect=3.0)
            reply = await self._client.post(url, json=body, headers=self._headers, timeout=timeout)
            reply.raise_for_status()
            return reply.json()
        except httpx.TimeoutException:
            raise DialogueError("timeout") from None
        except httpx.HTTPStatusError as error:
            away = error.response.status_code == STORE_AWAY
            raise DialogueError("store" if away else "status") from None
        except httpx.HTTPError:
            raise DialogueError("connection") from None
        except ValueError:
            raise DialogueError("format") from None


def read_item(item: Any) -> Message | None:
    """One item of Rasa's answer as a message of the contract; None when it says nothing a person could read."""
    if not isinstance(item, dict):
        return None
    custom = item.get("custom")
    if isinstance(custom, dict):
        message = _parse(custom)
        if message is not None:
            return message
        item = {"text": custom.get("text"), "buttons": custom.get("buttons")}
    text = item.get("text")
    if not isinstance(text, str) or not text.strip():
        return None
    # A text is worth showing even when its buttons are unusable.
    return _parse({"text": text, "buttons": _plain_buttons(item.get("buttons"))}) or _parse({"text": text})


def _plain_buttons(buttons: Any) -> list[dict[str, Any]]:
    """Title and payload of Rasa's own buttons; its other keys (type, …) are dropped."""
    if not isinstance(buttons, list):
        return []
    pairs = [(button.get("title"), button.get("payload")) for button in buttons if isinstance(button, dict)]
    return [{"title": title, "payload": payload} for title, payload in pairs if title and payload]


def _parse(value: dict[str, Any]) -> Message | None:
    try:
        return parse_message(value)
    except ValidationError as error:
        places = [".".join(str(step) for step in fault["loc"]) for fault in error.errors()]
        event("contract_broken", logging.WARNING, places=places[:5])
        return None
