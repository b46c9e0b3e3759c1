from __future__ import annotations

import bm25s
import numpy as np
from bm25s.tokenization import Tokenized
from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.config import load_config
from knowledge.search.postings import Best, Postings
from knowledge.search.steps.lexical import bm25


@given(st.lists(st.lists(st.integers(0, 12), min_size=1, max_size=8), min_size=1, max_size=12))
def test_the_weights_are_those_of_bm25s(texts: list[list[int]]) -> None:
    config = load_config().lexical
    weights, owners, starts = bm25(texts, 13, config)
    library = bm25s.BM25(method="lucene", k1=config.k1, b=config.b)
    vocabulary = {str(token): token for token in range(13)}
    library.index(Tokenized(ids=texts, vocab=vocabulary), show_progress=False, create_empty_token=False)
    for token in range(13):
        ours = np.zeros(len(texts), dtype=np.float32)
        ours[owners[starts[token] : starts[token + 1]]] = weights[starts[token] : starts[token + 1]]
        held = any(token in text for text in texts)
        theirs = library.get_scores([str(token)]) if held else np.zeros(len(texts))
        np.testing.assert_allclose(ours, theirs, rtol=1e-4, atol=1e-6)


def test_postings_and_the_best_of_each_group() -> None:
    postings = Postings({"a": 0, "b": 1, "c": 2}, [(0, [0, 1, 0]), (2, [1])])
    assert postings.get("a").tolist() == [0]
    assert postings.get("b").tolist() == [0, 2]
    assert postings.get("c").tolist() == postings.get("x").tolist() == []
    assert Best([0, 0, 2], 3)(np.array([1, 5, 2], dtype=np.float32)).tolist() == [5, 0, 2]
    assert Best([], 2)(np.zeros(0, dtype=np.float32)).tolist() == [0, 0]
