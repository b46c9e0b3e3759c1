"""POST /api/chat: one message to the bot, its messages back."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Request, Response

from web.api.deps import Shared, address_of, limit_address
from web.api.schemas import ErrorReply
from web.channels.channel import converse
from web.channels.page import ChatReply, ChatRequest, NewsRequest, Page, PageRequest
from web.chat.exchange import Reply
from web.chat.sender import Sender
from web.chat.sessions import Session

_EXAMPLES: dict[str, Any] = {
    "typed": {"summary": "typed text", "value": {"text": "làm giấy khai sinh cho con"}},
    "answer": {"summary": "a typed answer", "value": {"text": "chưa có", "answers": "1.001193/birth_proof"}},
    "pressed": {"summary": "a button the bot offered", "value": {"session": "…", "payload": "/affirm"}},
    "start": {"summary": "ask for the greeting", "value": {"payload": "/greet"}},
}
_REFUSALS: dict[int | str, dict[str, Any]] = {
    400: {"model": ErrorReply, "description": "the body is not JSON"},
    413: {"model": ErrorReply, "description": "the body is too large"},
    422: {"model": ErrorReply, "description": "neither or both of text and payload, too long, or a button not offered"},
    429: {"model": ErrorReply, "description": "too many messages; see Retry-After"},
    503: {
        "model": ChatReply,
        "description": "no reply yet: the message is kept; sent again with the same message_id after Retry-After it "
        "gets its reply, once. With an `error` instead of messages nothing was kept: too much is going on, or the "
        "database is away",
    },
}

_PAGE = Page()
router = APIRouter(prefix="/api", tags=["chat"])


@router.post("/news", response_model=ChatReply, responses=_REFUSALS, dependencies=[Depends(limit_address)])
async def news(services: Shared, body: NewsRequest) -> ChatReply:
    """What came for a session without a message of its own: a late reply, or a clerk's words. Usually nothing."""
    session = services.issuer.resolve(body.session)
    reply = await services.conversation.news(Sender(_PAGE.name, session.id))
    return ChatReply(session=session.token, messages=_PAGE.render(reply.messages), number=reply.number)


@router.post("/chat", response_model=ChatReply, responses=_REFUSALS, dependencies=[Depends(limit_address)])
async def chat(
    request: Request,
    services: Shared,
    body: Annotated[ChatRequest, Body(openapi_examples=_EXAMPLES)],
) -> Response:
    """Send typed text or a pressed button; the bot's messages come back, with the session to go on with."""
    session = services.issuer.resolve(body.session)
    incoming = _PAGE.receive(PageRequest(body, session, address_of(request)))
    request.state.session_hash = session.hash
    if body.session and session.fresh and services.conversation.is_lost(body.text):
        # a short word of an old tab would be taken for the answer to something else, or for a new need
        return _response(session, services.conversation.lost())
    return _response(session, await converse(_PAGE.name, incoming, services.conversation, services.by_sender))


def _response(session: Session, reply: Reply) -> Response:
    """Written out here: FastAPI would check the messages once more and write them out twice."""
    body = ChatReply(session=session.token, messages=_PAGE.render(reply.messages), number=reply.number)
    headers = {"Retry-After": str(reply.again_after)} if reply.again_after else None
    return Response(body.model_dump_json(), reply.status, headers, media_type="application/json")
