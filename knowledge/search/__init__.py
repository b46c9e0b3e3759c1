"""Search: from a person's words to procedures. Importing this loads no model and no heavy package.

`build_index` and `Searcher` are looked up on first use, so that importing the types costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge.search.types import Candidate, Decision, IndexReport, SearchResult

if TYPE_CHECKING:
    from knowledge.search.index import build_index, index_is_current
    from knowledge.search.searcher import Searcher

__all__ = [
    "Candidate",
    "Decision",
    "IndexReport",
    "SearchResult",
    "Searcher",
    "build_index",
    "index_is_current",
]

_LAZY = {
    "Searcher": "knowledge.search.searcher",
    "build_index": "knowledge.search.index",
    "index_is_current": "knowledge.search.index",
}


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_LAZY[name]), name)
