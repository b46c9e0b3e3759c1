"""What the classifier counts: words, and n-grams that do not see diacritics, so that "đăng ký" is like "dang ky"."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import scipy.sparse
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer
from rasa.shared.nlu.constants import TEXT

from knowledge.text.fold import fold


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceFeaturizer(CountVectorsFeaturizer):
    """Rasa's counts of a whole message. Those of each word alone are left out: nothing in our pipeline reads them."""

    def _create_features(
        self, attribute: str, all_tokens: list[list[str]]
    ) -> tuple[list[scipy.sparse.spmatrix | None], list[scipy.sparse.spmatrix | None]]:
        vectorizer = self.vectorizers.get(attribute)
        if not vectorizer:
            return [None], [None]
        counts = [self._count(attribute, vectorizer, " ".join(tokens)) if tokens else None for tokens in all_tokens]
        return [None] * len(all_tokens), counts

    def _count(self, attribute: str, vectorizer: Any, text: str) -> scipy.sparse.coo_matrix:
        """What `vectorizer.transform` counts, without what that does for many texts at once."""
        analyzers: dict[str, Any] = self.__dict__.setdefault("analyzers", {})
        if analyzers.get(attribute, (None,))[0] is not vectorizer:
            analyzers[attribute] = vectorizer, vectorizer.build_analyzer()
        vocabulary = vectorizer.vocabulary_
        found = Counter(vocabulary[gram] for gram in analyzers[attribute][1](text) if gram in vocabulary)
        columns = np.array(sorted(found), dtype=np.int32)
        counted = np.array([found[column] for column in columns.tolist()], dtype=vectorizer.dtype)
        rows = np.zeros(len(columns), dtype=np.int32)
        return scipy.sparse.coo_matrix((counted, (rows, columns)), shape=(1, len(vocabulary)))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class FoldedFeaturizer(SentenceFeaturizer):
    """Counts of n-grams over folded text: of characters within syllables (2–4), or of words.

    sklearn's own `strip_accents` leaves đ as it is; and compounds are split again, so that a wrong segmentation does
    not change what is counted.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            **CountVectorsFeaturizer.get_default_config(),
            "analyzer": "char_wb",
            "min_ngram": 2,
            "max_ngram": 4,
        }

    def _process_tokens(self, tokens: list[str], attribute: str = TEXT) -> list[str]:
        processed = super()._process_tokens(tokens, attribute)
        return [fold(token).replace("_", " ").strip() for token in processed]
