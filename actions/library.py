"""The one copy of the knowledge library in the action server: opened on first use, renewed while it runs."""

from __future__ import annotations

import asyncio
from functools import lru_cache

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.library.reload import Live
from knowledge.reading.scorer.scorer import Scorer, load_scorer
from knowledge.search.pipeline import Pipeline
from knowledge.search.types import SearchResult
from knowledge.settings import get_settings


@lru_cache(maxsize=1)
def live() -> Live[Pipeline]:
    """The library of this process."""
    return Live(get_settings(), Pipeline.open)


def catalogue() -> Catalogue:
    """The catalogue that serves now. One turn of a conversation takes it once and keeps it (see `Turn.catalogue`)."""
    return live().now.catalogue


def _search(question: str, limit: int) -> SearchResult:
    return live().now.search.search(question, limit)


def scorer() -> Scorer:
    """Tells what a message says by its meaning; over the same embedder as the search."""
    return load_scorer(get_settings().embedder_dir)


async def search(question: str, limit: int = 4) -> SearchResult:
    """Find procedures without holding up other conversations."""
    return await asyncio.to_thread(_search, question, limit)


def warm_up() -> None:
    """Load everything now, so that the first person does not wait, and watch for changes from here on.

    Raises:
        knowledge.errors.KnowledgeError: the catalogue or the index is not usable.
    """
    _search("đăng ký khai sinh", 1)
    scorer()
    live().start()
