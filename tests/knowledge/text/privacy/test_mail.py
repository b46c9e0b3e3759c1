"""E-mail addresses, written and spoken."""

from __future__ import annotations

import pytest

from knowledge.text.privacy.mail import emails_in


@pytest.mark.parametrize(
    "text",
    [
        "an.nguyen+1@mail.com.vn",
        "an @ gmail . com",
        "an.nguyen a còng gmail chấm com",
        "lan[at]gmail[dot]com",
        "an(at)yahoo.com",
        "lan.le@gmail",
        "lan.le at gmail.com",
        "nguyễn.an@congty.vn",
    ],
)
def test_found(text: str) -> None:
    assert list(emails_in(text)) == [(0, len(text))]


def test_only_the_address() -> None:
    text = "gửi an@x.com. tôi chờ <b@y.vn>"
    assert [text[start:end] for start, end in emails_in(text)] == ["an@x.com", "b@y.vn"]


@pytest.mark.parametrize("text", ["@", "a@", "r@1, 5", "2 cái @ 50k", "a còng", "gặp at home"])
def test_not_found(text: str) -> None:
    assert list(emails_in(text)) == []
