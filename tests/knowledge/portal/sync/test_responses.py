"""The portal's responses are read whatever their shape; an empty response is not a faulty response."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from knowledge.errors import PortalError
from knowledge.portal.sync.responses import detail_of, encodable_json, page_of
from knowledge.portal.sync.retry import TransientFault
from tests.knowledge.portal.strategies import FUZZ, JSON


@pytest.mark.parametrize("key", ["items", "data", "content"])
def test_the_list_may_stand_under_several_names(key: str) -> None:
    page = page_of({"data": {"total": 1, key: [{"code": "x"}], "lastId": 7}})
    assert (page.items, page.cursor) == ([{"code": "x"}], "7")


@pytest.mark.parametrize(
    ("answer", "cursor"),
    [
        ({"data": [{}], "lastId": "a"}, "a"),
        ({"data": {"items": [{}], "lastId": ""}}, None),
        ({"data": {"items": [{}]}}, None),
        ({"data": {"items": [], "lastId": "a"}}, None),
    ],
)
def test_where_the_list_ends(answer: dict[str, Any], cursor: str | None) -> None:
    assert page_of(answer).cursor == cursor


@pytest.mark.parametrize("answer", [None, [], "x", {}, {"data": None}, {"data": {"items": 3}}, {"message": "busy"}])
def test_what_is_no_list_is_asked_for_again(answer: Any) -> None:
    with pytest.raises(TransientFault, match="no list"):
        page_of(answer)


def test_half_characters_are_replaced() -> None:
    assert encodable_json(b'{"a": "\\ud83d x", "b": "\\ud83d\\ude00"}') == {"a": "? x", "b": "😀"}


@pytest.mark.parametrize("response", [{"data": {"code": "1.000001"}}, {"code": "1.000001"}])
def test_a_detail_with_and_without_its_envelope(response: Any) -> None:
    assert detail_of(response) == {"code": "1.000001"}


@pytest.mark.parametrize("response", [{}, {"data": None}, {"data": []}, {"data": {"code": ""}}])
def test_an_empty_detail_is_no_reason_to_try_again(response: Any) -> None:
    with pytest.raises(PortalError, match="no content") as caught:
        detail_of(response)
    assert caught.value.only_this_record


@FUZZ
@given(JSON)
def test_any_json_is_a_page_a_detail_or_a_typed_error(value: Any) -> None:
    for read in (page_of, detail_of):
        try:
            read(value)
        except (TransientFault, PortalError):
            continue


@pytest.mark.parametrize("content", [b"", b"<html>", b"\xff", b"[" * 100_000])
def test_what_is_not_json(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"not JSON|not UTF-8|nested too deeply"):
        encodable_json(content)
