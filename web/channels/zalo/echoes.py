"""Zalo reports what the office sent: so a message whose answer was lost is known to have arrived."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator, Mapping
from typing import Any

from web.chat.outbox import digest


class Echo:
    """Whether one message came back."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def heard(self) -> None:
        """It did."""
        self._event.set()

    async def came(self, seconds: float) -> bool:
        """Whether it has come back, or does within some seconds."""
        try:
            async with asyncio.timeout(seconds):
                return await self._event.wait()
        except TimeoutError:
            return False


class Echoes:
    """The messages that are being sent from this gateway."""

    def __init__(self) -> None:
        self._watched: dict[tuple[str, str], Echo] = {}

    @contextlib.contextmanager
    def watching(self, person: str, body: Mapping[str, Any]) -> Iterator[Echo]:
        """Watch for the echo of a body while the block runs."""
        key = (person, digest(dict(body)))
        echo = self._watched[key] = Echo()
        try:
            yield echo
        finally:
            if self._watched.get(key) is echo:
                del self._watched[key]

    def heard(self, person: str, text_digest: str) -> None:
        """Zalo reports a text with this digest."""
        if echo := self._watched.get((person, text_digest)):
            echo.heard()
