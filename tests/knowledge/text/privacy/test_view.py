"""One sign for each visible character; every kind of digit is a plain one."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.privacy.view import BARRIER, view_of


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("０９１２", "0912"),
        ("0️⃣9️⃣1️⃣", "091"),
        ("①②⑨ ٣ 𝟗", "129 3 9"),
        ("O9l2I34", "0912134"),
        ("sđtO912345674", "sđt0912345674"),
        ("o9i2.847.263", "0912.847.263"),
        ("sốo0912345674", "sốo0912345674"),
        ("0912345674l", "09123456741"),
        ("0912345674lan", "0912345674lan"),
        ("CO2 lo1 H2O Oo", "co2 lo1 h2o oo"),
        ("0\u200b9\u00ad1", "091"),
    ],
)
def test_digits(text: str, digits: str) -> None:
    assert view_of(text).digits == digits


def test_accents_join_their_letters() -> None:
    view = view_of(unicodedata.normalize("NFD", "số điện thoại 5"))
    assert view.lower == "số điện thoại 5"


def test_places_take_the_marks_along() -> None:
    text = "a1\ufe0f\u20e32\ufe0f\u20e3b"
    assert text[slice(*view_of(text).place(1, 3))] == "1\ufe0f\u20e32\ufe0f\u20e3"


def test_barred() -> None:
    barred = view_of("Ab 12 cd").barred([(6, 8), (0, 2)])
    assert barred.shown == f"{BARRIER * 2} 12 {BARRIER * 2}"
    assert barred.lower == barred.digits == barred.shown


@given(st.text(max_size=200))
def test_forms_are_of_one_length(text: str) -> None:
    view = view_of(text)
    assert len(view.shown) == len(view.lower) == len(view.digits)
    assert view.starts is None or len(view.starts) == len(view.shown) + 1
    assert view.place(0, len(view.shown))[1] == len(text)
