from __future__ import annotations

import json

from knowledge.search.types import Candidate, Decision, Query, SearchResult


def test_a_result_is_ready_for_json() -> None:
    result = SearchResult("khai sinh?", Decision.ANSWER, (Candidate("1.001193", "Đăng ký khai sinh", 0.123456),))
    assert json.loads(json.dumps(result.as_dict())) == {
        "question": "khai sinh?",
        "decision": "answer",
        "candidates": [{"code": "1.001193", "name": "Đăng ký khai sinh", "score": 0.1235}],
    }


def test_the_syllables_of_a_query_follow_its_text() -> None:
    assert Query("Đăng ký", "đăng ký").folded == ("dang", "ky")
