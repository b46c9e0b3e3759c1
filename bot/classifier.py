"""The intent classifier: logistic regression over tf-idf weights, linear, so its confidence can be read.

With the first twenty intents it beat DIET over the same features, macro F1 0.90 to 0.82; it
trains in seconds and answers in about a millisecond, while DIET gives 0.95 to text unlike any it has seen.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from bot.tokenizer import PART

_FILE = "intents.npz"
RANKED = 3
"""Intents kept of the ranking, since every turn is stored."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TfidfIntentClassifier(LogisticRegressionClassifier):
    """Rasa's logistic regression with its counts weighted by sublinear tf-idf.

    `C` is the inverse strength of the regularisation. Classes are balanced: half of the training lines ask for a
    procedure or are out of scope, and a short "có" or "chưa" must not lose to them.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {**LogisticRegressionClassifier.get_default_config(), "C": 20.0, "max_iter": 200}

    def __init__(self, config: dict[str, Any], name: str, model_storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, name, model_storage, resource)
        self.clf = make_pipeline(
            TfidfTransformer(sublinear_tf=True),
            LogisticRegression(
                C=self.config["C"],
                class_weight="balanced",
                solver=self.config["solver"],
                max_iter=self.config["max_iter"],
                tol=self.config["tol"],
                random_state=self.config["random_state"],
            ),
        )

    def _create_X(self, messages: list[Message]) -> scipy.sparse.csr_matrix:  # noqa: N802  # Rasa's name
        """The sentence features side by side, a row a message; Rasa's own way builds six matrices for each."""
        rows = [_row(message) for message in messages]
        ends = np.cumsum([0, *(len(columns) for columns, _, _ in rows)])
        columns = np.concatenate([columns for columns, _, _ in rows])
        counts = np.concatenate([counts for _, counts, _ in rows])
        width = max(width for _, _, width in rows)
        return scipy.sparse.csr_matrix((counts, columns, ends), shape=(len(rows), width))

    def process(self, messages: list[Message]) -> list[Message]:
        """The intent of each message, with those of its parts as `parts`: [{"name", "confidence", "text"}]."""
        wholes: list[Message] = []
        for message in super().process(messages):
            if message.get(PART) and wholes:
                _add(wholes[-1], message)
            else:
                wholes.append(message)
                message.set("parts", [], add_to_output=True)
                message.set(INTENT_RANKING_KEY, message.get(INTENT_RANKING_KEY, [])[:RANKED], add_to_output=True)
        return wholes

    def persist(self) -> None:
        """Write what was learned as plain arrays: idf (features), coef (intents × features), intercept, classes."""
        weights, regression = self.clf[0], self.clf[1]
        with self._model_storage.write_to(self._resource) as folder:
            np.savez_compressed(
                folder / _FILE,
                idf=weights.idf_,
                coef=regression.coef_,
                intercept=regression.intercept_,
                classes=regression.classes_.astype(str),
            )

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TfidfIntentClassifier:
        """The trained classifier of a model. A model without it raises at once instead of guessing untrained."""
        component = cls(config, execution_context.node_name, model_storage, resource)
        weights, regression = component.clf[0], component.clf[1]
        with model_storage.read_from(resource) as folder, np.load(folder / _FILE) as arrays:
            weights.idf_ = arrays["idf"]
            # so laid out, a sparse row times the weights copies nothing (scipy wants the transpose in C order)
            regression.coef_, regression.intercept_ = np.asfortranarray(arrays["coef"]), arrays["intercept"]
            regression.classes_ = arrays["classes"]
        return component


def _row(message: Message) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float64], int]:
    """Columns, counts and width of a message's sparse sentence features, in the order of the pipeline."""
    columns: list[npt.NDArray[np.int32]] = [np.empty(0, dtype=np.int32)]
    counts: list[npt.NDArray[np.float64]] = [np.empty(0)]
    width = 0
    for feature in message.features:
        if feature.attribute == TEXT and feature.type == FEATURE_TYPE_SENTENCE:
            matrix = feature.features.tocoo()
            columns.append(matrix.col + width)
            counts.append(matrix.data)
            width += matrix.shape[1]
    return np.concatenate(columns), np.concatenate(counts), width


def _add(whole: Message, part: Message) -> None:
    """Put what a part says to what its message says."""
    intent = part.get(INTENT) or {}
    guess = {"name": intent.get("name"), "confidence": float(intent.get("confidence") or 0.0), "text": part.get(TEXT)}
    whole.set("parts", [*whole.get("parts"), guess], add_to_output=True)
