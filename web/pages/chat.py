"""The chat page."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.templating import Jinja2Templates

from knowledge.settings import Settings
from knowledge.wording import Wording
from web.pages.assets import Assets, answer, asset_of
from web.wording import script_words


def chat_page(settings: Settings, wording: Wording, assets: Assets, templates: Jinja2Templates) -> APIRouter:
    """GET /."""
    router = APIRouter(include_in_schema=False)
    values = chat_values(settings, wording, assets)

    @router.get("/", response_class=HTMLResponse)
    async def page(request: Request) -> Response:
        html = templates.TemplateResponse(request, "chat.html", values).body
        return answer(asset_of("chat.html", bytes(html)), request, "no-cache")

    return router


def chat_values(settings: Settings, wording: Wording, assets: Assets) -> dict[str, Any]:
    """What chat.html is filled in with, here and in the widget's frame."""
    words = script_words(wording)
    return {
        "asset": assets.url,
        "t": wording.group("page"),
        "examples": wording.list("page.example_needs"),
        "hotline": settings.hotline,
        "max_text": settings.max_text,
        "script": words,
        "config": {"wording": words, "hotline": settings.hotline, "shared": settings.shared_screen},
    }
