from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from knowledge.search.index.texts import ALIAS, NAME, IndexedText
from knowledge.search.steps import dense
from knowledge.search.steps.dense import Dense
from knowledge.settings import Settings
from tests.knowledge.search.helpers import evidence


class Model:
    """Embeds "đất" one way and everything else the other way."""

    def __init__(self) -> None:
        self.prompts = {"query": "query: ", "passage": "passage: "}
        self.asked: list[str] = []

    def encode(self, text: str, **_: Any) -> Any:
        self.asked.append(text)
        return np.array([0, 1] if "đất" in text else [1, 0], dtype=np.float32)


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Model:
    own = Model()
    monkeypatch.setattr(dense, "load_model", lambda *_: own)
    return own


def step() -> Dense:
    texts = [
        IndexedText(0, NAME, "khai sinh", "khai sinh"),
        IndexedText(0, ALIAS, "con mới đẻ", "con de"),
        IndexedText(1, NAME, "sổ đỏ", "so do"),
    ]
    vectors = np.array([[1, 0], [0.8, 0.6], [0, 1]], dtype=np.float32)
    return Dense(vectors, texts, 2, Settings())


def test_the_nearest_text_of_a_procedure_counts(model: Model) -> None:
    scores = step().scores(evidence("khai sinh"))
    assert scores is not None
    assert scores.best.tolist() == pytest.approx([1, 0])
    assert scores.parts["second"][0] == pytest.approx(0.8)
    assert scores.parts["name"].tolist() == pytest.approx([1, 0])
    assert scores.parts["focus"] is scores.best


def test_the_focus_of_a_story_is_embedded_as_well(model: Model) -> None:
    story = evidence("khai sinh")
    scores = step().scores(replace(story, query=replace(story.query, focus="đất")))
    assert scores is not None
    assert scores.best.argmax() == 0
    assert scores.parts["focus"].argmax() == 1


def test_it_does_not_look_where_words_say_all_or_nothing(model: Model) -> None:
    assert step().scores(replace(evidence("khai sinh"), exact=True)) is None
    assert step().scores(evidence("à ơi", words=())) is None
    assert model.asked == []
