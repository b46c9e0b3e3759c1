"""What is handed to the dialogue: cleaned, masked, stored, never a command; and what is said when it cannot be."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi.testclient import TestClient

from knowledge.settings import Settings
from tests.web.chat.asking import Person, send_in_vain, texts
from tests.web.helpers import out_of_order, wait_for
from tests.web.stand_in import StandIn
from web.chat.conversation import MOST_WAITING
from web.store.database import Database


def test_commands_never_reach_the_dialogue(client: TestClient, rasa: StandIn) -> None:
    for typed in ("/restart", "/session_start", "／restart", "\u200b/start_over", ' /answer{"value": "yes"}'):
        answer = client.post("/api/chat", json={"text": typed})
        assert answer.status_code == 200
        assert answer.json()["messages"][0]["text"]
    assert rasa.got == []


def test_personal_data_is_masked_before_the_dialogue_and_before_it_is_stored(
    client: TestClient, rasa: StandIn, settings: Settings
) -> None:
    rasa.status = 507  # the messages stay in the inbox
    client.app.state.services.conversation.patience = 0.3  # type: ignore[attr-defined]
    for typed, hidden in (
        ("căn cước của tôi 001203004567 nhé", "001203004567"),
        ("gọi 0912 345 678", "345 678"),
        ("gửi an.nguyen@example.com", "an.nguyen"),
        ("số 00120\u200b3004567", "3004567"),
        ("số ００１２０３００４５６７", "001203004567"),
    ):
        client.post("/api/chat", json={"text": typed})
        assert hidden not in rasa.got[-1][1]
        assert "[" in rasa.got[-1][1]
        files = list(settings.var.glob("web.db*"))
        assert files
        assert not any(hidden.encode() in file.read_bytes() for file in files)


def test_a_number_alone_needs_no_dialogue(client: TestClient, rasa: StandIn) -> None:
    reply = client.post("/api/chat", json={"text": "0912 345 678"})
    assert reply.json()["messages"][0]["custom"] == {"type": "notice", "topic": "masked"}
    assert rasa.got == []


def test_text_without_words_gets_a_polite_notice(client: TestClient, rasa: StandIn) -> None:
    for typed in ("", "   ", "👍", "…!?", "\x00\x01\x02", "\u200b\u200b", "/", "////"):
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


# -- order ----------------------------------------------------------------------------------------------------------


def ask_together(
    client: TestClient, sessions: list[str], *, refused: int = 0, gate: threading.Event | None = None
) -> list[int]:
    """The statuses of one message in each of these sessions, all sent at once.

    Args:
        refused: how many must have been refused before the gate is opened for the others.
    """

    def ask(place: int) -> int:
        body = {"text": f"câu thứ {place}", "session": sessions[place]}
        return client.post("/api/chat", json=body).status_code

    with ThreadPoolExecutor(len(sessions)) as pool:
        jobs = [pool.submit(ask, place) for place in range(len(sessions))]
        if gate:
            wait_for(lambda: sum(job.done() for job in jobs) >= refused, 20)
            gate.set()
        return [job.result() for job in jobs]


def test_one_message_at_a_time_a_session(make_both: Callable[..., TestClient], rasa: StandIn) -> None:
    client = make_both()
    session = client.post("/api/chat", json={"text": "đầu"}).json()["session"]
    rasa.delay = 0.1
    rasa.most_running = 0
    assert ask_together(client, [session] * 3) == [200] * 3
    assert rasa.most_running == 1
    assert ask_together(client, [session, "", "", ""]) == [200] * 4
    assert rasa.most_running > 1


def test_too_many_waiting_messages_are_refused(make_both: Callable[..., TestClient], rasa: StandIn) -> None:
    client = make_both()
    session = client.post("/api/chat", json={"text": "đầu"}).json()["session"]
    rasa.gate.clear()
    statuses = ask_together(client, [session] * (MOST_WAITING + 4), refused=4, gate=rasa.gate)
    assert (statuses.count(200), statuses.count(429)) == (MOST_WAITING, 4)


# -- too much -------------------------------------------------------------------------------------------------------


def test_whoever_would_wait_too_long_is_told_for_how_long(
    make_client: Callable[..., TestClient], rasa: StandIn
) -> None:
    client = make_client(turns_at_once=1, longest_wait=0.35, reply_timeout=20.0)
    admission = client.app.state.services.conversation.admission  # type: ignore[attr-defined]
    rasa.gate.clear()
    with ThreadPoolExecutor(10) as pool:
        jobs = []
        for place in range(10):
            jobs.append(pool.submit(client.post, "/api/chat", json={"text": "chào"}))
            wait_for(lambda: jobs[-1].done() or admission.running + admission.waiting > place)  # noqa: B023
        rasa.gate.set()
        answers = [job.result() for job in jobs]
    assert [answer.status_code for answer in answers] == [200] * 5 + [503] * 5  # one under way, four waiting
    for refused in answers[5:]:
        assert refused.json()["error"]["code"] == "busy"
        assert refused.headers["retry-after"] == "1"
        assert "1 giây" in refused.json()["error"]["message"]
    assert len(rasa.got) == 5  # a refused message leaves nothing behind


# -- a database that fails ------------------------------------------------------------------------------------------


@pytest.fixture
def same(database_url: str, person_on_both: Person) -> Iterator[Database]:
    """The gateway's database, once more."""
    database = Database(database_url)
    yield database
    database.close()


def test_what_cannot_be_stored_is_not_taken_and_the_person_is_told(
    person_on_both: Person, rasa: StandIn, same: Database
) -> None:
    person = person_on_both
    body = {"session": person.session, "text": "có", "message_id": "m1", "seen": 1}
    with out_of_order(same):
        for refused in (
            person.client.post("/api/chat", json=body),
            person.client.post("/api/chat", json={"text": "chào"}),
        ):
            assert (refused.status_code, refused.json()["error"]["code"]) == (503, "try_later")
            assert int(refused.headers["retry-after"]) > 0
            assert "chưa nhận" in refused.json()["error"]["message"]
    with out_of_order(same, "offers"):
        refused = person.client.post("/api/chat", json={**body, "text": None, "payload": "/x"})
        assert (refused.status_code, refused.json()["error"]["code"]) == (503, "try_later")
    assert texts(person.send(text="có", message_id="m1", seen=1)) == ["Câu hỏi 2?"]
    assert len(rasa.got) == 2


def test_what_was_accepted_is_answered_once_though_its_reply_could_not_be_stored(
    person_on_both: Person, rasa: StandIn, same: Database
) -> None:
    person = person_on_both
    rasa.gate.clear()
    send_in_vain(person, text="có", message_id="m1", seen=1)
    with out_of_order(same):
        rasa.gate.set()
        wait_for(lambda: rasa.running == 0)
        time.sleep(0.3)
    assert texts(person.send(text="có", message_id="m1", seen=1)) == ["Câu hỏi 2?"]
    assert [message for _, message in rasa.got] == ["khai sinh", "có"]


def test_whatever_a_client_names_its_messages(person_on_both: Person) -> None:
    person = person_on_both
    odd: list[dict[str, object]] = [
        {"message_id": "a\0b"},
        {"answers": "\0"},
        {"seen": 2**31},
        {"seen": 2**63},
        {"seen": 2**200},
        {"message_id": "💥" * 64},
        {"message_id": ""},
        {"message_id": "none:1"},
        {"answers": "%_'\"\\"},
    ]
    for names in odd:
        body = {"session": person.session, "text": "tôi kể thêm một điều nữa", **names}
        assert person.client.post("/api/chat", json=body).status_code in (200, 422), names
        assert person.client.post("/api/chat", json=body).status_code in (200, 422), names
    health = person.client.get("/healthz").json()
    assert (health["parts"]["database"], health["causes"]) == ("ok", {})
