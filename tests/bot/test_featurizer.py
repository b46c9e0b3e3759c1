"""The featurizer: with or without diacritics, joined or apart, the counts are the same."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.featurizer import FoldedFeaturizer
from tests.bot.conftest import Graph


def message(*words: str) -> Message:
    return Message(data={TEXT: " ".join(words), "text_tokens": [Token(word, i) for i, word in enumerate(words)]})


@pytest.fixture
def featurizer(graph: Graph) -> FoldedFeaturizer:
    made = FoldedFeaturizer.create(FoldedFeaturizer.get_default_config(), graph.storage, graph.resource, graph.context)
    made.train(TrainingData([message("đăng_ký", "tạm_trú"), message("lệ_phí", "bao_nhiêu")]))
    return made


def counts(featurizer: FoldedFeaturizer, *words: str) -> NDArray[np.float64]:
    """The sentence features: a single row with a column for each n-gram."""
    (done,) = featurizer.process([message(*words)])
    return done.get_sparse_features(TEXT)[1].features.toarray()


def test_diacritics_do_not_matter(featurizer: FoldedFeaturizer) -> None:
    assert (counts(featurizer, "đăng_ký") == counts(featurizer, "dang_ky")).all()
    assert counts(featurizer, "dang_ky").sum() > 0


def test_segmentation_does_not_matter(featurizer: FoldedFeaturizer) -> None:
    assert (counts(featurizer, "tạm_trú") == counts(featurizer, "tạm", "trú")).all()


def test_different_words_differ(featurizer: FoldedFeaturizer) -> None:
    assert (counts(featurizer, "lệ_phí") != counts(featurizer, "tạm_trú")).any()


def test_the_vocabulary_holds_no_marks(featurizer: FoldedFeaturizer) -> None:
    vocabulary = featurizer.vectorizers[TEXT].vocabulary_
    assert vocabulary
    assert all(gram.isascii() and "_" not in gram for gram in vocabulary)


def test_it_is_stored_and_loaded(featurizer: FoldedFeaturizer, graph: Graph) -> None:
    loaded = FoldedFeaturizer.load(FoldedFeaturizer.get_default_config(), graph.storage, graph.resource, graph.context)
    assert (counts(loaded, "dang_ky") == counts(featurizer, "đăng_ký")).all()


@pytest.mark.parametrize("word", ["", "???", "🙂"])
def test_text_without_words_counts_nothing_known(featurizer: FoldedFeaturizer, word: str) -> None:
    assert counts(featurizer, word).sum() == 0
