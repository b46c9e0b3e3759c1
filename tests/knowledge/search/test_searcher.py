from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.search.pipeline import Searcher
from knowledge.search.types import Decision


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("em muốn làm giấy khai sinh", "1.001193"),
        ("dk tam tru can j z", "1.004194"),
        ("dangky tam tur", "1.004194"),
        ("gia hạn tạm trú", "1.002755"),
        ("nhap khau", "1.004222"),
        ("SAO Y CĂN CƯỚC", "2.000815"),
        ("me chong mat hom qua", "1.000656"),
    ],
)
def test_finds_by_words(searcher: Searcher, question: str, code: str) -> None:
    assert searcher.ranked(question)[0] == code


def test_a_need_named_too_briefly_is_asked_back(searcher: Searcher) -> None:
    for question in ("mai táng", "xin tien mai tang"):
        result = searcher.search(question)
        assert result.decision is Decision.ASK_BACK
        assert [one.code for one in result.candidates] == ["1.014028", "1.001731"]


@pytest.mark.parametrize(
    "question",
    [
        "",
        "   ",
        "hello",
        "???",
        "😀😀",
        "ly hôn",
        "thu tuc ly hon",
        "phạt nguội",
        "làm hộ chiếu",
        "cảm ơn bạn",
        "\u200b",
    ],
)
def test_what_is_not_ours_is_declined_without_candidates(searcher: Searcher, question: str) -> None:
    result = searcher.search(question)
    assert result.decision is Decision.OUT_OF_SCOPE
    assert result.candidates == ()


def test_the_result_is_ready_for_json(searcher: Searcher) -> None:
    data = json.loads(json.dumps(searcher.search("đăng ký khai sinh", limit=2).as_dict()))
    assert set(data) == {"question", "decision", "candidates"}
    assert len(data["candidates"]) <= 2
    assert set(data["candidates"][0]) == {"code", "name", "score"}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_searched(searcher: Searcher, text: str) -> None:
    result = searcher.search(text)
    assert result.question == text
    assert all(0 <= one.score <= 1.001 for one in result.candidates)
    assert len(result.candidates) <= 4
    assert (result.decision is Decision.OUT_OF_SCOPE) == (not result.candidates)


@pytest.mark.parametrize("text", ["khai sinh " * 500, "x" * 5000, "户口 " * 1000, "😀" * 5000, "\u0301" * 5000])
def test_long_and_odd_text_is_fast(searcher: Searcher, text: str) -> None:
    started = time.perf_counter()
    searcher.search(text)
    searcher.suggest(text)
    assert time.perf_counter() - started < 1.0


def test_suggest_takes_an_unfinished_word(searcher: Searcher) -> None:
    assert [one.code for one in searcher.suggest("dang ky tam")][:1] == ["1.004194"]
    assert "1.004222" in [one.code for one in searcher.suggest("nhập kh")]
    assert searcher.suggest("") == ()
    assert len(searcher.suggest("đ", limit=2)) == 2


def test_threads_agree(searcher: Searcher) -> None:
    questions = ["khai sinh cho con", "gia hạn tạm trú", "sao y căn cước", "mai táng"] * 8
    alone = [searcher.search(one) for one in questions]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(searcher.search, questions)) == alone
