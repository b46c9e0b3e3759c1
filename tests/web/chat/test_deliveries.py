"""A message sent again is answered once, and no question is answered unseen."""

from __future__ import annotations

import json

from fastapi.testclient import TestClient

from tests.web.stand_in import StandIn


def test_a_message_sent_again_is_answered_once(client: TestClient, rasa: StandIn) -> None:
    first = client.post("/api/chat", json={"text": "có", "message_id": "m1"}).json()
    again = client.post("/api/chat", json={"text": "có", "message_id": "m1", "session": first["session"]}).json()
    assert again == first
    assert len(rasa.got) == 1
    client.post("/api/chat", json={"text": "có", "message_id": "m2", "session": first["session"]})
    client.post("/api/chat", json={"text": "có", "message_id": "m2", "session": ""})
    assert len(rasa.got) == 3


def test_a_message_that_failed_is_asked_again(client: TestClient, rasa: StandIn) -> None:
    rasa.raw = json.dumps([]).encode()
    session = client.post("/api/chat", json={"text": "có", "message_id": "m1"}).json()["session"]
    rasa.raw = None
    assert client.post("/api/chat", json={"text": "có", "message_id": "m1", "session": session}).status_code == 200
    assert len(rasa.got) == 2
