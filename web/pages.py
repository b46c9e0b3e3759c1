"""The chat page and its static files, under an address that changes with their content."""

from __future__ import annotations

import hashlib
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates
from starlette.types import Scope

from knowledge.settings import Settings
from knowledge.wording import Wording
from web.wording import script_words

ROOM = Path(__file__).resolve().parent
STATIC = ROOM / "static"
TEMPLATES = ROOM / "templates"


class KeptFiles(StaticFiles):
    """Static files that a browser may keep for good: their address holds a hash of their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if response.status_code in (200, 304):
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def _files() -> list[Path]:
    return sorted(path for path in STATIC.rglob("*") if path.is_file())


def content_hash() -> str:
    """12 hexadecimal digits over every static file."""
    digest = hashlib.sha256()
    for path in _files():
        digest.update(str(path.relative_to(STATIC)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def add_pages(app: FastAPI, settings: Settings, wording: Wording) -> None:
    """Serve GET / and the static files."""
    words = script_words(wording)
    base = f"/static/{content_hash()}"
    modules = [f"{base}/{path.relative_to(STATIC).as_posix()}" for path in _files() if path.suffix == ".js"]
    templates = Jinja2Templates(directory=TEMPLATES)
    app.mount(base, KeptFiles(directory=STATIC), name="static")

    @app.get("/", response_class=HTMLResponse, include_in_schema=False)
    async def page(request: Request) -> Response:
        values = {
            "base": base,
            "modules": modules,
            "t": wording.group("page"),
            "hotline": settings.hotline,
            "max_text": settings.max_text,
            "script": words,
            "config": {"wording": words, "hotline": settings.hotline},
        }
        headers = {"Cache-Control": "no-cache"}
        return templates.TemplateResponse(request, "chat.html", values, headers=headers)
