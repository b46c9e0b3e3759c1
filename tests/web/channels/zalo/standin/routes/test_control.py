from __future__ import annotations

from typing import Any

import pytest

from tests.web.channels.zalo.standin.helpers import LAN, Office, Receiver, eventually


def test_the_status_tells_no_secret(office: Office) -> None:
    response = office.http.get("/standin/status")
    assert office.token not in response.text
    assert "secret" not in response.text
    status = response.json()
    assert status["tokens"]["issued"]
    assert 89_990 < status["tokens"]["access_seconds"] <= 90_000
    assert status["webhook"]["on"]
    office.control("tokens/revoke")
    assert office.status()["tokens"]["access_seconds"] is None


def test_the_clock_is_moved(office: Office) -> None:
    before = office.status()["now"]
    assert office.control("clock", advance=100)["offset"] == 100
    assert office.control("clock", advance=50)["now"] >= before + 150
    assert office.control("clock", offset=-10)["offset"] == -10
    assert office.http.post("/standin/clock", content=b'{"advance": Infinity}').status_code == 422


def test_a_try_that_is_due_at_the_new_time_is_made(office: Office, receiver: Receiver) -> None:
    receiver.statuses.append(500)
    office.act("say", text="chào")
    eventually(lambda: office.status()["webhook"]["waiting"] == 1)
    office.control("clock", advance=30)
    eventually(lambda: _tries(office) == [(0, 500), (1, 200)])
    assert len(receiver.got) == 2
    assert office.status()["webhook"]["last_status"] == 200


def test_after_the_last_try_it_is_off_until_it_is_switched_on(office: Office, receiver: Receiver) -> None:
    receiver.statuses.extend([500] * 6)
    office.act("say", text="chào")
    for number, wait in enumerate((30, 300, 900, 1_800, 3_600), start=1):
        eventually(lambda: office.status()["webhook"]["waiting"] == 1)
        office.control("clock", advance=wait)
        eventually(lambda number=number: len(receiver.got) == number + 1)  # type: ignore[misc]
    eventually(lambda: not office.status()["webhook"]["on"])
    office.act("say", text="ai đó?")
    assert office.status()["webhook"]["lost"] == 2
    office.control("webhook", on=True)
    office.act("say", text="chào lại")
    eventually(lambda: len(receiver.got) == 7)
    assert receiver.got[-1].body["message"]["text"] == "chào lại"


def test_events_are_signed_and_stamped_as_set(office: Office, receiver: Receiver) -> None:
    office.control("webhook", style="bare", numeric=True, events=["user_send_text"])
    office.act("follow")
    office.act("say", text="chào")
    eventually(lambda: receiver.got)
    [got] = receiver.got
    assert isinstance(got.body["timestamp"], int)
    assert len(got.headers["x-zevent-signature"]) == 64


def test_held_events_are_released(office: Office, receiver: Receiver) -> None:
    office.control("webhook", hold=10)
    office.act("say", text="a")
    office.act("say", text="b")
    office.control("webhook/release")
    eventually(lambda: len(receiver.got) == 2)
    assert [got.body["message"]["text"] for got in receiver.got] == ["b", "a"]


def test_raw_events_and_the_probe(office: Office, receiver: Receiver) -> None:
    office.control("webhook/raw", body={"event_name": "anonymous_send_text", "timestamp": 1}, copies=2)
    eventually(lambda: len(receiver.got) == 2)
    assert all(got.signed for got in receiver.got)
    office.control("webhook/raw", body={"event_name": "x", "timestamp": 1}, style="hmac")
    eventually(lambda: len(receiver.got) == 3)
    assert not receiver.got[-1].signed
    assert office.control("webhook/probe") == {"status": 200}
    office.control("webhook", url=None)
    assert office.http.post("/standin/webhook/probe").status_code == 409


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("webhook", {"events": ["user_sings"]}),
        ("webhook", {"colour": 1}),
        ("webhook", {"speed": 0}),
        ("limits", {"text_limit": 0}),
        ("limits", {"without_quota": -1}),
        ("faults", {"on": "everything"}),
        ("clock", {"to": 1}),
        ("webhook/raw", {"body": []}),
        (f"people/{LAN}", {}),
        (f"people/{LAN}/say", {"text": ""}),
        (f"people/{LAN}/say", {"text": 1}),
    ],
)
def test_orders_that_make_no_sense_are_refused(office: Office, path: str, body: dict[str, Any]) -> None:
    assert office.http.post(f"/standin/{path}", json=body).status_code == 422


def _tries(office: Office) -> list[tuple[int, int]]:
    return [(each["num_retry"], each["status"]) for each in office.http.get("/standin/webhook/tries").json()]
