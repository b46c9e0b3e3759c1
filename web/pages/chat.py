"""The chat page."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.templating import Jinja2Templates

from knowledge.settings import Settings
from knowledge.wording import Wording
from web.pages.assets import Assets
from web.wording import script_words


def chat_page(settings: Settings, wording: Wording, assets: Assets, templates: Jinja2Templates) -> APIRouter:
    """GET /."""
    router = APIRouter(include_in_schema=False)
    words = script_words(wording)
    values = {
        "asset": assets.url,
        "t": wording.group("page"),
        "hotline": settings.hotline,
        "max_text": settings.max_text,
        "script": words,
        "config": {"wording": words, "hotline": settings.hotline},
    }

    @router.get("/", response_class=HTMLResponse)
    async def page(request: Request) -> Response:
        return templates.TemplateResponse(request, "chat.html", values, headers={"Cache-Control": "no-cache"})

    return router
