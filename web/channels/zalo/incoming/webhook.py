"""The address that Zalo sends events to: checked, stored, acknowledged at once."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from knowledge.settings import Settings
from web.channels.zalo.incoming.events import Event, UnreadableEvent, load, parse, timestamp_of
from web.channels.zalo.incoming.signature import HEADER, is_signed
from web.errors import ApiError
from web.logs import event as log
from web.store.database import StoreUnavailable

RETRY_HEADER = "num_retry"
LAST_RETRY = 5
"""After this one Zalo switches the webhook off, and somebody must switch it on again by hand."""
FAULTY_RETRIES = 2
"""So often an event is taken again that makes the program fail; then it is given up."""
VERIFICATION = re.compile(r"([A-Za-z0-9_.-]+\.(?:html?|txt))=(.+)", re.DOTALL)
"""NAME.html=CONTENT"""

Receive = Callable[[Event], Awaitable[None]]


class Webhook:
    """
    Args:
        settings: of the process.
        receive: does what an event asks for.
        heard: called for each event that is Zalo's.
        unsigned: called for each that is not signed as it should.
        counts: how often what happened.
    """

    def __init__(
        self,
        settings: Settings,
        receive: Receive,
        heard: Callable[[], None],
        unsigned: Callable[[], None],
        counts: Counter[str],
    ) -> None:
        self._settings = settings
        self._receive = receive
        self._heard = heard
        self._unsigned = unsigned
        self._counts = counts

    def routes(self) -> APIRouter:
        """POST for events, GET and HEAD for whoever looks whether the address is there."""
        router = APIRouter(tags=["zalo"])

        async def there() -> Response:
            return Response()

        async def post(request: Request) -> Response:
            retry = request.headers.get(RETRY_HEADER, "")[:4]
            number = int(retry) if retry.isdecimal() else 0
            return Response(status_code=await self.take(await request.body(), request.headers.get(HEADER, ""), number))

        router.add_api_route("/zalo/webhook", there, methods=["GET", "HEAD"], include_in_schema=False)
        router.add_api_route("/zalo/webhook", post, methods=["POST"], include_in_schema=False)
        if match := VERIFICATION.fullmatch(self._settings.zalo_verification.strip()):
            self._add_file(router, *match.groups())
        return router

    @staticmethod
    def _add_file(router: APIRouter, name: str, content: str) -> None:
        async def file() -> Response:
            return HTMLResponse(content)

        router.add_api_route(f"/{name}", file, methods=["GET", "HEAD"], include_in_schema=False)

    async def take(self, raw: bytes, signature: str, retry: int) -> int:
        """The status with which an event is answered.

        Args:
            raw: the body as it came.
            signature: the header; "" when there is none.
            retry: how often Zalo has sent the event before.
        """
        if self._settings.zalo_bootstrap and not signature:
            self._counts["probes"] += 1
            return 200
        body = self._signed(raw, signature)
        if body is None:
            self._counts["events_unsigned"] += 1
            self._unsigned()
            return 403
        self._heard()
        try:
            event = parse(body)
        except UnreadableEvent as error:  # sent again it would be the same
            self._counts["events_unreadable"] += 1
            log("zalo_unreadable", logging.WARNING, fault=str(error))
            return 200
        if event.office and event.office != self._settings.zalo_oa_id:
            self._counts["events_of_others"] += 1  # the app may serve another Official Account as well
            return 200
        return await self._handle(event, retry)

    def _signed(self, raw: bytes, signature: str) -> dict[str, Any] | None:
        """The body, if it is Zalo's and of our app."""
        try:
            body = load(raw)
        except UnreadableEvent:
            return None
        app, secret = self._settings.zalo_app_id, self._settings.zalo_oa_secret
        if not is_signed(signature, raw, app_id=app, timestamp=timestamp_of(body), secret=secret):
            return None
        return body if str(body.get("app_id", app)) == app else None

    async def _handle(self, event: Event, retry: int) -> int:
        self._counts["events"] += 1
        try:
            await self._receive(event)
        except (ApiError, StoreUnavailable):
            self._counts["events_not_stored"] += 1
            return self._again(event, retry, LAST_RETRY)
        except Exception as error:  # an event that makes us fail must not cost the whole webhook
            log("zalo_event_fault", logging.ERROR, kind=type(event).__name__, error=type(error).__name__)
            return self._again(event, retry, FAULTY_RETRIES)
        return 200

    def _again(self, event: Event, retry: int, most: int) -> int:
        """Let Zalo send it again, but not until it gives the webhook up: then this one event is lost."""
        if retry < most:
            return 503
        self._counts["events_lost"] += 1
        log("zalo_event_lost", logging.ERROR, kind=type(event).__name__, retry=retry)
        return 200
