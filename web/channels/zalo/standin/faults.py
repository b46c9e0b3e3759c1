"""Faults that are ordered for the next calls, and the gate before the application that lets them happen."""

from __future__ import annotations

import asyncio
import json
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.channels.zalo.standin.allowance.rate import headers
from web.channels.zalo.standin.refusals import RATE_LIMIT, Refusal, TokenRefusal

Call = Literal["send", "upload", "token"]
PATHS: dict[str, Call] = {
    "/v3.0/oa/message/cs": "send",
    "/v2.0/oa/upload/file": "upload",
    "/v4/oa/access_token": "token",
}
MOST_DELAY = 600.0
_PAGE = b"<!doctype html><title>502</title><h1>502 Bad Gateway</h1>"


class Fault(BaseModel):
    """What happens to the next `times` calls of a kind.

    `error` and `status` answer in place of the platform, which then did nothing. With `delay` alone, and with
    `drop: "answer"`, the platform did what was asked, and the caller does not know it in time.
    """

    model_config = ConfigDict(extra="forbid")

    on: Call = "send"
    times: int = Field(default=1, ge=1, le=1_000_000)
    error: int | None = Field(default=None, lt=1_000, description="the code in the body")
    status: int | None = Field(default=None, ge=300, le=599, description="a page of HTML, as from a proxy before Zalo")
    delay: float = Field(default=0, ge=0, le=MOST_DELAY, description="seconds before the answer")
    drop: Literal["request", "answer"] | None = Field(
        default=None, description="the connection is cut: before anything was done, or when all was done"
    )


class Faults:
    """The faults that are still to come, in their order, and how many came to pass."""

    def __init__(self) -> None:
        self.coming: list[Fault] = []
        self.passed = 0

    def take(self, call: Call) -> Fault | None:
        """The fault for this call, if there is one."""
        fault = next((fault for fault in self.coming if fault.on == call), None)
        if fault is None:
            return None
        self.passed += 1
        fault.times -= 1
        if not fault.times:
            self.coming.remove(fault)
        return fault


class Gate:
    """The application behind the faults (ASGI)."""

    def __init__(self, app: ASGIApp, faults: Faults) -> None:
        self._app, self._faults = app, faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        call = PATHS.get(scope["path"]) if scope["type"] == "http" and scope["method"] == "POST" else None
        fault = self._faults.take(call) if call else None
        if call is None or fault is None:
            await self._app(scope, receive, send)
            return
        answer = await self._answer(call, fault, scope, receive)
        await asyncio.sleep(fault.delay)
        if fault.drop is not None:
            await _cut(send)
            return
        for message in answer:
            await send(message)

    async def _answer(self, call: Call, fault: Fault, scope: Scope, receive: Receive) -> list[Message]:
        if fault.drop != "request" and fault.status is None and fault.error is None:
            answer: list[Message] = []
            await self._app(scope, receive, _keeping(answer))
            return answer
        await _read_away(receive)
        if fault.status is not None:
            return _response(fault.status, _PAGE, "text/html", {})
        return _refusal(call, fault.error) if fault.error is not None else []


def _keeping(answer: list[Message]) -> Send:
    async def keep(message: Message) -> None:
        answer.append(message)

    return keep


def _refusal(call: Call, code: int) -> list[Message]:
    body: dict[str, Any] = TokenRefusal(code, "Ordered fault").body() if call == "token" else Refusal(code).body()
    more = headers(0, 0) if code == RATE_LIMIT else {}
    return _response(200, json.dumps(body).encode(), "application/json", more)


def _response(status: int, body: bytes, kind: str, more: dict[str, str]) -> list[Message]:
    lines = {"content-type": kind, "content-length": str(len(body)), **more}
    encoded = [(name.lower().encode(), value.encode()) for name, value in lines.items()]
    return [
        {"type": "http.response.start", "status": status, "headers": encoded},
        {"type": "http.response.body", "body": body},
    ]


async def _read_away(receive: Receive) -> None:
    """Take the whole request: a server that closes with bytes unread resets the connection."""
    while (message := await receive())["type"] == "http.request" and message.get("more_body"):
        pass


async def _cut(send: Send) -> None:
    """Begin a response and leave it: the server then closes the connection."""
    start = {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"100")]}
    await send(start)
    await send({"type": "http.response.body", "body": b"{", "more_body": True})
