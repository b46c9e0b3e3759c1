from __future__ import annotations

import pytest

from knowledge.settings import get_settings
from knowledge.text.embedder.model import STOCK, TUNED, embed_passages, load_model, model_digest, prompts_of


def test_the_embedded_model_knows_what_is_near() -> None:
    folder = get_settings().embedder_dir
    model = load_model(STOCK, folder)
    query = model.encode("con em mới đẻ", prompt="query: ", normalize_embeddings=True)
    birth, land = embed_passages(STOCK, folder, ["đăng ký khai sinh cho trẻ em", "sang tên quyền sử dụng đất"])
    assert float(birth @ birth) == pytest.approx(1.0, abs=1e-4)
    assert birth @ query > land @ query + 0.01


def test_the_vectors_of_another_adapter_have_another_name() -> None:
    assert model_digest(STOCK) == STOCK
    assert model_digest(TUNED).startswith(f"{TUNED}-")


def test_prompts_are_the_models_own_or_those_of_its_family() -> None:
    class Own:
        prompts = {"query": "Q ", "document": "D "}  # noqa: RUF012

    assert prompts_of(Own(), "x") == {"query": "Q ", "passage": "D "}
    assert prompts_of(object(), "intfloat/multilingual-e5-small") == {"query": "query: ", "passage": "passage: "}
    assert prompts_of(object(), "other") == {"query": "", "passage": ""}
