from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from knowledge.search.learned import LEARNED, load_learned


def test_learned_yml_is_read() -> None:
    learned = load_learned()
    assert learned.rank.weights["coverage"] > 0
    assert 0 < learned.decide.clear_threshold < 1
    assert 0.9 < learned.decide.mass < 1


def test_an_unknown_key_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "learned.yml"
    broken.write_text(LEARNED.read_text(encoding="utf-8").replace("mass:", "weight:"), encoding="utf-8")
    with pytest.raises(ValidationError, match="mass"):
        load_learned(broken)
