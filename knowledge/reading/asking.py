"""Whether a message asks something, however it is typed."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from knowledge.files import read_own_yaml
from knowledge.reading.clauses import Mood, accented, read_clauses
from knowledge.text.fold import fold, is_toneless
from knowledge.text.words import WORD, whole_words


def asks_openly(typed: str) -> bool:
    """Whether a clause asks, a question word stands anywhere, or the message ends as questions do ("… hông con")."""
    if "?" in typed:
        return True
    spoken = accented(typed)
    if any(clause.mood is Mood.ASKED for clause in read_clauses(spoken)):
        return True
    anywhere, ends, fillers = _words()
    if anywhere.search(spoken):
        return True
    words = WORD.findall(typed.lower())
    while len(words) > 2 and fold(words[-1]) in fillers:
        words.pop()
    last = fold(words[-1]) if is_toneless(typed) and words else (words[-1] if words else "")
    return len(words) > 2 and last in ends


@lru_cache(maxsize=1)
def _words() -> tuple[re.Pattern[str], frozenset[str], frozenset[str]]:
    lists = read_own_yaml(Path(__file__).with_name("asking.yml"))
    return whole_words(lists["anywhere"]), frozenset(lists["ends"]), frozenset(lists["fillers"])
