from __future__ import annotations

import bm25s
import numpy as np
import pytest
from bm25s.tokenization import Tokenized
from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.config import load_config
from knowledge.search.index.texts import ALIAS, EXTRA, NAME, IndexedText
from knowledge.search.steps.lexical import Lexical, bm25
from knowledge.search.terms import terms_of
from tests.knowledge.search.helpers import evidence


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


def lexical() -> Lexical:
    texts = [
        IndexedText(0, NAME, "đăng ký khai sinh", "khai sinh"),
        IndexedText(0, EXTRA, "giấy chứng sinh", "chứng sinh"),
        IndexedText(1, NAME, "đăng ký khai tử", "khai tu"),
        IndexedText(2, ALIAS, "khai báo mất", "khai báo mat"),
    ]
    config = load_config()
    return Lexical(texts, 3, config.lexical, terms_of(config))


def test_words_are_scored_field_by_field() -> None:
    scores = lexical().scores(evidence("làm khai sinh"))
    assert scores.best.argmax() == 0
    assert scores.parts["coverage"][0] == pytest.approx(1.0)
    assert scores.parts["coverage"][1] < 1
    assert scores.parts["extra"][1] == 0
    assert scores.parts["focus"] is scores.best  # a short question has no focus of its own
    assert scores.together is not None
    assert scores.together[0] > scores.best[0]


def test_the_accented_form_counts_only_as_it_was_typed() -> None:
    typed, restored = (lexical().scores(evidence("khai sinh", marked=marked)).together for marked in (True, False))
    assert typed is not None
    assert restored is not None
    assert typed[0] > restored[0]
