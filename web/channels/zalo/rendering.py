"""A reply of the contract in Zalo's form: as few messages as possible, buttons where they fit, numbers where not."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from knowledge.messages import Button, Checklist, DocumentLine, DocumentStep, Handoff, Message
from knowledge.wording import Wording
from web.channels.text_only import TextReply, render_text
from web.channels.zalo.api.list_file import list_body
from web.channels.zalo.splitting import length, parts_of
from web.chat.exchange import Packed

MOST_BUTTONS, LONGEST_TITLE, LONGEST_PAYLOAD = 5, 100, 1_000
WITHOUT_END = 1_000_000
"""More characters than a reply has: the texts are not cut before they are joined."""

Body = dict[str, Any]


@dataclass(frozen=True)
class Extra:
    """What is offered besides the dialogue's buttons: a button, or a line of text where there is no room for it.

    `essence` is what must reach the person: the line is left out where the text says it already.
    """

    button: Body
    line: str
    essence: str


class Rendering:
    """
    Args:
        words: of the channel.
        limit: longest text, in characters.
        buttons: whether buttons are used; else all of them are numbered lines.
        public_url: where people reach the gateway; "": no links to its pages.
        files: whether a list is sent as a file too; its sheet names the public address.
    """

    def __init__(self, words: Wording, limit: int, buttons: bool, public_url: str, files: bool = False) -> None:
        self._words = words
        self.limit = limit
        self._buttons = buttons
        self._public_url = public_url.rstrip("/")
        self._files = files and bool(self._public_url)

    def pack(self, messages: Sequence[Message]) -> Packed:
        """The whole reply: texts are joined, and cut where they are too long; buttons stand below the last one."""
        messages = [_composed(message) for message in messages]
        shown, reply = self._share(messages)
        text = "\n\n".join(reply.texts)
        buttons = [_query(button) for button in shown]
        for extra in self._extras(messages):
            if len(buttons) < MOST_BUTTONS and self._buttons and text:
                buttons.append(extra.button)
            elif extra.essence not in text:
                text = f"{text}\n{extra.line}".strip()
        parts = parts_of(text, self.limit)
        bodies: list[Body] = [{"text": part} for part in parts]
        if buttons and bodies:
            bodies[-1]["attachment"] = {"type": "template", "payload": {"buttons": buttons}}
        return Packed([*bodies, *self._list_files(messages)], reply.payloads)

    def _list_files(self, messages: Sequence[Message]) -> Iterator[Body]:
        for message in messages:
            if self._files and isinstance(message.custom, Checklist):
                name = self._words.say("added.file", code=message.custom.code)
                yield list_body(message.custom, self._public_url, name)

    def _share(self, messages: Sequence[Message]) -> tuple[list[Button], TextReply]:
        """Which buttons are shown as such; and the texts, in which every other one has a number.

        The choices of a list come first: where not all buttons have room, they have it before "something else".
        """
        numbers = _numbered(messages)
        everything = sorted(_distinct(messages), key=lambda button: button.payload not in numbers.values())
        choices = [button for button in everything if button.payload in numbers.values()]
        rest = everything[len(choices) :]
        texts = tuple(message.text for message in messages if message.text.strip())
        if not (self._buttons and texts):
            return [], render_text(messages, WITHOUT_END)
        if _have_room(everything):
            return everything, TextReply(texts, numbers)
        if choices and _have_room(choices):
            return choices, _with_lines(messages, texts, numbers, rest)
        if _have_room(rest):
            return rest, TextReply(texts, numbers)
        return [], render_text(messages, WITHOUT_END)

    def _extras(self, messages: Sequence[Message]) -> Iterator[Extra]:
        for message in messages:
            if isinstance(message.custom, Handoff):
                yield self._call(message.custom.hotline)
            if isinstance(message.custom, Checklist) and self._public_url:
                yield self._page(message.custom.code)
        links: set[str] = set()
        for document in _documents(messages):
            if document.form and _is_link(document.form.link) and document.form.link not in links:
                links.add(document.form.link)
                yield self._form(document.form.title, document.form.link)

    def _call(self, hotline: str) -> Extra:
        title = self._words.say("added.call", number=hotline)
        return Extra(_button(title, "oa.open.phone", {"phone_code": hotline}), title, hotline)

    def _page(self, code: str) -> Extra:
        link = f"{self._public_url}/thu-tuc/{quote(code, safe='')}"
        line = self._words.say("added.page_line", link=link)
        return Extra(_button(self._words.say("added.page"), "oa.open.url", {"url": link}), line, link)

    def _form(self, title: str, link: str) -> Extra:
        line = self._words.say("added.form_line", title=title, link=link)
        return Extra(_button(self._words.say("added.form", title=title), "oa.open.url", {"url": link}), line, link)


def _composed(message: Message) -> Message:
    """The message with composed letters (NFC), which Zalo counts and compares; payloads stay as they are."""
    buttons = [
        button.model_copy(update={"title": unicodedata.normalize("NFC", button.title)}) for button in message.buttons
    ]
    return message.model_copy(update={"text": unicodedata.normalize("NFC", message.text), "buttons": buttons})


def _distinct(messages: Sequence[Message]) -> list[Button]:
    """Every button once, by its payload, in the order in which they stand."""
    found = {button.payload: button for message in messages for button in reversed(message.buttons)}
    order = dict.fromkeys(button.payload for message in messages for button in message.buttons)
    return [found[payload] for payload in order]


def _numbered(messages: Sequence[Message]) -> dict[int, str]:
    """What the numbers in the texts stand for: those of the last text that has some."""
    anchor = next((message for message in reversed(messages) if message.numbered), None)
    buttons = anchor.buttons[: anchor.numbered] if anchor else []
    return {number: button.payload for number, button in enumerate(buttons, start=1)}


def _with_lines(
    messages: Sequence[Message], texts: tuple[str, ...], numbers: dict[int, str], rest: Sequence[Button]
) -> TextReply:
    """The texts, and below them a line for each of the other buttons, with numbers that stand nowhere else."""
    documents = (len(message.custom.documents) for message in messages if isinstance(message.custom, Checklist))
    first = max(len(numbers), *documents, *(message.numbered for message in messages)) + 1
    lines = dict(enumerate(rest, start=first))
    paragraph = "\n".join(f"{number}. {button.title}" for number, button in lines.items())
    return TextReply((*texts, paragraph), numbers | {number: button.payload for number, button in lines.items()})


def _documents(messages: Sequence[Message]) -> Iterator[DocumentLine]:
    for message in messages:
        if isinstance(message.custom, Checklist):
            yield from message.custom.documents
        elif isinstance(message.custom, DocumentStep):
            yield message.custom.document


def _have_room(buttons: Sequence[Button]) -> bool:
    return len(buttons) <= MOST_BUTTONS and all(map(_fits, buttons))


def _fits(button: Button) -> bool:
    usable = bool(button.title.strip()) and bool(button.payload.strip())
    return usable and length(button.title) <= LONGEST_TITLE and length(button.payload) <= LONGEST_PAYLOAD


def _query(button: Button) -> Body:
    """A button that sends its payload as if it had been typed, without showing it."""
    return {"title": button.title, "type": "oa.query.hide", "payload": button.payload}


def _button(title: str, kind: str, payload: Body) -> Body:
    """A button with a title cut to what Zalo takes."""
    composed = unicodedata.normalize("NFC", title)
    return {"title": parts_of(composed, LONGEST_TITLE)[0], "type": kind, "payload": payload}


def _is_link(link: str) -> bool:
    return link.startswith(("https://", "http://")) and length(link) <= LONGEST_PAYLOAD
