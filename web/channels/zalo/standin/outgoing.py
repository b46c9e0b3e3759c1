"""Reads what the office sends: which forms of a message there are, and what is wrong with others.

Facts (D): the forms, 2,000 characters, 5 buttons, titles up to 100, payloads up to 1,000, and that too long a text is
refused with -210. Beliefs: which of -201 and -210 answers the other faults (-210: too long, -201: the rest); that a
text's characters are counted as they are sent (so a text that is not NFC counts more); unknown keys are ignored;
buttons need a text; the lengths of `request_user_info`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from web.channels.zalo.standin.files import Files, KeptFile
from web.channels.zalo.standin.refusals import BAD_PARAMETER, TOO_LONG, Refusal

MOST_BUTTONS, MOST_TITLE, MOST_PAYLOAD, MOST_SUBTITLE = 5, 100, 1_000, 500
QUERIES = ("oa.query.show", "oa.query.hide")


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """A message that may be sent. `kind`: text, file or request_user_info; `element`: of the last, its one card."""

    person_id: str
    kind: str
    text: str = ""
    buttons: list[dict[str, Any]] = field(default_factory=list)
    file: KeptFile | None = None
    element: dict[str, str] | None = None


def read(body: object, text_limit: int, files: Files) -> Outgoing:
    """The message in the body of a request.

    Raises:
        Refusal: -201 or -210.
    """
    recipient, message = _object(_object(body, "body").get("recipient"), "recipient"), _of(body, "message")
    person_id = recipient.get("user_id")
    if not isinstance(person_id, str) or not person_id:
        raise Refusal(BAD_PARAMETER, "recipient.user_id is missing")
    attachment = message.get("attachment")
    if attachment is None:
        return Outgoing(person_id=person_id, kind="text", text=_text(message, text_limit))
    attachment = _object(attachment, "message.attachment")
    payload = _of(attachment, "payload")
    match attachment.get("type"), payload.get("template_type"):
        case "file", _:
            return Outgoing(person_id=person_id, kind="file", file=_file(payload, files))
        case "template", None:
            text, buttons = _text(message, text_limit), _buttons(payload)
            return Outgoing(person_id=person_id, kind="text", text=text, buttons=buttons)
        case "template", "request_user_info":
            return Outgoing(person_id=person_id, kind="request_user_info", element=_element(payload))
    raise Refusal(BAD_PARAMETER, "attachment.type or template_type is not supported")


def _object(value: object, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Refusal(BAD_PARAMETER, f"{name} must be an object")
    return value


def _of(outer: object, name: str) -> dict[str, Any]:
    return _object(_object(outer, "body").get(name), name)


def _string(value: object, name: str, longest: int) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Refusal(BAD_PARAMETER, f"{name} is missing or empty")
    if any("\ud800" <= sign <= "\udfff" for sign in value):
        raise Refusal(BAD_PARAMETER, f"{name} is not Unicode text")
    if len(value) > longest:
        raise Refusal(TOO_LONG, f"{name} is longer than {longest} characters")
    return value


def _text(message: dict[str, Any], limit: int) -> str:
    return _string(message.get("text"), "text", limit)


def _file(payload: dict[str, Any], files: Files) -> KeptFile:
    token = payload.get("token")
    file = files.find(token) if isinstance(token, str) else None
    if file is None:
        raise Refusal(BAD_PARAMETER, "attachment token is invalid or expired")
    return file


def _buttons(payload: dict[str, Any]) -> list[dict[str, Any]]:
    buttons = payload.get("buttons")
    if not isinstance(buttons, list) or not buttons:
        raise Refusal(BAD_PARAMETER, "buttons must be a list that is not empty")
    if len(buttons) > MOST_BUTTONS:
        raise Refusal(BAD_PARAMETER, f"more than {MOST_BUTTONS} buttons")
    return [_button(_object(button, "button")) for button in buttons]


def _button(button: dict[str, Any]) -> dict[str, Any]:
    read: dict[str, Any] = {"title": _string(button.get("title"), "button.title", MOST_TITLE)}
    read["type"], payload = button.get("type"), button.get("payload")
    if read["type"] in QUERIES:
        return read | {"payload": _string(payload, "button.payload", MOST_PAYLOAD)}
    match read["type"]:
        case "oa.open.url":
            url = _string(_object(payload, "button.payload").get("url"), "url", MOST_PAYLOAD)
            if not url.startswith(("https://", "http://")):
                raise Refusal(BAD_PARAMETER, "url must be a web address")
            return read | {"payload": {"url": url}}
        case "oa.open.phone":
            phone = _object(payload, "button.payload").get("phone_code")
            return read | {"payload": {"phone_code": _string(phone, "phone_code", MOST_TITLE)}}
    raise Refusal(BAD_PARAMETER, "button.type is not supported")


def _element(payload: dict[str, Any]) -> dict[str, str]:
    elements = payload.get("elements")
    if not isinstance(elements, list) or len(elements) != 1:
        raise Refusal(BAD_PARAMETER, "elements must hold one element")
    element = _object(elements[0], "element")
    return {
        "title": _string(element.get("title"), "element.title", MOST_TITLE),
        "subtitle": _string(element.get("subtitle"), "element.subtitle", MOST_SUBTITLE),
        "image_url": _string(element.get("image_url"), "element.image_url", MOST_PAYLOAD),
    }
