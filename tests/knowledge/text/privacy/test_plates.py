"""Plates of vehicles."""

from __future__ import annotations

import pytest

from knowledge.text.privacy.plates import plates_in
from knowledge.text.privacy.view import view_of


def found(text: str) -> list[str]:
    return sorted({text[start:end] for start, end in plates_in(view_of(text))})


@pytest.mark.parametrize(
    "plate",
    [
        "59X1-123.45",
        "51F-123.45",
        "30A 12345",
        "29-B1 234.56",
        "59x112345",
        "59 X1 123 45",
        "59.X1.123.45",
        "29A-1234",
        "29AA-123.45",
        "51LD-123.45",
        "29MĐ1-123.45",
        "TM-12-34",
        "80-123-NG-45",
        "30a-123.45",
        "29M1-55 8 13",
        "66-S1 – 77 12 5",
    ],
)
def test_found(plate: str) -> None:
    assert found(f"em đi {plate} ạ") == [plate]


@pytest.mark.parametrize(
    ("text", "plate"),
    [
        ("biển số 123.45", "123.45"),
        ("biển đuôi 456.78", "456.78"),
        ("bks qq 12-34", ""),
        ("biển 60k 12345", "60k 12345"),
        ("xe của tui 81 B 1 2 0 3 . 4 4", "81 B 1 2 0 3 . 4 4"),
    ],
)
def test_said(text: str, plate: str) -> None:
    assert found(text) == ([plate] if plate else [])


@pytest.mark.parametrize(
    "text",
    [
        "lớp 12A1 2024",
        "ngày 15T1 2024",
        "20 kg 12345",
        "20k 15000",
        "10A1 12345",
        "từ 20 đi 15000",
        "biển 2005",
        "tau bien 5000 tan",
        "so xe em la 678",
        "12l345678",
        "thửa 12 tờ 34",
        "CÔNG AN 12-34",
    ],
)
def test_not_found(text: str) -> None:
    assert found(text) == []
