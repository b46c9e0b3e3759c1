"""The content words of a text: stop phrases and stopwords out, synonyms made the same word, marks off.

Stopwords are told apart with their marks ("để" is a stopword, "đẻ" is not), so restore a toneless question first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from knowledge.search.config import SearchConfig
from knowledge.text.fold import fold
from knowledge.text.normalise import normalise
from knowledge.text.words import WORD, whole_words


def shingles(words: Sequence[str]) -> list[str]:
    """Syllables and pairs of neighbours: a Vietnamese word is mostly two syllables."""
    return [*words, *(f"{first}_{second}" for first, second in pairwise(words))]


class Terms:
    """text → folded content words."""

    def __init__(self, stopwords: Iterable[str], stop_phrases: Iterable[str], synonyms: Mapping[str, str]) -> None:
        self._stop = frozenset(normalise(word) for word in stopwords)
        self._phrases = whole_words(map(normalise, stop_phrases))
        self._synonyms = {normalise(key): normalise(value) for key, value in synonyms.items()}
        self._synonym = whole_words(self._synonyms)

    def __call__(self, text: str) -> list[str]:
        """The content words of normalised `text` in order, no numbers; empty when it has none."""
        text = self._phrases.sub(" ", text)
        text = self._synonym.sub(lambda match: self._synonyms[match.group()], text)
        return [fold(word) for word in WORD.findall(text) if word not in self._stop and not word[0].isdigit()]


def terms_of(config: SearchConfig) -> Terms:
    """The content words as search.yml defines them."""
    return Terms(config.reading.stopwords, config.reading.stop_phrases, config.reading.synonyms)
