"""Security headers on every answer."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


FRAMED = "/widget"
"""The one page that other sites may show in a frame."""


class SecurityHeaders:
    """ASGI middleware: the headers above; answers of the API are never kept by a cache.

    Args:
        app: what is wrapped.
        framed_by: origins of the sites that may show the widget's page in a frame; nobody may show another page.
    """

    def __init__(self, app: ASGIApp, framed_by: Sequence[str] = ()) -> None:
        self._app = app
        self._framed = dict(HEADERS)
        if framed_by:
            ancestors = f"frame-ancestors {' '.join(framed_by)}"
            policy = CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", ancestors)
            self._framed["Content-Security-Policy"] = policy
            # It knows no list of sites, and some browsers obey it whatever the policy says.
            del self._framed["X-Frame-Options"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        headers_here = self._framed if scope["path"] == FRAMED else HEADERS

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in headers_here.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, with_headers)
