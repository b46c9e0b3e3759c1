"""Client of the dialogue: Rasa's REST channel on loopback."""

from __future__ import annotations

import logging
from typing import Any

import httpx
from pydantic import ValidationError

from knowledge.messages import Message, parse_message
from web.logs import event


class DialogueError(Exception):
    """The dialogue gave no answer: `reason` is "timeout", "connection", "status", "format" or "silence"."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class RasaClient:
    """Sends one message and returns the bot's messages.

    Args:
        client: shared HTTP client.
        url: base address of the Rasa server.
        timeout: seconds to wait for the whole answer.
    """

    def __init__(self, client: httpx.AsyncClient, url: str, timeout: float) -> None:
        self._client = client
        self._url = f"{url}/webhooks/rest/webhook"
        self._timeout = timeout

    async def send(self, sender: str, message: str) -> list[Message]:
        """One turn.

        Raises:
            DialogueError: no answer in time, no connection, or nothing usable in the answer.
        """
        try:
            timeout = httpx.Timeout(self._timeout, connect=3.0)
            reply = await self._client.post(self._url, json={"sender": sender, "message": message}, timeout=timeout)
            reply.raise_for_status()
            items = reply.json()
        except httpx.TimeoutException:
            raise DialogueError("timeout") from None
        except httpx.HTTPStatusError:
            raise DialogueError("status") from None
        except httpx.HTTPError:
            raise DialogueError("connection") from None
        except ValueError:
            raise DialogueError("format") from None
        if not isinstance(items, list):
            raise DialogueError("format")
        messages = [read for item in items if (read := read_item(item)) is not None]
        if not messages:
            # Rasa answers 200 with an empty list when an action failed, so silence is a fault too.
            raise DialogueError("silence")
        return messages


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
