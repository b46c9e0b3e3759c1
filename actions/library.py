"""The one copy of the knowledge library in the action server: opened on first use, renewed while it runs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.errors import IndexMissing
from knowledge.library.reload import Live
from knowledge.reading.clauses import accented
from knowledge.reading.scorer.scorer import Scorer, load_scorer
from knowledge.search.evidence import Evidence
from knowledge.search.index.embedder_files import mend
from knowledge.search.pipeline import Pipeline
from knowledge.search.step import Searched
from knowledge.search.steps.code import CodeInQuestion
from knowledge.search.types import Query, SearchResult
from knowledge.settings import Settings, get_settings
from knowledge.text.embedder.model import TUNED, load_model

LOGGER = logging.getLogger("actions")
LONGEST = 400
"""Characters of a text whose meaning is compared."""


@lru_cache(maxsize=1)
def live() -> Live[Pipeline]:
    """The library of this process."""
    return Live(get_settings(), _open_search)


def catalogue() -> Catalogue:
    """The catalogue that serves now. One turn of a conversation takes it once and keeps it (see `Turn.catalogue`)."""
    return live().now.catalogue


def _open_search(catalogue: Catalogue, settings: Settings) -> Pipeline:
    mend(settings.embedder_dir)
    return Pipeline.open(catalogue, settings)


def _search(question: str, limit: int) -> SearchResult:
    snapshot = live().now
    try:
        search = snapshot.search
    except IndexMissing:
        if (found := _by_code(question, snapshot.catalogue)) is None:
            raise
        return found
    return search.search(question, limit)


def _by_code(question: str, catalogue: Catalogue) -> SearchResult | None:
    """What is found without an index: the procedure whose code stands in the question."""
    nothing = np.zeros(0, dtype=np.float32)
    return CodeInQuestion(Searched(catalogue))(Evidence(Query(question, question), nothing)).result


def scorer() -> Scorer:
    """Tells what a message says by its meaning; over the same embedder as the search."""
    return load_scorer(get_settings().embedder_dir)


async def search(question: str, limit: int = 4) -> SearchResult:
    """Find procedures without holding up other conversations.

    Raises:
        IndexMissing: there is no index yet (it is being built), and no code stands in the question.
    """
    return await asyncio.to_thread(_search, question, limit)


def warm_up() -> None:
    """Load everything now, so that the first person does not wait, and watch for changes from here on.

    Without an index everything but the search serves, and the index is built in a process beside.

    Raises:
        KnowledgeError: no catalogue is usable, neither the one that lies there nor an earlier one.
        OSError: the embedder is not readable.
    """
    live().open()
    mend(get_settings().embedder_dir)
    try:
        _search("đăng ký khai sinh", 1)
    except IndexMissing as error:
        LOGGER.warning("index_missing", extra={"fields": {"reason": str(error)}})
    scorer()
    live().start()


def nearness(question: str, texts: Sequence[str]) -> list[float]:
    """How alike in meaning a question and each text are, 0 to 1, by the embedder that the search runs."""
    if not texts:
        return []
    vectors = np.array([_vector(text) for text in (question, *texts)])
    return [float(share) for share in vectors[1:] @ vectors[0]]


def likeness(question: str, texts: Sequence[str]) -> list[tuple[float, float, float]]:
    """How alike a question and each text are as a whole, by the text's words, by the question's words (`Scorer`)."""
    return scorer().likeness(accented(question)[:LONGEST] or ".", [accented(text)[:LONGEST] or "." for text in texts])


@lru_cache(maxsize=4_096)
def _vector(text: str) -> NDArray[np.float32]:
    model = load_model(TUNED, get_settings().embedder_dir)
    vector: NDArray[np.float32] = model.encode([accented(text)[:LONGEST] or "."])[0]
    return vector
