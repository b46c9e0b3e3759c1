"""Which of several papers a message is about."""

from __future__ import annotations

import pytest

from knowledge.reading.papers import paper_named

PAPERS = ["Tờ khai đăng ký khai tử", "Giấy báo tử hoặc giấy tờ thay thế", "Bản sao giấy chứng tử", "Giấy tờ tùy thân"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("giấy báo tử em làm mất rồi", 1),
        ("giay bao tu mat roi", 1),
        ("tờ khai đăng ký thì chưa có", 0),
        ("giấy chứng tử có bản sao rồi", 2),
        ("giấy tờ tùy thân đủ hết", 3),
        ("giấy tờ có đủ", None),
        ("chưa có", None),
        ("bản sao", None),
    ],
)
def test_the_paper_that_is_named(text: str, place: int | None) -> None:
    assert paper_named(text, PAPERS) == place


def test_two_that_are_named_alike_are_left_in_doubt() -> None:
    assert paper_named("giấy báo tử", ["Giấy báo tử", "Bản chụp giấy báo tử"]) is None
