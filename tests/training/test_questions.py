from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.search.types import Decision
from knowledge.settings import ROOT
from training.questions import read_labelled, train_files

SEARCH = ROOT / "tests" / "knowledge" / "search"
FILES = {"dev": SEARCH / "dev.jsonl", "test": SEARCH / "test.jsonl"}


def test_the_question_files_are_apart_and_well_formed() -> None:
    rows = {name: list(read_labelled(path)) for name, path in FILES.items()}
    rows["train"] = [row for path in train_files() for row in read_labelled(path)]
    questions = {name: {row.question for row in found} for name, found in rows.items()}
    authors = {name: {row.author for row in found} for name, found in rows.items()}
    assert len(questions["dev"]) >= 150
    assert len(questions["test"]) >= 100
    for first, second in (("train", "dev"), ("train", "test"), ("dev", "test")):
        assert not questions[first] & questions[second]
    assert not authors["train"] & (authors["dev"] | authors["test"])
    for row in (row for found in rows.values() for row in found):
        assert bool(row.accept) == (row.expect is not Decision.OUT_OF_SCOPE), row.question


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"question": "a"}',
        '{"question": "a", "accept": [], "expect": "perhaps", "stratum": "s", "author": "A"}',
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    good = '{"question": "a", "accept": ["1.001193"], "expect": "answer", "stratum": "s", "author": "A"}'
    path = tmp_path / "some.jsonl"
    path.write_text(f"{good}\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"some\.jsonl:2"):
        list(read_labelled(path))
