"""Denials that look like questions, and stress, put plainly; what asks is left as it is."""

from __future__ import annotations

import pytest

from knowledge.reading.put_plainly import put_plainly


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("vợ chồng tôi có ly hôn gì đâu", "vợ chồng tôi không có ly hôn"),
        ("bằng xe máy làm gì có hạn", "bằng xe máy không có hạn"),
        ("làm gì đã có giấy", "chưa có giấy"),
        ("mất đâu mà mất", "không mất"),
        ("thẻ đâu có hỏng", "thẻ không hỏng"),
        ("nước ngoài đâu ra, khác tỉnh mà", "không phải nước ngoài , khác tỉnh mà"),
        ("bằng có mất đâu, hết hạn thôi", "bằng không mất, hết hạn thôi"),
        ("đã quá đâu", "chưa quá"),
        ("tui đi nộp chứ ai", "tui đi nộp"),
        ("tui đi chớ ai vô đây", "tui đi"),
    ],
)
def test_it_is_written_as_what_it_says(typed: str, plain: str) -> None:
    assert put_plainly(typed).strip() == plain


@pytest.mark.parametrize(
    "asked",
    ["nộp ở đâu", "có thể nộp ở đâu", "cần giấy gì", "lấy ở đâu ra", "ai đi nộp", "tui chớ ai", "không có gì đâu"],
)
def test_what_asks_or_says_it_already_stays(asked: str) -> None:
    assert put_plainly(asked) == asked
