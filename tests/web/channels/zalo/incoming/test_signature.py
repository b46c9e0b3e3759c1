"""Only what is signed with the OA's secret over the raw body is Zalo's."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.channels.zalo.incoming.signature import is_signed

APP, SECRET, STAMP = "31", "khóa bí mật", "1790000000000"


def signature(raw: bytes, stamp: str = STAMP, app: str = APP, secret: str = SECRET) -> str:
    """As the facts say, worked out apart from the code."""
    return hashlib.sha256(app.encode() + raw + stamp.encode() + secret.encode()).hexdigest()


def accepted(header: str, raw: bytes = b"{}", stamp: str = STAMP, app: str = APP, secret: str = SECRET) -> bool:
    return is_signed(header, raw, app_id=app, timestamp=stamp, secret=secret)


@pytest.mark.parametrize("form", ["mac={}", "{}", " mac={} "])
def test_with_and_without_its_prefix(form: str) -> None:
    assert accepted(form.format(signature(b"{}")))
    assert accepted(form.format(signature(b"{}").upper()))


def test_anything_else_is_not_signed() -> None:
    good = signature(b"{}")
    assert not accepted(good, raw=b"{ }")
    assert not accepted(good, stamp="1790000000001")
    assert not accepted(good, app="32")
    assert not accepted(good, secret="another")
    assert not accepted("")
    assert not accepted("mac=")


def test_without_a_secret_nothing_is_signed() -> None:
    assert not accepted(signature(b"{}", secret=""), secret="")


@given(header=st.text(), raw=st.binary(), stamp=st.text())
def test_any_header_is_read(header: str, raw: bytes, stamp: str) -> None:
    assert not accepted(header, raw, stamp)


@given(raw=st.binary(), stamp=st.text(st.characters(codec="utf-8")))
def test_any_body_can_be_signed(raw: bytes, stamp: str) -> None:
    assert accepted(signature(raw, stamp), raw, stamp)
