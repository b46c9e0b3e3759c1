"""The one copy of the knowledge library in the action server: catalogue and searcher, opened on first use."""

from __future__ import annotations

import asyncio
import threading
from functools import lru_cache

from knowledge.loader import Catalogue, load_catalogue
from knowledge.search import Searcher, SearchResult
from knowledge.settings import get_settings

_OPENING = threading.Lock()


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The catalogue of this process."""
    return load_catalogue(get_settings())


@lru_cache(maxsize=1)
def _searcher() -> Searcher:
    return Searcher.open(catalogue(), get_settings())


def _search(question: str, limit: int) -> SearchResult:
    with _OPENING:
        searcher = _searcher()
    return searcher.search(question, limit)


async def search(question: str, limit: int = 4) -> SearchResult:
    """Find procedures without holding up other conversations."""
    return await asyncio.to_thread(_search, question, limit)


def warm_up() -> None:
    """Load everything now, so that the first person does not wait.

    Raises:
        knowledge.errors.KnowledgeError: the catalogue or the index is not usable.
    """
    _search("đăng ký khai sinh", 1)
