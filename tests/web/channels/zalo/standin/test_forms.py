from __future__ import annotations

from urllib.parse import urlencode

import httpx
from hypothesis import given
from hypothesis import strategies as st

from web.channels.zalo.standin.forms import SentFile, fields, sent_file


def request(name: str, content: bytes, field: str = "file") -> httpx.Request:
    files = {field: (name, content, "application/pdf")}
    made = httpx.Request("POST", "http://x", data={"other": "y"}, files=files)
    made.read()
    return made


def read(made: httpx.Request) -> SentFile | None:
    return sent_file(made.content, made.headers["content-type"], "file")


TEXTS = st.text(st.characters(codec="utf-8"), max_size=10)


@given(st.dictionaries(TEXTS, TEXTS, max_size=5))
def test_fields_are_read_as_they_were_sent(sent: dict[str, str]) -> None:
    assert fields(urlencode(sent).encode()) == sent


@given(st.binary())
def test_any_body_has_fields(body: bytes) -> None:
    assert all(isinstance(value, str) for value in fields(body).values())


@given(st.binary(max_size=2_000))
def test_a_file_is_read_byte_for_byte(content: bytes) -> None:
    assert read(request("a.pdf", content)) == SentFile("a.pdf", content)


@given(st.lists(st.sampled_from([b"\r", b"\n", b"\r\n", b"--", b"a", b"\x00", b"\xff", b" "]), max_size=30))
def test_line_ends_in_a_file_stay_as_they_are(parts: list[bytes]) -> None:
    assert read(request("a.pdf", b"".join(parts))) == SentFile("a.pdf", b"".join(parts))


def test_a_name_in_vietnamese() -> None:
    assert read(request("Tờ khai đăng ký.pdf", b"x")) == SentFile("Tờ khai đăng ký.pdf", b"x")


def test_what_is_no_file_is_none() -> None:
    made = request("a.pdf", b"x", field="picture")
    assert read(made) is None
    assert sent_file(b"file=x", "application/x-www-form-urlencoded", "file") is None
    assert sent_file(made.content, "multipart/form-data", "file") is None
    assert sent_file(b"", "multipart/form-data; boundary=b", "file") is None


@given(st.binary(), st.text())
def test_any_body_is_a_file_or_none(body: bytes, boundary: str) -> None:
    sent_file(b"--b\r\n" + body, "multipart/form-data; boundary=b", "file")
    sent_file(body, f"multipart/form-data; boundary={boundary}", "file")
