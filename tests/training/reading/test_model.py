"""What is learned in torch is what is computed when it serves: the same formula over the same blocks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save_file

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.reading.scorer.scorer import Scorer
from knowledge.reading.scorer.texts import options_of
from knowledge.reading.scorer.weights import OVER, SECOND, compiled, over, pack
from knowledge.settings import get_settings
from knowledge.text.embedder.model import TUNED, load_model
from knowledge.text.embedder.packed_model import read_tensors
from training.reading.model import Likeness, Lower
from training.reading.rows import NOTHING, Row

TEXTS = ("bệnh viện cho giấy chứng sinh rồi", "chưa", "cho em hỏi lệ phí")


def test_the_scorer_computes_what_was_learned(catalogue: Catalogue, tmp_path: Path) -> None:
    folder = get_settings().embedder_dir
    embedded = load_model(TUNED, folder)
    torch.manual_seed(1)
    model = Likeness(0.0).eval()
    with torch.no_grad():
        model.sides.weight.normal_()
    lower = Lower(embedded)
    questions = catalogue.get("1.001193").questions[:2]
    rows = [
        Row(text, options_of(question), NOTHING, asked)
        for text in TEXTS
        for question in questions
        for asked in (True, False)
    ]
    lower.read(rows)
    with torch.no_grad():
        learned = model(lower.batch(rows)).softmax(-1).numpy()
    save_file(pack(model.weights()), tmp_path / "scorer.safetensors")
    first = tmp_path / "scorer.safetensors"
    second = {**read_tensors(SECOND), OVER: over(first)}
    save_file(second, tmp_path / "second.safetensors")
    scorer = Scorer(embedded, compiled(first, tmp_path / "second.safetensors", tmp_path))
    served = [
        scorer.first_look(text, question, asked=asked)
        for text in TEXTS
        for question in questions
        for asked in (True, False)
    ]
    for own, one in zip(learned, served, strict=True):
        shares = np.array([one.nothing, *one.values.values()])
        assert np.abs(shares - own[: len(shares)]).mean() < 0.1  # 8 bits move it a little
