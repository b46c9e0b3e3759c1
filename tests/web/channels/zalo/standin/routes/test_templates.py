from __future__ import annotations

import re

from tests.web.channels.zalo.standin.helpers import Office
from web.channels.zalo.standin.routes.templates import ROOM, STATIC


def test_pages_load_nothing_from_elsewhere(office: Office) -> None:
    response = office.http.get("/")
    assert response.headers["content-security-policy"].startswith("default-src 'self'")
    assert response.headers["cache-control"] == "no-store"
    loaded = re.findall(r'(?:src|href)="([^"]+)"', response.text)
    assert len(loaded) >= 4
    for address in loaded:
        assert address.startswith("/standin/static/")
        assert office.http.get(address).status_code == 200
    sources = [path.read_text(encoding="utf-8") for path in (*STATIC.glob("*"), *(ROOM / "templates").glob("*"))]
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", "".join(sources))
