"""Numbers that are no person's, by their form."""

from __future__ import annotations

import pytest

from knowledge.text.privacy.harmless import alone, harmless_from, is_round
from knowledge.text.privacy.rows import Rows


def reaches(text: str) -> int:
    """How many groups the longest harmless number at the beginning of a row of numbers takes."""
    row = next(Rows().of(f"{text}; 777777", 0))
    return max((way.end for way in harmless_from(row, 0)), default=0)


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("12/03/1990", 3),
        ("1990-03-12", 3),
        ("12 03 1990", 3),
        ("12/3/90", 3),
        ("10/1990", 2),
        ("123/2015", 2),
        ("8:30", 2),
        ("14:30:15", 3),
        ("1.500.000", 3),
        ("250 000 000", 3),
        ("1.234.567", 3),
        ("271.234.552", 0),
        ("0,75", 2),
        ("8.5", 2),
        ("12/34/5", 3),
        ("079/203/117/758", 0),
        ("1900 54 54 26", 4),
        ("2019 2020 2021", 3),
        ("1 2 3 4 5", 5),
        ("5, 7, 12", 3),
        ("7 5 3", 0),
        ("0 1 2 3", 0),
        ("079 203 117", 0),
        ("hai ba bốn", 0),
    ],
)
def test_forms(text: str, groups: int) -> None:
    assert reaches(text) == groups


@pytest.mark.parametrize("digits", ["2024", "113", "20102024", "20241020", "150000000", "18001096", "1900545426"])
def test_alone(digits: str) -> None:
    assert alone(digits) is not None


@pytest.mark.parametrize("digits", ["079203117758", "271234554", "0912345674", "1234", "99999999"])
def test_not_alone(digits: str) -> None:
    assert alone(digits) is None


def test_round() -> None:
    assert is_round("150000000")
    assert not is_round("079203000000")
    assert not is_round("9704068581491029000")
