"""The files that were sent, at the addresses that their messages name."""

from __future__ import annotations

import mimetypes

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from web.channels.zalo.standin.routes.here import Here

router = APIRouter(prefix="/standin")


@router.get("/files/{token}")
async def file(token: str, platform: Here) -> Response:
    """The content of a file that was sent."""
    kept = platform.files.find(token)
    if kept is None:
        raise HTTPException(404, "no such file")
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'"}
    return Response(kept.content, media_type=_media_type(kept.name), headers=headers)


def _media_type(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
