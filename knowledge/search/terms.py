"""The content words of a text: stop phrases and stopwords out, synonyms made one, marks off.

Stopwords are told apart with their marks ("để" is one, "đẻ" is not), so restore a toneless question first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from knowledge.search.config import SearchConfig
from knowledge.search.normalise import WORD
from knowledge.text.fold import fold
from knowledge.text.normalise import normalise


def shingles(words: Sequence[str]) -> list[str]:
    """Syllables and pairs of neighbours: a Vietnamese word is mostly two syllables."""
    return [*words, *(f"{first}_{second}" for first, second in pairwise(words))]


class Terms:
    """text → folded content words."""

    def __init__(self, stopwords: Iterable[str], stop_phrases: Iterable[str], synonyms: Mapping[str, str]) -> None:
        self._stop = frozenset(normalise(word) for word in stopwords)
        self._phrases = _pattern(normalise(one) for one in stop_phrases)
        self._synonyms = {normalise(key): normalise(value) for key, value in synonyms.items()}
        self._synonym = _pattern(self._synonyms)

    def __call__(self, text: str) -> list[str]:
        """The content words of normalised `text` in order, no numbers; empty when it has none."""
        if self._phrases:
            text = self._phrases.sub(" ", text)
        if self._synonym:
            text = self._synonym.sub(lambda match: self._synonyms[match.group()], text)
        return [fold(word) for word in WORD.findall(text) if word not in self._stop and not word[0].isdigit()]


def terms_of(config: SearchConfig) -> Terms:
    """The content words as search.yml defines them."""
    return Terms(config.stopwords, config.stop_phrases, config.synonyms)


def _pattern(phrases: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted(phrases, key=lambda one: (-len(one), one))
    joined = "|".join(re.escape(one) for one in longest_first)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)") if joined else None
