"""The updates of the Bot Platform, read into one small object."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TEXT = "message.text.received"
LONGEST_ID = 200
"""Characters of an id."""


class UnreadableUpdate(Exception):
    """The body is no update; the message names what is wrong, never what stands there."""


@dataclass(frozen=True)
class Update:
    """
    Attributes:
        name: of the event.
        chat: where to answer.
        message_id: the same when the update comes again.
        text: what was typed; "" for everything else.
        private: whether it is a chat with one person.
        from_bot: whether a machine wrote it.
    """

    name: str
    chat: str
    message_id: str
    text: str
    private: bool
    from_bot: bool


def parse(raw: bytes) -> Update:
    """The update in a request's body, with the envelope {"ok", "result"} or without it.

    Raises:
        UnreadableUpdate: it is none.
    """
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        raise UnreadableUpdate("no JSON") from None
    body = _object(body, "object")
    if "result" in body:
        body = _object(body["result"], "result")
    name, message = body.get("event_name"), _object(body.get("message"), "message")
    if not isinstance(name, str) or not name:
        raise UnreadableUpdate("no event_name")
    chat, sender = _object(message.get("chat"), "chat"), message.get("from")
    text = message.get("text")
    return Update(
        name=name,
        chat=_id(chat.get("id"), "chat.id"),
        message_id=_id(message.get("message_id"), "message_id"),
        text=text if isinstance(text, str) else "",
        private=str(chat.get("chat_type", "PRIVATE")).upper() == "PRIVATE",
        from_bot=isinstance(sender, dict) and sender.get("is_bot") is True,
    )


def _object(value: Any, name: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise UnreadableUpdate(f"no {name}")
    return value


def _id(value: object, name: str) -> str:
    written = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not written or not written.isprintable() or " " in written or len(written) > LONGEST_ID:
        raise UnreadableUpdate(f"no {name}")
    return written
