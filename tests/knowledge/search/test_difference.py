from __future__ import annotations

import pytest

from knowledge.search.difference import differences


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (
            ["Đăng ký kết hôn", "Đăng ký kết hôn có yếu tố nước ngoài"],
            ("trong nước", "có yếu tố nước ngoài"),
        ),
        (["Đổi giấy phép lái xe", "Cấp giấy phép lái xe"], ("đổi giấy đang có", "làm mới")),
        (["Cấp bản sao Trích lục hộ tịch", "Đăng ký lại khai sinh"], ()),
        (["Đăng ký thường trú", "Đăng ký tạm trú"], ()),
        (["Đăng ký kết hôn"], ()),
    ],
)
def test_candidates_are_told_apart_in_plain_words(names: list[str], told: tuple[str, ...]) -> None:
    assert differences(names) == told
