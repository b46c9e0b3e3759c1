"""What is handed to the dialogue: cleaned, masked, never a command; and what is said when it does not answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from tests.web.stand_in import StandIn


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


def test_a_long_message_is_refused_with_the_limit(make_client: Callable[..., TestClient], rasa: StandIn) -> None:
    client = make_client(max_text=20)
    assert client.post("/api/chat", json={"text": "ạ" * 20}).status_code == 200
    refused = client.post("/api/chat", json={"text": "ạ" * 21})
    assert refused.status_code == 422
    assert refused.json()["error"]["code"] == "too_long"
    assert "20" in refused.json()["error"]["message"]
    assert len(rasa.got) == 1
