"""Where a message begins to speak of one need more."""

from __future__ import annotations

import pytest

from actions.needs.added import added_tail


@pytest.mark.parametrize(
    ("before", "tail"),
    [
        ("em tự đi nộp", "à mà em muốn làm luôn tạm trú nữa"),
        ("một mình em", "còn cái căn cước em hết hạn nữa, đổi luôn được không"),
        ("làm lần đầu, có giấy bệnh viện", "sẵn xin luôn thẻ bảo hiểm y tế cho cháu"),
        ("mẹ tôi lần đầu xin", "à nhà còn đứa em chưa có giấy khuyết tật, làm luôn cho nó"),
    ],
)
def test_what_is_added_behind_an_answer(before: str, tail: str) -> None:
    assert added_tail(f"{before}, {tail}") == (before, tail)


@pytest.mark.parametrize(
    "typed",
    [
        "em tự đi nộp, tụi em đang ở trọ có đăng ký tạm trú rồi",
        "nhà thuê, chủ nhà có giấy phép kinh doanh",
        "còn hạn, em có giấy khám sức khỏe rồi",
        "em tự đi nộp, có cần giấy độc thân không",
        "thôi không sửa nữa, xây mới luôn",
        "còn việc tạm trú nữa",
    ],
)
def test_what_adds_nothing(typed: str) -> None:
    assert added_tail(typed) == ("", "")
