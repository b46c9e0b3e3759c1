from __future__ import annotations

import hashlib

import pytest

from tests.web.channels.zalo.standin.helpers import PDF, Time
from web.channels.zalo.standin.clock import Clock
from web.channels.zalo.standin.files import MOST_BYTES, Files
from web.channels.zalo.standin.forms import SentFile
from web.channels.zalo.standin.refusals import Refusal


@pytest.fixture
def files(clock: Clock) -> Files:
    return Files(clock)


@pytest.mark.parametrize(
    "file", [SentFile("a.PDF", PDF), SentFile("a.doc", b"\xd0\xcf\x11\xe0x"), SentFile("a.docx", b"PK\x03\x04x")]
)
def test_the_three_kinds_are_kept(files: Files, file: SentFile) -> None:
    kept = files.upload(file)
    assert files.find(kept.token) == kept
    assert (kept.name, kept.content) == (file.name, file.content)


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (None, -201),
        (SentFile("a.pdf", b""), -201),
        (SentFile("a.png", PDF), -201),
        (SentFile("a.pdf", b"hello"), -201),
        (SentFile("a", PDF), -201),
        (SentFile("a.pdf", PDF.ljust(MOST_BYTES + 1)), -210),
    ],
)
def test_others_are_refused(files: Files, file: SentFile | None, code: int) -> None:
    with pytest.raises(Refusal) as refusal:
        files.upload(file)
    assert refusal.value.code == code


def test_five_megabytes_are_allowed_and_a_token_lives_seven_days(files: Files, moment: Time) -> None:
    token = files.upload(SentFile("a.pdf", PDF.ljust(MOST_BYTES))).token
    moment.now += 7 * 86_400
    assert files.find(token)
    moment.now += 1
    assert files.find(token) is None
    assert files.find("other") is None


def test_what_a_message_tells_of_a_file(files: Files) -> None:
    kept = files.keep(SentFile("Giấy tờ.Jpeg", b"123"))
    assert kept.shown("http://h") == {
        "url": f"http://h/standin/files/{kept.token}",
        "size": "3",
        "name": "Giấy tờ.Jpeg",
        "checksum": hashlib.md5(b"123").hexdigest(),
        "type": "jpeg",
    }
