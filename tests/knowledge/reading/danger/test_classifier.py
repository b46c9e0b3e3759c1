"""The learned classifier of danger: a probability for any text, and sense for plain ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.danger.classifier import NONE, WEIGHTS, load_danger


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("có người cầm dao rượt em", "violence"),
        ("nha hang xom chay to qua", "fire"),
        ("ba em bất tỉnh, gọi không dậy", "accident"),
        ("họ đòi em đọc mã otp để mở khóa tài khoản", "scam"),
    ],
)
def test_plain_danger_is_seen(text: str, kind: str) -> None:
    found, probability = load_danger().judge(text)
    assert (found, probability > 0.7) == (kind, True)


@pytest.mark.parametrize("text", ["làm khai sinh cho con", "lệ phí bao nhiêu", "2", "dạ có ạ", "mẹ em mới mất"])
def test_ordinary_messages_are_none(text: str) -> None:
    assert load_danger().judge(text)[1] < 0.5


@given(st.text(max_size=200))
def test_any_text_has_a_probability(text: str) -> None:
    kind, probability = load_danger().judge(text)
    assert kind in load_danger().kinds
    assert kind != NONE
    assert 0 <= probability <= 1


def test_the_artifact_is_small() -> None:
    assert WEIGHTS.stat().st_size < 500_000
