"""Typed text: never an intent, nothing hidden in it, nothing personal passed on."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from tests.web.stand_in import StandIn
from web.chat.clean_text import clean, has_words, is_command


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("/restart", "restart"),
        ("  //session_start", "session_start"),
        ("／start_over", "start_over"),
        ("\u200b/\u200b/greet", "greet"),
        ("\ufeff\u2060 ⁄ ∕/greet", "greet"),
        ("\\/choose{}", "choose{}"),
        ("\x00/\x07greet", "greet"),
        ("\u3164/greet", "greet"),
        ("\ufe0f/greet", "greet"),
        ("làm\r\n\tkhai   sinh", "làm khai sinh"),
        ("ＡＢＣ１２３", "ABC123"),
        ("nộp 1/2 hồ sơ", "nộp 1/2 hồ sơ"),
        ("a\ud800b", "ab"),
        ("///", ""),
        ("", ""),
    ],
)
def test_clean(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@given(st.text(max_size=200) | st.text(alphabet="/／\\ \u200b\u2060\ufeff\x00a⁄", max_size=30))
def test_cleaned_text_is_plain(text: str) -> None:
    cleaned = clean(text)
    assert not cleaned.startswith(("/", "／", " "))
    assert not any(ord(char) < 32 for char in cleaned)
    assert clean(cleaned) == cleaned
    assert len(cleaned) <= len(text)


def test_words_are_letters_or_digits() -> None:
    assert has_words("k")
    assert has_words("7")
    assert not has_words("👍🏽 ?!")
    assert not has_words("")


@pytest.mark.parametrize(
    "typed", ["/restart", "/session_start", "／restart", "\u200b/start_over", ' /answer{"value": "yes"}']
)
def test_commands_never_reach_the_dialogue(client: TestClient, rasa: StandIn, typed: str) -> None:
    answer = client.post("/api/chat", json={"text": typed})
    assert answer.status_code == 200
    assert answer.json()["messages"][0]["text"]
    assert rasa.got == []


@pytest.mark.parametrize(
    ("typed", "hidden"),
    [
        ("căn cước của tôi 001203004567 nhé", "001203004567"),
        ("gọi 0912 345 678", "345 678"),
        ("gửi an.nguyen@example.com", "an.nguyen"),
        ("số 00120\u200b3004567", "3004567"),
        ("số ００１２０３００４５６７", "001203004567"),
    ],
)
def test_personal_data_is_masked_before_the_dialogue(
    client: TestClient, rasa: StandIn, typed: str, hidden: str
) -> None:
    client.post("/api/chat", json={"text": typed})
    assert hidden not in rasa.got[-1][1]
    assert "[" in rasa.got[-1][1]


@pytest.mark.parametrize("typed", ["", "   ", "👍", "…!?", "\x00\x01\x02", "\u200b\u200b", "/", "////"])
def test_text_without_words_gets_a_polite_notice(client: TestClient, rasa: StandIn, typed: str) -> None:
    reply = client.post("/api/chat", json={"text": typed})
    assert reply.status_code == 200
    assert reply.json()["messages"][0]["custom"] == {"type": "notice", "topic": "not_understood"}
    assert rasa.got == []


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/restart", True),
        (' ／choose{"a": "b"}', True),
        ("\u200b/greet", True),
        ("restart", False),
        ("/làm khai sinh", False),
        ("1/2", False),
        ("/", False),
    ],
)
def test_what_is_written_like_a_payload(text: str, command: bool) -> None:
    assert is_command(text) is command
