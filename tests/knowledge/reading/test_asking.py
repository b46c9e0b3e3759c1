"""Whether a message asks, however it is typed."""

from __future__ import annotations

import pytest

from knowledge.reading.asking import asks_openly


@pytest.mark.parametrize(
    "text",
    [
        "lệ phí bao nhiêu",
        "giay ket hon co het han khong con",
        "be duoc 3 thang roi chua lam khai sinh co sao hong",
        "nhờ con đi thay được hông chị",
        "có phải đem hộ khẩu theo",
        "sao lại thế?",
    ],
)
def test_it_asks(text: str) -> None:
    assert asks_openly(text)


@pytest.mark.parametrize(
    "text", ["tôi tự đi nộp", "chưa", "không", "con em sinh tháng trước", "ra phuong nop", "k", ""]
)
def test_it_tells(text: str) -> None:
    assert not asks_openly(text)
