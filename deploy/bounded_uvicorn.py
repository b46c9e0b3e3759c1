"""`python -m deploy.bounded_uvicorn web.app:create_app --port N`: uvicorn, with bounds on what a connection holds up.

uvicorn itself has no limit on the time in which a request must come: a connection that sends half a request, or a byte
now and then, would stay for ever. Here it is closed.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from typing import Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

REQUEST_WITHIN = 20.0
"""Seconds in which a whole request must come, after the connection was made or its first byte came."""
LAST_REQUEST_WITHIN = 1.0
"""Seconds in which a request must come on a connection that was made before the gateway was asked to end."""
FINISH = 20
"""Seconds for turns in flight after the gateway was asked to end."""
LIMITS: dict[str, Any] = {
    "h11_max_incomplete_event_size": 16_384,  # bytes of a head that is still coming
    "limit_concurrency": 1_000,  # connections; whoever comes beyond is told 503 at once
    "backlog": 512,
    "timeout_graceful_shutdown": FINISH,
    "proxy_headers": False,  # the gateway itself decides whose forwarded addresses it believes
    "ws": "none",
    "access_log": False,  # it would show what people search for
    "log_level": "warning",
}


class Punctual(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it; a request that is not complete in time ends its connection."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """A connection: its first request is expected from now on."""
        super().connection_made(transport)
        self._expect_a_request()

    def data_received(self, data: bytes) -> None:
        """A part of a request, or all of it."""
        super().data_received(data)
        self._expect_a_request()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        self._expect_nothing()
        super().connection_lost(exc)

    def shutdown(self) -> None:
        """The server ends; what was accepted and has not been read yet may be a person's message."""
        if self.cycle is None:
            self.loop.call_later(LAST_REQUEST_WITHIN, super().shutdown)
        else:
            super().shutdown()

    def _expect_a_request(self) -> None:
        """Let the time run while a request is incomplete; further bytes do not lengthen it."""
        if self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            self._expect_nothing()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(REQUEST_WITHIN, self._too_late)

    def _expect_nothing(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _too_late(self) -> None:
        self._deadline = None
        self.transport.abort()


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("factory", help="what makes the application, as module:function")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument(
        "--timeout-keep-alive", type=int, default=15, help="seconds; behind a proxy longer than it keeps a connection"
    )
    options = parser.parse_args(arguments)
    own = {"host": options.host, "port": options.port, "timeout_keep_alive": options.timeout_keep_alive}
    uvicorn.run(options.factory, factory=True, http=Punctual, **own, **LIMITS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
