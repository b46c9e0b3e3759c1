"""What is said beside a number."""

from __future__ import annotations

import pytest

from knowledge.text.privacy.labels import (
    NO_LABEL,
    has_label,
    label_before,
    label_behind,
    label_beside,
    says,
    unit_behind,
)


@pytest.mark.parametrize(
    ("before", "kind", "distance"),
    [
        ("cccd ", "citizen", 0),
        ("số căn cước của vợ em là: ", "citizen", 4),
        ("so tai khoan ", "account", 0),
        ("tài khoản agribank ", "account", 0),
        ("agribank ", "bank", 0),
        ("cccd hay sđt ", "phone", 0),
        ("giá khoảng ", "money", 1),
        ("cccd 123 ", "", 99),
        ("giấy tờ ", "", 99),
        ("", "", 99),
    ],
)
def test_before(before: str, kind: str, distance: int) -> None:
    label = label_before(f"{before}079203117758", len(before))
    assert (label.kind, label.distance) == (kind, distance)


def test_what_is_far_away_says_nothing() -> None:
    text = "thửa đất của nhà em là "
    assert label_before(text, len(text)) is NO_LABEL
    assert label_before("cccd" + " ơi" * 20, 64) is NO_LABEL


@pytest.mark.parametrize(
    ("behind", "kind"),
    [(" là stk của em", "account"), (" (sđt)", "phone"), (" cccd 079203117758", ""), (" của em", ""), ("\nstk", "")],
)
def test_behind(behind: str, kind: str) -> None:
    assert label_behind(f"123456{behind}", 6).kind == kind


def test_before_comes_before_behind() -> None:
    assert label_beside("cmnd 271234554 sđt", 5, 14).kind == "old_id"
    assert label_beside("dạ 271234554 (cmnd)", 3, 12).kind == "old_id"


@pytest.mark.parametrize(
    ("behind", "unit"),
    [
        ("đ", "money"),
        (" vnd", "money"),
        ("₫", "money"),
        (" đồng", "maybe money"),
        (" đồng tháp", ""),
        (" k", "maybe count"),
        ("k", "count"),
        (" tuổi", "count"),
        (" nhé", ""),
        ("", ""),
    ],
)
def test_units(behind: str, unit: str) -> None:
    assert unit_behind(f"271234554{behind}", 9) == unit


def test_a_round_number_of_dong_is_a_sum() -> None:
    assert unit_behind("150000000 đồng", 9) == "money"


def test_has_label() -> None:
    assert has_label("số cccd của em")
    assert not has_label("em chào chị 123")


def test_says() -> None:
    assert says("passport", "ho chieu cua em")
    assert not says("passport", "cccd của em")
