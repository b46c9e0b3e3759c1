"""The API that the office's program calls. Every answer has the status 200; what happened stands in its body."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from web.channels.zalo.standin.forms import sent_file
from web.channels.zalo.standin.platform import Platform
from web.channels.zalo.standin.refusals import BAD_PARAMETER, RATE_LIMIT, V2_IS_OFF, Refusal
from web.channels.zalo.standin.routes.here import Base, Here

router = APIRouter()


@router.post("/v3.0/oa/message/cs")
async def send(request: Request, platform: Here, base: Base) -> JSONResponse:
    """Send a message to a person."""
    body = await request.body()
    return _answer(platform, request, lambda: platform.send(_parsed(body), base))


@router.post("/v2.0/oa/upload/file")
async def upload(request: Request, platform: Here) -> JSONResponse:
    """Upload a file in the multipart field `file`; the answer's `data.token` sends it."""
    file = sent_file(await request.body(), request.headers.get("content-type", ""), "file")
    return _answer(platform, request, lambda: {"token": platform.files.upload(file).token})


@router.post("/v2.0/oa/message")
async def old_message(request: Request, platform: Here) -> JSONResponse:
    """The message API of old, which is switched off (C, D)."""

    def refuse() -> dict[str, Any]:
        raise Refusal(V2_IS_OFF)

    return _answer(platform, request, refuse)


def _answer(platform: Platform, request: Request, act: Callable[[], dict[str, Any]]) -> JSONResponse:
    """Do it, if the rate and the token allow it (B: in this order)."""
    allowed, headers = platform.rate.take(platform.limits.rate_per_minute)
    try:
        if not allowed:
            raise Refusal(RATE_LIMIT)
        platform.tokens.check(request.headers.get("access_token"))
        return JSONResponse({"data": act(), "error": 0, "message": "Success"}, headers=headers)
    except Refusal as refusal:
        return JSONResponse(refusal.body(), headers=headers)


def _parsed(body: bytes) -> object:
    try:
        parsed: object = json.loads(body)
    except (ValueError, RecursionError):
        raise Refusal(BAD_PARAMETER, "body is not JSON") from None
    return parsed
