"""The table of syllables and pairs: only counts of real text, small corpora weighed up."""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

import pytest

from knowledge.text.restore import START
from training.restore_table import count, main, prune, strings, texts


def test_every_string_of_a_value() -> None:
    assert list(strings({"a": "x", "b": ["y", {"c": "z"}], "d": 1, "e": None})) == ["x", "y", "z"]


def test_a_folder_is_searched_for_texts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("một", encoding="utf-8")
    (tmp_path / "b.yml").write_text("k: hai", encoding="utf-8")
    (tmp_path / "c.md").write_text("ba", encoding="utf-8")
    assert list(texts(tmp_path)) == ["một", "hai"]


def test_misspelt_questions_teach_nothing(tmp_path: Path) -> None:
    rows = [{"question": "khai sinh", "stratum": "plain"}, {"question": "kai xin", "stratum": "typos"}]
    packed = tmp_path / "questions.jsonl.gz"
    packed.write_bytes(gzip.compress("\n".join(json.dumps(row) for row in rows).encode()))
    assert list(texts(packed)) == ["khai sinh"]


def test_counts_are_weighted_and_toneless_parts_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("- đăng ký. dang ky\n", encoding="utf-8")
    unigrams: Counter[str] = Counter()
    bigrams: Counter[tuple[str, str]] = Counter()
    count(tmp_path / "a.yml", 3, unigrams, bigrams)
    assert unigrams == {"đăng": 3, "ký": 3}
    assert bigrams == {(START, "đăng"): 3, ("đăng", "ký"): 3}


def test_rare_syllables_and_pairs_are_dropped() -> None:
    table = prune(Counter({"ký": 5, "đăng": 5, "lạ": 1}), Counter({("đăng", "ký"): 4, ("ký", "lạ"): 9}), 2, 3)
    assert table["syllables"] == [START, "ký", "đăng"]
    assert table["counts"] == [0, 5, 5]
    assert table["pairs"] == {"2": [1, 4]}


def test_the_table_is_written_the_same_every_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("đăng ký khai sinh\n" * 9, encoding="utf-8")
    written = []
    for name in ("one.gz", "two.gz"):
        out = tmp_path / name
        monkeypatch.setattr(sys, "argv", ["restore_table", f"{tmp_path / 'a.txt'}=2", "--out", str(out)])
        main()
        written.append(out.read_bytes())
    assert written[0] == written[1]
    assert json.loads(gzip.decompress(written[0]))["counts"] == [0, 18, 18, 18, 18]
