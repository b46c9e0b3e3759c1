from __future__ import annotations

import numpy as np
import pytest

from knowledge.settings import get_settings
from knowledge.text.embedder.model import TUNED, load_model


def test_texts_are_embedded_alike_alone_and_together() -> None:
    model = load_model(TUNED, get_settings().embedder_dir)
    texts = ["khai sinh", "đăng ký tạm trú cho người thuê nhà trọ ở phường", "sổ đỏ"]
    together = model.encode(texts, prompt="passage: ", batch_size=2)
    assert together.shape == (3, model.encode(texts[0]).shape[0])
    assert np.linalg.norm(together, axis=1) == pytest.approx(np.ones(3), abs=1e-4)
    for text, vector in zip(texts, together, strict=True):
        assert float(model.encode(text, prompt="passage: ") @ vector) > 0.99  # padding and 8 bits move it a little


def test_a_prompt_changes_the_vector() -> None:
    model = load_model(TUNED, get_settings().embedder_dir)
    assert not np.allclose(model.encode("khai sinh", prompt="query: "), model.encode("khai sinh", prompt="passage: "))
