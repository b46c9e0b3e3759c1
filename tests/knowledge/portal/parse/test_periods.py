"""Published words that hold for a time, phrase by phrase."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.portal.parse.periods import breaks_of, phrases_of

FIRST, LAST = dt.date(2025, 7, 1), dt.date(2026, 12, 31)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Thu 50.000 đồng", (None, None)),
        ("Kể từ ngày 01/7/2025 đến hết ngày 31/12/2026 thu 25.000 đồng", (FIRST, LAST)),
        ("Từ ngày 01 tháng 7 năm 2025 đến hết ngày 31 tháng 12 năm 2026: 25.000 đồng", (FIRST, LAST)),
        ("25.000 đồng (áp dụng đến hết ngày 31/12/2026)", (None, LAST)),
        ("Từ ngày 01/7/2025: 50.000 đồng", (FIRST, None)),
        ("Theo Thông tư số 64/2025/TT-BTC ngày 30/6/2025", (None, None)),
        ("Đến hết ngày 31/02/2026 thu 25.000 đồng", (None, None)),
    ],
)
def test_the_days_of_a_phrase(words: str, days: tuple[dt.date | None, dt.date | None]) -> None:
    (phrase,) = phrases_of(words)
    assert (phrase.first, phrase.last) == days


def test_brackets_with_a_sum_of_their_own_are_a_phrase_apart() -> None:
    words = "Phí: 800.000 đồng (áp dụng mức 400.000 đồng từ 01/7/2025 đến hết 31/12/2026). Lệ phí: 100.000 đồng."
    phrases = phrases_of(words)
    assert [phrase.text for phrase in phrases] == [
        "Phí: 800.000 đồng",
        "áp dụng mức 400.000 đồng từ 01/7/2025 đến hết 31/12/2026",
        "Lệ phí: 100.000 đồng",
    ]
    assert [phrase.dated for phrase in phrases] == [False, True, False]
    assert breaks_of(phrases) == [FIRST, dt.date(2027, 1, 1)]
    assert [phrase.holds_on(dt.date(2027, 1, 1)) for phrase in phrases] == [True, False, True]


def test_a_spelled_sum_and_an_open_bracket_do_no_harm() -> None:
    words = "((Áp dụng mức phí: 5.000.000 đồng (Năm triệu đồng) đến hết ngày 31/12/2026). )"
    (phrase,) = phrases_of(words)
    assert phrase.last == LAST
    (fee, waived) = phrases_of("250.000đ/lần(Miễn kể từ ngày 07/4/2026 đến 30/6/2026 theo Thông tư 40")
    assert (fee.text, waived.dated) == ("250.000đ/lần", True)
