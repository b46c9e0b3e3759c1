"""Where the pages are: whole addresses for paper, previews and search engines, and names that stand for a code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlencode

from fastapi import Request

from knowledge.settings import Settings
from knowledge.text.fold import fold

PAGES = "/thu-tuc"
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")


def base_of(request: Request, settings: Settings) -> str:
    """How people reach the gateway, without a slash at the end: DIMOTLAN_PUBLIC_URL, else as this request came.

    What a request says of its host is believed only when it looks like one; else "" is left, and links are relative.
    """
    if settings.public_url:
        return settings.public_url.rstrip("/")
    host = request.headers.get("host", "")
    return f"{request.url.scheme}://{host}" if _HOST.fullmatch(host) else ""


def path_of(code: str, facts: Mapping[str, str] | Iterable[tuple[str, str]] = ()) -> str:
    """The page of a procedure, for a case."""
    query = urlencode(dict(facts))
    return f"{PAGES}/{quote(code)}" + (f"?{query}" if query else "")


def slug(name: str) -> str:
    """A name as it stands in an address: "Đăng ký khai sinh" → "dang-ky-khai-sinh"."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
