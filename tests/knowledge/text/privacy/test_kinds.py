"""What a number is by its digits and by what is said about it."""

from __future__ import annotations

import pytest

from knowledge.text.privacy.kinds import CARD, CITIZEN, INSURANCE, MARKERS, OLD_ID, PASSPORT, PHONE, TAX, fits


@pytest.mark.parametrize(
    ("label", "digits", "marker"),
    [
        ("", "079203117758", CITIZEN),
        ("", "790123456789", CITIZEN),
        ("", "271234554", OLD_ID),
        ("", "0912345674", PHONE),
        ("", "02838251234", PHONE),
        ("", "84912345674", PHONE),
        ("", "7916123456", INSURANCE),
        ("", "4111111111111112", CARD),
        ("", "9704051234567890123", CARD),
        ("phone", "912345674", PHONE),
        ("tax", "8012345678", TAX),
        ("passport", "1234567", PASSPORT),
        ("old_id", "079203117758", CITIZEN),
        ("bank", "4111111111111112", CARD),
    ],
)
def test_marker(label: str, digits: str, marker: str) -> None:
    fit = fits(label, digits)[len(digits)]
    assert fit is not None
    assert fit.marker == marker


@pytest.mark.parametrize(("label", "digits"), [("", "12345678"), ("citizen", "123456"), ("phone", "18001096")])
def test_no_number_of_a_person(label: str, digits: str) -> None:
    assert fits(label, digits)[len(digits)] is None


def test_only_a_shape_of_its_own_is_strong() -> None:
    strong = [digits for digits in ("079203117758", "0912345674", "271234554", "7916123456") if is_strong(digits)]
    assert strong == ["079203117758", "0912345674"]


def is_strong(digits: str) -> bool:
    fit = fits("", digits)[len(digits)]
    return fit is not None and fit.strong


def test_what_is_said_costs_less() -> None:
    said, bare = fits("old_id", "271234554")[9], fits("", "271234554")[9]
    assert said is not None
    assert bare is not None
    assert said.cost < bare.cost


def test_markers_are_in_brackets() -> None:
    assert all(marker[0] + marker[-1] == "[]" for marker in MARKERS)
    assert len(set(MARKERS)) == len(MARKERS)
