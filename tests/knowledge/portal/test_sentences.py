"""A record's sentences, to be quoted."""

from __future__ import annotations

from knowledge.portal.record import Record
from knowledge.portal.sentences import SHORTEST, sentences_of


def test_steps_ways_and_conditions_in_order_each_once() -> None:
    record = Record.model_validate(
        {
            "code": "1.000894",
            "name": "Kết hôn",
            "executionSteps": [
                {"description": "1. - Người yêu cầu nộp hồ sơ tại Một cửa. \n - Cán bộ kiểm tra giấy tờ đã nộp.\nNgắn"}
            ],
            "requirementsAndConditions": "Nam từ đủ 20 tuổi trở lên, nữ từ đủ 18.\nCán bộ kiểm tra giấy tờ đã nộp.",
        }
    )
    found = sentences_of(record)
    assert found == (
        "Người yêu cầu nộp hồ sơ tại Một cửa.",
        "Cán bộ kiểm tra giấy tờ đã nộp.",
        "Nam từ đủ 20 tuổi trở lên, nữ từ đủ 18.",
    )
    assert all(len(sentence) >= SHORTEST for sentence in found)
