"""The widget: the loader that other sites put into their pages, and the chat page in a frame on the sites listed.

Both exist only where an office has listed sites (`DIMOTLAN_WIDGET_SITES`); who may frame the page is told to browsers
by web/middleware/security_headers.py.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.templating import Jinja2Templates

from knowledge.settings import Settings
from knowledge.wording import Wording
from web.pages.assets import Asset, Assets, answer
from web.pages.chat import chat_values

A_WHILE = "public, max-age=300, stale-while-revalidate=86400"
"""The loader's name stays for good, so what it holds is asked for again soon; a page never waits for that."""
LANGUAGES = ("vi", "en")


def widget_pages(settings: Settings, wording: Wording, assets: Assets, templates: Jinja2Templates) -> APIRouter:
    """GET /widget.js and GET /widget."""
    router = APIRouter(include_in_schema=False)
    if not settings.widget_origins:
        return router
    script = loader(assets, wording)
    values = chat_values(settings, wording, assets)
    values |= {"framed": True, "config": {**values["config"], "sites": settings.widget_origins}}

    @router.get("/widget.js")
    async def widget_script(request: Request) -> Response:
        reply = answer(script, request, A_WHILE)
        reply.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return reply

    @router.get("/widget", response_class=HTMLResponse)
    async def widget_page(request: Request) -> Response:
        headers = {"Cache-Control": "no-cache", "X-Robots-Tag": "noindex"}
        return templates.TemplateResponse(request, "chat.html", values, headers=headers)

    return router


def loader(assets: Assets, wording: Wording) -> Asset:
    """The joined loader with our sentences and its style sheet written in: one file, one request."""
    words = {language: wording.group(f"widget.{language}") for language in LANGUAGES}
    text = assets.files["built/widget.js"].content.decode()
    text = _written_in(text, "words", json.dumps(words, ensure_ascii=False, separators=(",", ":")))
    text = _written_in(text, "style", assets.files["built/widget.css"].content.decode().strip())
    content = text.encode()
    return Asset(
        name="widget.js",
        content=content,
        compressed=gzip.compress(content, 9, mtime=0),
        media_type="text/javascript",
        digest=hashlib.sha256(content).hexdigest()[:12],
    )


def _written_in(script: str, name: str, value: str) -> str:
    literal: Any = json.dumps(value, ensure_ascii=False)
    written, times = re.subn(rf"""(["'`])@{name}@\1""", lambda _: literal, script)
    if times != 1:
        raise RuntimeError(f"built/widget.js holds {times} places for its {name}, not one: run `make front`")
    return written
