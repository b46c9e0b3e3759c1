"""What is made once of each catalogue and kept while that one serves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

from knowledge.catalogue_files.catalogue import Catalogue

T = TypeVar("T")


class PerCatalogue(Generic[T]):
    """The newest is kept; it is made in a thread, and whoever comes meanwhile waits for it.

    Args:
        make: makes it of a catalogue.
    """

    def __init__(self, make: Callable[[Catalogue], T]) -> None:
        self._make = make
        self._held: tuple[str, T] | None = None
        self._lock = asyncio.Lock()

    async def of(self, catalogue: Catalogue) -> T:
        """What was made of this catalogue."""
        async with self._lock:
            if self._held is None or self._held[0] != catalogue.fingerprint:
                self._held = (catalogue.fingerprint, await asyncio.to_thread(self._make, catalogue))
            return self._held[1]
