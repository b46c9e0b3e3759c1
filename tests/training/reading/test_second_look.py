"""What is learned in torch is what is computed when it serves: the same formula over the same blocks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save_file

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.reading.scorer.scorer import Scorer
from knowledge.reading.scorer.texts import options_of
from knowledge.reading.scorer.weights import OVER, WEIGHTS, compiled, over, pack, unpack
from knowledge.settings import get_settings
from knowledge.text.embedder.model import TUNED, load_model
from knowledge.text.embedder.packed_model import model_file, read_model, read_tensors
from training.reading.rows import NOTHING, Row
from training.reading.second_look import Early, SecondLook

TEXTS = ("bệnh viện cho giấy chứng sinh rồi", "chưa", "cho em hỏi lệ phí")


def test_the_scorer_computes_what_was_learned(catalogue: Catalogue, tmp_path: Path) -> None:
    folder = get_settings().embedder_dir
    embedded = load_model(TUNED, folder)
    torch.manual_seed(1)
    model = SecondLook(read_model(model_file()), unpack(read_tensors(WEIGHTS))).eval()
    with torch.no_grad():
        for weight in (model.said.weight, model.silent.weight, model.kinds):
            weight.normal_(std=0.02)
    early = Early(embedded)
    questions = catalogue.get("1.001193").questions[:2]
    rows = [
        Row(text, options_of(question), NOTHING, asked)
        for text in TEXTS
        for question in questions
        for asked in (True, False)
    ]
    early.read(rows)
    with torch.no_grad():
        learned = model(early.sheets(rows)).softmax(-1).numpy()
    save_file(pack({**model.weights(), OVER: over(WEIGHTS)}), tmp_path / "second.safetensors")
    scorer = Scorer(embedded, compiled(WEIGHTS, tmp_path / "second.safetensors", tmp_path))
    served = [
        scorer.second_look(text, question, asked=asked)
        for text in TEXTS
        for question in questions
        for asked in (True, False)
    ]
    apart = []
    for own, one in zip(learned, served, strict=True):
        shares = np.array([one.nothing, *one.values.values()])
        apart.append(np.abs(shares - own[: len(shares)]).mean())
    assert np.mean(apart) < 0.05  # 8 bits move it a little, more or less as what is read beside has it
