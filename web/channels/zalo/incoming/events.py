"""The events of Zalo's webhook, read into small objects. Whatever cannot be one is refused with `UnreadableEvent`."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["image", "gif", "video", "audio", "file", "sticker", "location", "business_card", "link", "other"]
_KINDS: dict[str, Kind] = {
    "image": "image", "gif": "gif", "video": "video", "audio": "audio", "file": "file", "sticker": "sticker",
    "location": "location", "business_card": "business_card", "link": "link",
}  # fmt: skip
LONGEST_ID = 200
"""Characters of the id of a person or a message; what is longer is none."""
LATEST = 32_503_680_000.0
"""The year 3000: no event is later."""


class UnreadableEvent(Exception):
    """The body is no event; the message names what is wrong, never what stands there."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """What every event has.

    Attributes:
        name: as Zalo calls it.
        at: when it happened, in seconds since 1970; 0 when it does not say.
        person: whom it is about; "" when it does not say.
        office: the Official Account it belongs to; "" when it does not say.
    """

    name: str
    at: float = 0.0
    person: str = ""
    office: str = ""


@dataclass(frozen=True, kw_only=True)
class Said(Event):
    """A person typed something, or pressed a button: then the text is the button's payload. `quote`: of a message."""

    message_id: str
    text: str
    quote: str = ""


@dataclass(frozen=True, kw_only=True)
class Showed(Event):
    """A person sent something else than words; `text`: the words that came with it."""

    message_id: str
    kind: Kind
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Came(Event):
    """A person follows the office or opened the chat (`opened`)."""

    opened: bool


@dataclass(frozen=True, kw_only=True)
class Left(Event):
    """A person follows the office no longer."""


@dataclass(frozen=True, kw_only=True)
class Withdrew(Event):
    """A person wants everything deleted."""


@dataclass(frozen=True, kw_only=True)
class Echo(Event):
    """The office sent something: this program, or a human of the office (`clerk`)."""

    message_id: str = ""
    text: str = ""
    clerk: bool = False


@dataclass(frozen=True, kw_only=True)
class Noted(Event):
    """Nothing has to be done: seen, received, reacted, submitted, anonymous, or a kind that is not known."""


def load(raw: bytes) -> dict[str, Any]:
    """The body of a request as an object. A timestamp with a fraction stays as it is written.

    Raises:
        UnreadableEvent: it is none.
    """
    try:
        body = json.loads(raw, parse_float=str)
    except (ValueError, RecursionError):
        raise UnreadableEvent("no JSON") from None
    if not isinstance(body, dict):
        raise UnreadableEvent("no object")
    return body


def timestamp_of(body: Mapping[str, Any]) -> str:
    """The timestamp as it stands in the body, which the signature covers; "" when there is none."""
    stamp = body.get("timestamp")
    return str(stamp) if isinstance(stamp, str | int) and not isinstance(stamp, bool) else ""


def parse(body: Mapping[str, Any]) -> Event:
    """The event in a body.

    Raises:
        UnreadableEvent: it has no name, or a part that its kind needs is missing or has the wrong form.
    """
    name = body.get("event_name")
    if not isinstance(name, str) or not name:
        raise UnreadableEvent("no event_name")
    at = _seconds(timestamp_of(body))
    if name.startswith("user_send_"):
        return _from_person(name, at, body)
    if name.startswith("oa_send_"):
        return _from_office(name, at, body)
    if name in _ABOUT:
        return _about_person(name, at, body)
    return Noted(name=name, at=at)


_ABOUT = frozenset({"follow", "unfollow", "user_click_chatnow", "user_withdraw"})


def _from_person(name: str, at: float, body: Mapping[str, Any]) -> Event:
    person, office, message = _id(body, "sender"), _id(body, "recipient", needed=False), _object(body, "message")
    message_id, text = _needed_id(message.get("msg_id"), "msg_id"), _text(message)
    what = name.removeprefix("user_send_")
    if what == "text":
        quote = message.get("quote_msg_id")
        return Said(
            name=name,
            at=at,
            person=person,
            office=office,
            message_id=message_id,
            text=text,
            quote=quote if isinstance(quote, str) else "",
        )
    kind = _KINDS.get(what, "other")
    return Showed(name=name, at=at, person=person, office=office, message_id=message_id, kind=kind, text=text)


def _from_office(name: str, at: float, body: Mapping[str, Any]) -> Event:
    person, office, sender = _id(body, "recipient"), _id(body, "sender", needed=False), _object(body, "sender")
    message = body.get("message")
    message = message if isinstance(message, dict) else {}
    message_id = message.get("msg_id")
    return Echo(
        name=name,
        at=at,
        person=person,
        office=office,
        message_id=message_id if isinstance(message_id, str) else "",
        text=_text(message),
        clerk=bool(sender.get("admin_id")),
    )


def _about_person(name: str, at: float, body: Mapping[str, Any]) -> Event:
    person, office = _person_of(body), _office_of(body)
    if not person:
        raise UnreadableEvent("nobody named")
    if name == "unfollow":
        return Left(name=name, at=at, person=person, office=office)
    if name == "user_withdraw":
        return Withdrew(name=name, at=at, person=person, office=office)
    return Came(name=name, at=at, person=person, office=office, opened=name == "user_click_chatnow")


def _person_of(body: Mapping[str, Any]) -> str:
    """Whoever an event names as a person, in any of the places that are known."""
    named = (_id(body, key, needed=False) for key in ("follower", "sender"))
    direct = _plain_id(body.get("user_id")) or _plain_id(body.get("fromuid"))
    return next((person for person in named if person), direct)


def _office_of(body: Mapping[str, Any]) -> str:
    return _plain_id(body.get("oa_id")) or _id(body, "recipient", needed=False)


def _object(body: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = body.get(key)
    if not isinstance(value, dict):
        raise UnreadableEvent(f"no {key}")
    return value


def _id(body: Mapping[str, Any], key: str, *, needed: bool = True) -> str:
    """The id in the object `key`."""
    value = body.get(key)
    found = _plain_id(value.get("id")) if isinstance(value, dict) else ""
    if needed and not found:
        raise UnreadableEvent(f"no {key}.id")
    return found


def _needed_id(value: object, name: str) -> str:
    found = _plain_id(value)
    if not found:
        raise UnreadableEvent(f"no {name}")
    return found


def _plain_id(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    written = str(value)
    usable = written.isprintable() and " " not in written and len(written) <= LONGEST_ID
    return written if usable else ""


def _text(message: Mapping[str, Any]) -> str:
    text = message.get("text")
    return text if isinstance(text, str) else ""


def _seconds(timestamp: str) -> float:
    """Milliseconds as they are written, in seconds; 0 for what is no time."""
    try:
        seconds = float(timestamp) / 1000
    except ValueError:
        return 0.0
    return seconds if math.isfinite(seconds) and 0 < seconds < LATEST else 0.0
