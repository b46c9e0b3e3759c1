"""Step TwoNeeds: two needs in one message ("mất căn cước, sẵn tiện nhập hộ khẩu cho vợ") are searched apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from knowledge.search.types import Query
from knowledge.text.words import syllables, whole_words

LEAST, MOST = 3, 28
"""Words a half must have, and words beyond which a message is a story and not two needs."""


class TwoNeeds:
    """Splits a message where a joining word stands; whether both halves are needs is the Searcher's to say."""

    def __init__(self, joining: Iterable[str]) -> None:
        """`joining`: words (normalised) that begin a second need, the surest first."""
        self._joining = [whole_words([word]) for word in joining]

    def __call__(self, query: Query) -> tuple[Query, Query] | None:
        """Both halves, or None when nothing joins two."""
        text = query.text
        if not 2 * LEAST <= len(text.split()) <= MOST:
            return None
        for pattern in self._joining:
            places = [match.start() for match in pattern.finditer(text)]
            cuts = [at for at in places if min(len(text[:at].split()), len(text[at:].split())) > LEAST]
            if cuts:
                at = min(cuts, key=lambda at: (abs(len(text) - 2 * at), at))
                first, second = self._half(query, text[:at]), self._half(query, text[at:])
                return first, second
        return None

    @staticmethod
    def _half(query: Query, text: str) -> Query:
        text = text.strip(" ,.;?!")
        return replace(query, text=text, focus=text, folded=syllables(text))
