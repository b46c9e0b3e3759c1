from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.pipeline import Pipeline


def test_an_unfinished_word_is_enough(pipeline: Pipeline) -> None:
    assert [candidate.code for candidate in pipeline.suggest("dang ky tam")][:1] == ["1.004194"]
    assert "1.004222" in [candidate.code for candidate in pipeline.suggest("nhập kh")]
    assert pipeline.suggest("") == ()
    assert len(pipeline.suggest("đ", limit=2)) == 2


def test_every_typed_word_must_be_there(pipeline: Pipeline) -> None:
    assert pipeline.suggest("đăng ký xe") == ()


def test_a_name_goes_before_an_alias(pipeline: Pipeline) -> None:
    scores = {candidate.code: candidate.score for candidate in pipeline.suggest("mai táng", limit=8)}
    assert set(scores) == {"1.014028", "1.001731"}
    assert all(0 < score <= 1 for score in scores.values())


@given(st.text(max_size=80))
def test_any_prefix_is_taken(pipeline: Pipeline, prefix: str) -> None:
    assert len(pipeline.suggest(prefix, limit=3)) <= 3
