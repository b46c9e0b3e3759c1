"""What all these pages share: words, the frame of a page, the share of requests an address has."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from fastapi import Request
from fastapi.responses import Response
from fastapi.templating import Jinja2Templates

from knowledge.checklist.as_text import how_to_bring
from knowledge.settings import Settings
from knowledge.wording import Wording, say_day
from web.errors import ApiError
from web.pages.assets import Assets
from web.pages.procedure.addresses import PAGES, path_of
from web.pages.procedure.wording import procedure_wording
from web.state import Services
from web.wording import script_words


class Frame:
    """Draws pages of procedures. Words of the chat page are taken by `label`, own ones by `tell`."""

    def __init__(self, settings: Settings, wording: Wording, assets: Assets, templates: Jinja2Templates) -> None:
        self.settings = settings
        self._wording = wording
        self._assets = assets
        self._templates = templates

    @cached_property
    def _values(self) -> dict[str, Any]:
        page = self._wording.group("page")
        return {
            "asset": self._assets.url,
            "brand": page["name"],
            "machine": page["machine"],
            "hotline": self.settings.hotline,
            "label": script_words(self._wording).__getitem__,
            "tell": procedure_wording().say,
            "say_day": say_day,
            "how_to_bring": how_to_bring,
            "path_of": path_of,
            "pages": PAGES,
        }

    async def refusal(self, request: Request) -> Response | None:
        """Count the request against its address; the page that says so when it has none left."""
        services: Services = request.app.state.services
        try:
            await services.by_address.take(request.client.host if request.client else "?")
        except ApiError as error:
            sentence = self._wording.say(f"api.{error.code}", **error.values)
            return self.message(request, error.status, sentence, headers=error.headers)
        return None

    def page(
        self,
        request: Request,
        template: str,
        values: Mapping[str, Any],
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """A page, compressed where the browser takes that; asked for each time, since days and fees change."""
        text: str = self._templates.get_template(template).render({**self._values, **values})
        content = text.encode()
        sent = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding", **(headers or {})}
        if "gzip" in request.headers.get("accept-encoding", ""):
            content = gzip.compress(content, 6, mtime=0)
            sent["Content-Encoding"] = "gzip"
        return Response(content, status_code=status, headers=sent, media_type="text/html; charset=utf-8")

    def message(
        self, request: Request, status: int, title: str, text: str = "", headers: Mapping[str, str] | None = None
    ) -> Response:
        """A page that says one thing, with a box to ask the assistant."""
        return self.page(request, "procedure_message.html", {"title": title, "text": text}, status, headers)

    def lost(self, request: Request) -> Response:
        """The page where there is no procedure."""
        say = procedure_wording().say
        return self.message(request, 404, say("lost.title"), say("lost.text"))
