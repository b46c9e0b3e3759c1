"""The chat page as a channel: it sends JSON and shows the messages of the contract as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel, Field

from knowledge.messages import Message
from web.channels.channel import Incoming
from web.chat.sender import PAGE
from web.chat.sessions import Session

STORABLE = "^[^\\x00]*$"
"""PostgreSQL takes no NUL."""


class ChatRequest(BaseModel):
    """Exactly one of `text` (typed) and `payload` (a button the bot offered in this session)."""

    session: str | None = Field(
        default=None,
        description="token of an earlier reply; without it a new conversation starts",
    )
    text: str | None = Field(default=None, description="what the person typed")
    payload: str | None = Field(
        default=None, description="of a button offered in this session; /greet and /start_over need no offer"
    )
    message_id: str | None = Field(
        default=None,
        max_length=64,
        pattern=STORABLE,
        description="repeat it when sending again after a lost answer: it is answered once",
    )
    answers: str | None = Field(
        default=None,
        max_length=200,
        pattern=STORABLE,
        description="with a typed text: <code>/<question_id> of the case_question on the screen when it was typed. "
        "While another question is open, a short text is not taken for its answer: that question comes back.",
        examples=["1.001193/birth_proof"],
    )
    seen: int | None = Field(
        default=None,
        ge=0,
        le=2**31 - 1,
        description="with a typed text: the `number` of the last reply on the screen. A short text is not taken for "
        "the answer to a question that came after it: that question comes back.",
    )


class NewsRequest(BaseModel):
    """Whose news are asked for."""

    session: str = Field(description="token of an earlier reply")


class ChatReply(BaseModel):
    session: str = Field(description="send it back with the next message")
    messages: list[Message]
    number: int | None = Field(
        default=None, description="counts the replies of a conversation; null for a remark that is not kept"
    )


@dataclass(frozen=True)
class PageRequest:
    """The body of a request, the session that its token leads to, and where it came from."""

    body: ChatRequest
    session: Session
    address: str = ""


class Page:
    """The first channel. Its senders are sessions."""

    name = PAGE

    def receive(self, request: PageRequest) -> Incoming:
        body = request.body
        return Incoming(
            sender=request.session.id,
            text=body.text,
            payload=body.payload,
            message_id=body.message_id,
            answers=body.answers,
            seen=body.seen,
            address=request.address,
        )

    def render(self, messages: Sequence[Message]) -> list[Message]:
        return list(messages)
