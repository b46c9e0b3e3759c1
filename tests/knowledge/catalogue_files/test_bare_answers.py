"""Which sentences a bare yes or no can answer."""

from __future__ import annotations

import pytest

from knowledge.catalogue_files.bare_answers import bare_answers

BOTH, NO = frozenset({True, False}), frozenset({False})


@pytest.mark.parametrize(
    ("ask", "answers"),
    [
        ("Bé sinh đã quá 60 ngày chưa?", BOTH),
        ("Người tạm trú dưới 18 tuổi phải không?", BOTH),
        ("Cha mẹ nuôi và con nuôi còn sống cả chứ?", BOTH),
        ("Có giấy tờ gì không (kể cả giấy cũ, giấy nước ngoài)?", BOTH),
        ("Cuốn tìm lại còn nguyên vẹn, và trong đó có visa còn hạn không?", BOTH),
        ("Bạn có giấy tờ gì về đất?", NO),
        ("Có gì chứng minh việc bị thương?", NO),
        ("Trước đây đã khai sinh chưa, và sổ gốc ở xã còn không?", frozenset()),
        ("Trước đây đã khai sinh ở đâu, và sổ gốc còn không?", frozenset()),
        ("Ghe, tàu, xe đó có giấy đăng ký không, và thường đậu ở đâu?", frozenset()),
        ("Thẻ bị mất hay bị hỏng?", frozenset()),
        ("Bạn định làm gì với căn nhà?", frozenset()),
        ("?", frozenset()),
        ("", frozenset()),
    ],
)
def test_which_bare_answers_a_sentence_takes(ask: str, answers: frozenset[bool]) -> None:
    assert bare_answers(ask) == answers
