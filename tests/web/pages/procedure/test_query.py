"""What an address tells besides the procedure."""

from __future__ import annotations

import datetime as dt

import pytest
from fastapi import Request

from web.pages.procedure.query import EVENT, FILED, WrongDay, day_of, facts_in, place_of


def request(query: str) -> Request:
    return Request({"type": "http", "path": "/", "query_string": query.encode(), "headers": []})


def test_our_own_words_and_what_others_hang_on_are_no_answers() -> None:
    query = "a=1&nop=2026-12-01&su-kien=2026-12-01&han=0&utm_source=x&fbclid=y&zarsrc=30&a=2"
    assert facts_in(request(query)) == [("a", "1"), ("a", "2")]


def test_a_day() -> None:
    assert day_of(request("nop=2026-12-01"), FILED) == dt.date(2026, 12, 1)
    assert day_of(request("nop="), FILED) is None
    assert day_of(request("nop=2026-12-01"), EVENT) is None


@pytest.mark.parametrize("text", ["x", "2026-02-30", "01/12/2026", "9999-12-31", "0001-01-01", "1949-12-31"])
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(WrongDay):
        day_of(request(f"nop={text}"), FILED)


@pytest.mark.parametrize(
    ("query", "place"),
    [("", None), ("han=0", 0), ("han=12", 12), ("han=-1", -1), ("han=x", -1), ("han=²", -1), ("han=100", -1)],
)
def test_which_deadline(query: str, place: int | None) -> None:
    assert place_of(request(query)) == place
