"""What people (and worse) may send: a polite answer, nothing executed, nothing stored unmasked."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from deploy.whole import Person
from knowledge.settings import Settings

pytestmark = pytest.mark.whole

ODD = [
    "😀😀😀",
    "\x00\x01\x02\ufffd",
    "'; DROP TABLE events; --",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "/restart",
    "／start_over",
    '  /choose{"procedure": "1.001193"}',
    "/session_start",
    "{{7*7}} ${jndi:ldap://x}",
    "你好，我想办护照",
    "a" * 1000,
    "khai sinh " * 90,
]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_text_gets_a_polite_answer(person: Person, text: str) -> None:
    messages = person.say(text)
    assert messages
    assert all(message["text"] for message in messages)
    said = json.dumps(messages, ensure_ascii=False)
    assert "<script>" not in said
    assert "bị trục trặc" not in said


def test_empty_is_told_politely(person: Person) -> None:
    assert person.say("")[0]["text"]


def test_ten_thousand_characters_are_refused_clearly(client: httpx.Client) -> None:
    answer = client.post("/api/chat", json={"text": "khai sinh " * 1000})
    assert answer.status_code == 422
    assert answer.json()["error"]["message"]


def test_binary_is_refused_clearly(client: httpx.Client) -> None:
    answer = client.post("/api/chat", content=b"\x80\x81\x00", headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["error"]["message"]


def test_a_typed_command_does_nothing(person: Person) -> None:
    person.say("đăng ký tạm trú")
    person.say("/restart")
    person.say("1")
    assert [custom["question_id"] for custom in person.customs("case_question")] == ["stay"]


def test_another_sessions_payload_is_refused(whole: Settings, person: Person) -> None:
    person.say("đăng ký tạm trú")
    stolen = person.buttons()[0]["payload"]
    with httpx.Client(base_url=f"http://127.0.0.1:{whole.web_port}", timeout=30) as other:
        answer = other.post("/api/chat", json={"payload": stolen})
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "not_offered"


def test_nothing_personal_is_stored_or_logged(whole: Settings, person: Person) -> None:
    secrets = ["079123456789", "0912345678", "nguyenvana@example.com", "4111 1111 1111 1111"]
    for secret in secrets:
        person.say(f"số của tôi là {secret}, đăng ký tạm trú")
    stored = b"".join(
        path.read_bytes() for path in Path(whole.var).rglob("*") if path.is_file() and not path.is_symlink()
    )
    for secret in secrets:
        assert secret.encode() not in stored
    logs = b"".join(path.read_bytes() for path in (Path(whole.var) / "logs").glob("*.log"))
    assert "đăng ký tạm trú".encode() not in logs
