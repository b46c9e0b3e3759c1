from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from knowledge.search.config import FILE, load_config, reading_digest
from knowledge.search.pipeline import STEPS, check


def test_search_yml_fits_the_steps() -> None:
    config = load_config()
    check(config, STEPS)
    assert all(config.steps.values())
    assert sum(part.weight for part in config.fuse.values()) == pytest.approx(1.0)


def test_switched_changes_a_copy() -> None:
    config = load_config()
    assert not config.switched(dense=False).steps["dense"]
    assert config.steps["dense"]


@pytest.mark.parametrize(
    ("right", "wrong"), [("  code: true", "  code: maybe"), ("max_characters:", "most:"), ("  bare:", "  bear:")]
)
def test_a_wrong_file_is_refused(tmp_path: Path, right: str, wrong: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert right in text
    broken = tmp_path / "search.yml"
    broken.write_text(text.replace(right, wrong), encoding="utf-8")
    with pytest.raises(ValidationError):
        load_config(broken)


def test_the_index_depends_on_the_words_alone() -> None:
    config = load_config()
    more = config.reading.model_copy(update={"stopwords": (*config.reading.stopwords, "này nọ")})
    assert reading_digest(config.switched(dense=False)) == reading_digest(config)
    assert reading_digest(config.model_copy(update={"reading": more})) != reading_digest(config)
