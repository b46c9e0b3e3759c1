"""Step Deny: what a person says it is *not* ("chứ không phải gia hạn") must not be searched for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from knowledge.search.config import DenyConfig
from knowledge.search.step import Parts, QueryStep
from knowledge.search.types import Query

_MOST = 7
"""Words that are left out after a negation, at most."""
_LEAST = 3
"""Words that must remain: "không phải đóng tiền hả" alone is no denial of a need."""


class Deny(QueryStep):
    """Leaves out denied words; a question of which too little would remain stays whole."""

    name = "deny"

    def __init__(self, config: DenyConfig) -> None:
        bare = "|".join(f"(?<={re.escape(word)} ){re.escape(config.bare)}" for word in config.bare_after)
        self._denied = re.compile(
            rf"[,;]?\s*(?<!\w)(?:{_any(config.joining)}\s+)?(?:{_any(config.negating)}|{bare})(?!\w)"
            rf"(?:\s+{_any(config.filling)})?"
            rf"(?:(?!\s+{_any(config.ending)}(?!\w))\s+[^\s,.;?!]+){{1,{_MOST}}}"
        )

    @classmethod
    def make(cls, parts: Parts) -> Deny:
        return cls(parts.config.deny)

    def read(self, query: Query) -> Query:
        text = " ".join(self._denied.sub(" ", query.text).split())
        if text == query.text or len(text.split()) < _LEAST:
            return query
        return replace(query, text=text, denied=" ".join(match.group() for match in self._denied.finditer(query.text)))


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, words))})"
