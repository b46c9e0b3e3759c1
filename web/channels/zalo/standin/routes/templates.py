"""The stand-in's HTML pages, which load nothing from elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import Response
from fastapi.templating import Jinja2Templates

ROOM = Path(__file__).resolve().parents[1]
STATIC = ROOM / "static"
POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"


def page(request: Request, template: str, values: dict[str, Any]) -> Response:
    """A page of templates/, made anew each time."""
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return Jinja2Templates(directory=ROOM / "templates").TemplateResponse(request, template, values, headers=headers)
