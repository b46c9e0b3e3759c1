"""What is exchanged with a person: what they sent, and the reply to it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter, ValidationError

from knowledge.messages import CaseQuestion, Checklist, DocumentStep, Message, Needs, ProcedureChoices

SHORT = 80
"""The longest typed text, in characters, that can be an answer to a question; a longer one tells something new."""
_MESSAGES: TypeAdapter[list[Message]] = TypeAdapter(list[Message])


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What a person sent: cleaned and masked text, or a payload.

    Args:
        content: the words, or the payload.
        typed: whether they are words.
        message_id: the same when it is sent again; None when the channel cannot say.
        answers: "<code>/<question_id>" of the question that was on the screen when it was typed.
        seen: the number of the last reply the person had seen; None when the channel cannot say.
        masked: the kinds of personal data that were covered, such as "[số điện thoại]".
    """

    content: str
    typed: bool
    message_id: str | None = None
    answers: str | None = None
    seen: int | None = None
    masked: tuple[str, ...] = ()

    @property
    def may_answer(self) -> bool:
        """Whether the dialogue could take it for an answer to whatever it asks. A button names its question itself."""
        return self.typed and len(self.content) <= SHORT

    @property
    def digest(self) -> str:
        """Stands for the content when that is no longer kept."""
        return hashlib.sha256(f"{self.typed}{self.content}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True)
class Reply:
    """What goes back to the person, with the HTTP status.

    `number` counts the replies of the conversation; None for one that is not kept. `again_after`: seconds after which
    the message, sent again with the same id, may get its reply.
    """

    messages: list[Message]
    status: int = 200
    number: int | None = None
    again_after: int | None = None


@dataclass(frozen=True)
class Packed:
    """A reply in the form in which a channel sends it by itself.

    `bodies`: what is sent, in order; `numbers`: what each number that can be typed stands for until the next reply.
    """

    bodies: Sequence[dict[str, Any]]
    numbers: Mapping[int, str] = field(default_factory=dict)


Pack = Callable[[Sequence[Message]], Packed]


def to_json(messages: Sequence[Message]) -> str:
    """Messages as they are stored."""
    return _MESSAGES.dump_json(list(messages)).decode()


def from_json(text: str) -> list[Message]:
    """Stored messages; of those of another release, whose contract was another one, the text alone, which says all."""
    try:
        return _MESSAGES.validate_json(text)
    except ValidationError:
        return [Message(text=message["text"]) for message in json.loads(text)]


def with_changes(messages: Sequence[Message]) -> list[Message]:
    """The messages with what asks each question again, beside every answer of a list and above a question."""
    for message in messages:
        if isinstance(message.custom, Checklist | CaseQuestion):
            for fact in message.custom.facts:
                fact.change = _change(message.custom.code, fact.question_id)
    return list(messages)


def _change(code: str, question_id: str) -> str:
    # as the dialogue writes its own payloads (actions/payloads.py); a test holds the two together
    return "/change" + json.dumps({"procedure": code, "question": question_id}, ensure_ascii=False)


def payloads_of(messages: Sequence[Message]) -> Iterator[str]:
    """Every payload that the messages offer."""
    for message in messages:
        yield from (button.payload for button in message.buttons)
        custom = message.custom
        if isinstance(custom, Checklist | CaseQuestion):
            yield from (fact.change for fact in custom.facts)
        elif isinstance(custom, Needs):
            yield from (payload for item in custom.items for payload in (item.take, item.drop))


def question_of(messages: Sequence[Message]) -> Message | None:
    """The message of a reply that a short word would answer (a question, choices, a paper), the last one of several."""
    return next((message for message in reversed(messages) if _asks(message)), None)


def settles(messages: Sequence[Message]) -> bool:
    """Whether a reply says what is open now: it asks something, or gives a list; a mere remark leaves it as it was."""
    return question_of(messages) is not None or any(isinstance(message.custom, Checklist) for message in messages)


def _asks(message: Message) -> bool:
    return message.numbered > 0 or isinstance(message.custom, CaseQuestion | ProcedureChoices | DocumentStep)


def question_key(question: Message) -> str:
    """How a client names a question in `answers`: "<code>/<question_id>"; "" for what is no question about the case."""
    custom = question.custom
    return f"{custom.code}/{custom.question_id}" if isinstance(custom, CaseQuestion) else ""
