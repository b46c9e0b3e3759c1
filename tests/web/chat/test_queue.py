"""Order in front of the dialogue: one message of a sender at a time."""

from __future__ import annotations

import threading

from fastapi.testclient import TestClient

from tests.web.stand_in import StandIn


def test_one_message_at_a_time_a_session(client: TestClient, rasa: StandIn) -> None:
    session = client.post("/api/chat", json={"text": "đầu"}).json()["session"]
    rasa.delay = 0.1
    statuses: list[int] = []

    def ask(token: str) -> None:
        statuses.append(client.post("/api/chat", json={"text": "chào", "session": token}).status_code)

    def together(tokens: list[str]) -> int:
        rasa.most_running = 0
        threads = [threading.Thread(target=ask, args=(token,)) for token in tokens]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return rasa.most_running

    assert together([session] * 3) == 1
    assert together([session, "", ""]) > 1
    assert set(statuses) == {200}


def test_too_many_waiting_messages_are_refused(client: TestClient, rasa: StandIn) -> None:
    session = client.post("/api/chat", json={"text": "đầu"}).json()["session"]
    rasa.delay = 0.2
    statuses: list[int] = []
    ask = lambda: statuses.append(client.post("/api/chat", json={"text": "x", "session": session}).status_code)  # noqa: E731
    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses.count(429) == 4
    assert statuses.count(200) == 4
