"""What a form without JavaScript sends, and the id that follows from it."""

from __future__ import annotations

import contextlib
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.errors import ApiError
from web.pages.plain_form import PlainForm, read_form


def form(**fields: str) -> PlainForm:
    return read_form(urlencode(fields).encode())


def test_the_same_from_the_same_page_is_the_same_message() -> None:
    first = form(turn="t1", text="khai sinh", session="s")
    assert first.body.message_id
    assert form(turn="t1", text="khai sinh", session="s").body.message_id == first.body.message_id


@pytest.mark.parametrize(
    "other",
    [{"turn": "t2", "text": "/affirm"}, {"turn": "t1", "text": "không"}, {"turn": "t1", "payload": "/affirm"}],
)
def test_anything_else_is_another_message(other: dict[str, str]) -> None:
    """After going back, another button of the same page is another answer; typed it is not the button either."""
    assert form(**other).body.message_id != form(turn="t1", text="/affirm").body.message_id


def test_a_page_that_was_not_ours_to_number_gets_a_number() -> None:
    assert form(text="chào").body.message_id != form(text="chào").body.message_id


def test_sent_again_from_the_page_that_waits_it_is_the_same() -> None:
    sent = form(turn="t1", text="", session="s", seen="3", answers="1.001193/birth_proof")
    again = form(**sent.fields)
    assert (again.body, again.turn) == (sent.body, "t1")
    assert sent.body.seen == 3


def test_empty_fields_count_as_none() -> None:
    body = form(turn="t1", text="chào", session="", seen="", answers="").body
    assert (body.session, body.seen, body.answers) == (None, None, None)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"text=%ff", "bad_request"),
        ("text=ă".encode("utf-16"), "bad_request"),
        (b"text=a&seen=many", "bad_request"),
        (b"text=a&seen=-1", "bad_request"),
        (b"text=a&answers=" + b"x" * 201, "bad_request"),
        (b"&".join([b"x=1"] * 11), "bad_request"),
        (b"text=a&payload=/greet", "text_or_payload"),
        (b"payload=", "text_or_payload"),
    ],
)
def test_what_no_page_of_ours_sends_is_refused(raw: bytes, code: str) -> None:
    with pytest.raises(ApiError) as refused:
        read_form(raw)
    assert (refused.value.status, refused.value.code) == (422, code)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    with contextlib.suppress(ApiError):
        assert read_form(raw).body.message_id
