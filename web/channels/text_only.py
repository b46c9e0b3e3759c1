"""A reply for a channel that shows text only: every button stands in the text with a number that can be typed.

A message may hold some of its buttons already as numbered lines of its text (`Message.numbered`); no text is read here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from knowledge.messages import Button, Checklist, Message
from knowledge.text.fold import fold
from knowledge.wording import read_wording
from web.chat.clean_text import clean

KEYCAP = "\u20e3"
"""What makes a key of the digit before it: 2️⃣."""


@dataclass(frozen=True)
class TextReply:
    """`texts`: what is sent, in order; `payloads`: what each number stands for until the next reply."""

    texts: tuple[str, ...]
    payloads: Mapping[int, str]

    def payload(self, typed: str) -> str | None:
        """The payload that a typed number stands for; None when the text is no number, or no number of this reply."""
        number = typed_number(typed)
        return None if number is None else self.payloads.get(number)


def render_text(messages: Sequence[Message], longest: int) -> TextReply:
    """The whole reply as texts of at most `longest` characters, each of its buttons with a number.

    Numbers that stand in a text keep their meaning (of the last such message, if there are several); the other buttons
    get the numbers after them, a line for each, below their message. Buttons with the same payload share a number.

    Raises:
        ValueError: `longest` is below 1.
    """
    anchor = max((place for place, message in enumerate(messages) if _in_text(message)), default=-1)
    payloads = dict(enumerate((button.payload for button in _in_text(messages[anchor])), start=1)) if messages else {}
    number = max(map(_highest_number, messages), default=0)
    numbered = set(payloads.values())
    texts: list[str] = []
    for place, message in enumerate(messages):
        lines = [message.text]
        for button in message.buttons[len(_in_text(message)) if place == anchor else 0 :]:
            if button.payload in numbered:
                continue
            number += 1
            numbered.add(button.payload)
            payloads[number] = button.payload
            lines.append(f"{number}. {button.title}")
        texts += split("\n".join(lines), longest)
    return TextReply(tuple(texts), payloads)


def _in_text(message: Message) -> list[Button]:
    """The buttons that stand in the text already, with the numbers from 1."""
    return message.buttons[: message.numbered]


def _highest_number(message: Message) -> int:
    """The highest number that stands in the text; a checklist's text numbers its documents."""
    documents = len(message.custom.documents) if isinstance(message.custom, Checklist) else 0
    return max(len(_in_text(message)), documents)


def split(text: str, longest: int) -> list[str]:
    """Parts of at most `longest` characters, cut at line ends; a line that is longer is cut at a blank, else anywhere.

    Raises:
        ValueError: `longest` is below 1.
    """
    if longest < 1:
        raise ValueError("a text needs room for a character")
    parts: list[str] = []
    while len(text) > longest:
        cut = next((place for sign in "\n " if (place := text.rfind(sign, 1, longest + 1)) > 0), longest)
        parts.append(text[:cut])
        text = text[cut:].lstrip("\n ")
    return [part for part in (*parts, text) if part.strip()]


def typed_number(text: str) -> int | None:
    """The number that a text is and nothing else: "2", "2.", "số 2", "2️⃣"; None for any other text."""
    words = fold(clean(text)).replace(KEYCAP, "").strip()
    match = _number_pattern().fullmatch(words)
    return int(match["number"]) if match else None


@lru_cache(maxsize=1)
def _number_pattern() -> re.Pattern[str]:
    words = read_wording(Path(__file__).with_name("number_words.yml")).list("before")
    before = "|".join(re.escape(fold(word)) for word in words)
    return re.compile(rf"(?:(?:{before})\s*)*\(?(?P<number>[0-9]{{1,3}})\)?[.,:;!]?")
