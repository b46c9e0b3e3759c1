"""Two procedures beside each other."""

from __future__ import annotations

from actions.questions.difference import difference
from tests.actions.helpers import MARRIAGE
from tests.actions.questions.conftest import Ask


def test_both_are_described_by_purpose_papers_fee_time_and_place(ask: Ask) -> None:
    lines = difference(ask(MARRIAGE, "khác gì với kết hôn có yếu tố nước ngoài"))
    assert len(lines) == 6
    assert "Lệ phí" in lines[2]
    assert "Lệ phí" in lines[5]


def test_the_one_that_is_named_is_compared(ask: Ask) -> None:
    lines = difference(ask(MARRIAGE, "với xác nhận tình trạng hôn nhân khác gì"))
    assert "độc thân" in lines[3].lower() or "hôn nhân" in lines[3].lower()
