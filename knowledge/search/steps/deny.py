"""Step Deny: what a person says it is *not* ("chứ không phải gia hạn") must not be searched for."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.search.types import Query
from knowledge.text.words import syllables

_DENIED = re.compile(
    r"[,;]?\s*(?<!\w)(?:(?:chứ|chớ|mà)\s+)?(?:(?:không|chưa|đâu|chẳng) phải|(?<=chứ )không|(?<=chớ )không)(?!\w)"
    r"(?:\s+(?:là|do|vì))?"
    r"(?:(?!\s+(?:mà|nên|giờ|nay|muốn|chỉ|thì|tôi|em|mình)(?!\w))\s+[^\s,.;?!]+){1,7}"
)
_LEAST = 3
"""Words that must remain: "không phải đóng tiền hả" alone is no denial of a need."""


class Deny:
    """Leaves out denied words; a question of which too little would remain stays whole."""

    def __call__(self, query: Query) -> Query:
        text = " ".join(_DENIED.sub(" ", query.text).split())
        if text == query.text or len(text.split()) < _LEAST:
            return query
        return replace(query, text=text, folded=syllables(text))
