"""Diacritics are put back."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.fold import fold
from knowledge.text.restore import Restorer
from knowledge.text.segment import segment

RESTORED = [
    ("dang ky tam tru", "đăng ký tạm trú"),
    ("xac nhan tinh trang hon nhan", "xác nhận tình trạng hôn nhân"),
    ("me chong mat hom qua", "mẹ chồng mất hôm qua"),
    ("khai sinh cho con", "khai sinh cho con"),
    ("dang ký ket hon", "đăng ký kết hôn"),
    ("sang ten so do, bao nhieu tien?", "sang tên sổ đỏ, bao nhiêu tiền?"),
]


@pytest.mark.parametrize(("toneless", "wanted"), RESTORED)
def test_restores(toneless: str, wanted: str) -> None:
    assert Restorer.load().restore(toneless) == wanted


@given(st.text(max_size=200))
def test_adds_marks_and_nothing_else(text: str) -> None:
    restored = Restorer.load().restore(text)
    assert fold(restored) == fold(text.lower())
    assert Restorer.load().restore(text) == restored


def test_is_fast() -> None:
    restorer = Restorer.load()
    question = "vo chong em muon lam giay khai sinh cho con"
    restorer.restore(question)
    started = time.perf_counter()
    for _ in range(100):
        restorer.restore(question)
    assert (time.perf_counter() - started) / 100 < 0.01


def test_a_made_up_table_decides() -> None:
    restorer = Restorer({"má": 5, "mà": 1}, {("^", "mà"): 9, ("mà", "má"): 9})
    assert restorer.restore("ma ma") == "mà má"
    assert restorer.restore("zzz") == "zzz"


def test_words_are_joined() -> None:
    assert segment("Đăng ký khai sinh") == ("đăng_ký", "khai_sinh")
    assert segment(" ") == ()
