"""Log lines: one JSON object each, without what people wrote."""

from __future__ import annotations

import logging
import time
import traceback

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from knowledge.wording import Wording
from web.errors import error_response
from web.logs import event
from web.operations.metrics import Metrics


def _where(error: BaseException) -> str:
    """File and line of the fault; the error's own words could quote a message and are left out."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else "?"


class RequestLog:
    """ASGI middleware: one line for each request; a fault inside becomes a 500 in the usual error shape."""

    def __init__(self, app: ASGIApp, wording: Wording, metrics: Metrics) -> None:
        self._app = app
        self._wording = wording
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        status = 0

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watch)
        except Exception as error:
            event("fault", logging.ERROR, error=type(error).__name__, where=_where(error))
            if status:
                raise
            await error_response(self._wording, 500, "fault")(scope, receive, watch)
        finally:
            self._log(scope, status, started)

    def _log(self, scope: Scope, status: int, started: float) -> None:
        # The route's pattern, not the path: a path may hold anything.
        pattern = getattr(scope.get("route"), "path", "unmatched")
        fields = {"method": scope["method"], "path": pattern, "status": status}
        seconds = time.perf_counter() - started
        fields["ms"] = round(seconds * 1000, 1)
        self._metrics.request(scope["method"], pattern, status, seconds)
        session = scope.get("state", {}).get("session_hash")
        if session:
            fields["session"] = session
        event("request", **fields)
