from __future__ import annotations

import pytest

from knowledge.search.config import load_config
from knowledge.search.steps.deny import Deny
from tests.knowledge.search.helpers import query


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("giấy còn hạn mà mất, xin tờ khác chứ không phải gia hạn", "giấy còn hạn mà mất, xin tờ khác"),
        ("xin tờ khác chứ không gia hạn giấy cũ", "xin tờ khác"),
        ("không phải mất hay hỏng, muốn đổi cái mới", ", muốn đổi cái mới"),
        ("không phải vì mất mà muốn đổi cái mới", "mà muốn đổi cái mới"),
        ("không phải đóng tiền hả", "không phải đóng tiền hả"),
        ("tôi không có giấy chứng sinh", "tôi không có giấy chứng sinh"),
        ("phải làm gì", "phải làm gì"),
    ],
)  # fmt: skip
def test_what_is_denied_is_not_searched_for(typed: str, left: str) -> None:
    assert Deny(load_config().deny).read(query(typed)).text == left


def test_the_words_come_from_the_configuration() -> None:
    config = load_config().deny.model_copy(update={"negating": ("nỏ phải",)})
    assert Deny(config).read(query("xin tờ giấy khác nỏ phải gia hạn")).text == "xin tờ giấy khác"
    assert Deny(config).read(query("xin tờ giấy khác không phải gia hạn")).text.endswith("gia hạn")
