"""The page on which one plays a person who writes to the office, or the office's clerk."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from web.channels.zalo.standin.routes.here import Here
from web.channels.zalo.standin.routes.templates import page
from web.channels.zalo.standin.words import words

router = APIRouter()


@router.get("/", response_class=HTMLResponse)
async def chat(request: Request, platform: Here) -> Response:
    """The chat. Its scripts fetch everything else from the control API."""
    ours = words()
    values = {
        "t": ours.group("page"),
        "people": [(person.id, person.name) for person in platform.people.all()],
        "script": ours.group("page.script"),
    }
    return page(request, "chat.html", values)
