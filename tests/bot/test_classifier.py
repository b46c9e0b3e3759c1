"""The classifier: learns, is stored as plain arrays, and gives the same answers when loaded."""

from __future__ import annotations

import pytest
import scipy.sparse
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.classifier import TfidfIntentClassifier
from tests.bot.conftest import Graph


def message(counts: list[int], intent: str | None = None) -> Message:
    made = Message(data={TEXT: "x", **({INTENT: intent} if intent else {})})
    made.add_features(Features(scipy.sparse.coo_matrix([counts]), "sentence", TEXT, "counts"))
    return made


@pytest.fixture
def classifier(graph: Graph) -> TfidfIntentClassifier:
    made = TfidfIntentClassifier.create(
        TfidfIntentClassifier.get_default_config(), graph.storage, graph.resource, graph.context
    )
    made.train(
        TrainingData(
            [
                message([3, 0, 1], "greet"),
                message([2, 0, 0], "greet"),
                message([0, 2, 0], "deny"),
                message([0, 1, 1], "deny"),
            ]
        )
    )
    return made


@pytest.mark.parametrize(("counts", "intent"), [([1, 0, 0], "greet"), ([0, 1, 0], "deny")])
def test_it_learns(classifier: TfidfIntentClassifier, counts: list[int], intent: str) -> None:
    (done,) = classifier.process([message(counts)])
    assert done.get(INTENT)["name"] == intent
    assert done.get(INTENT)["confidence"] > 0.5


def test_confidences_add_up_to_one(classifier: TfidfIntentClassifier) -> None:
    (done,) = classifier.process([message([1, 1, 1])])
    assert sum(intent["confidence"] for intent in done.get("intent_ranking")) == pytest.approx(1)


def test_loaded_it_answers_the_same(classifier: TfidfIntentClassifier, graph: Graph) -> None:
    loaded = TfidfIntentClassifier.load({}, graph.storage, graph.resource, graph.context)
    (before,), (after,) = classifier.process([message([1, 2, 0])]), loaded.process([message([1, 2, 0])])
    assert after.get(INTENT)["name"] == before.get(INTENT)["name"]
    assert after.get(INTENT)["confidence"] == pytest.approx(before.get(INTENT)["confidence"])


def test_a_model_without_it_is_refused(graph: Graph) -> None:
    with pytest.raises(ValueError, match="component"):
        TfidfIntentClassifier.load({}, graph.storage, graph.resource, graph.context)
