from __future__ import annotations

from tests.web.channels.zalo.standin.helpers import LAN, Office


def test_people_are_listed_and_added(office: Office) -> None:
    before = office.http.get("/standin/people").json()
    assert before[0] == {
        "id": LAN,
        "name": "Chị Lan",
        "follows": True,
        "refuses": None,
        "free_left": 0,
        "free_seconds": 0,
        "messages": 0,
    }
    added = office.control("people", name="Ông Ba", follows=False)
    assert [person["id"] for person in office.http.get("/standin/people").json()][-1] == added["id"]
    office.act("say", person=added["id"], text="chào")
    assert office.say("a", added["id"])["error"] == -213


def test_the_free_window_of_a_person_is_shown(office: Office) -> None:
    office.act("say", text="chào")
    office.say("a")
    person = office.http.get(f"/standin/people/{LAN}").json()
    assert (person["free_left"], person["messages"]) == (7, 2)
    assert 172_790 < person["free_seconds"] <= 172_800


def test_a_person_may_refuse_every_message(office: Office) -> None:
    office.act("say", text="chào")
    office.control(f"people/{LAN}", refuses=-227)
    assert office.say("a")["error"] == -227
    office.control(f"people/{LAN}", refuses=None)
    assert office.say("a")["error"] == 0


def test_the_transcript_of_one_person_is_not_anothers(office: Office) -> None:
    office.act("say", text="chào")
    other = office.http.get("/standin/people").json()[1]["id"]
    assert office.transcript(other) == []
    [entry] = office.transcript()
    assert (entry["author"], entry["kind"], entry["text"]) == ("person", "text", "chào")


def test_a_file_that_cannot_be_read_and_places_that_do_not_exist(office: Office) -> None:
    for act, body in (
        ("file", {"name": "a", "base64": "%"}),
        ("file", {"name": "a", "base64": "", "kind": "video"}),
        ("location", {"latitude": 91, "longitude": 0}),
        ("location", {"latitude": 0, "longitude": -181}),
    ):
        assert office.http.post(f"/standin/people/{LAN}/{act}", json=body).status_code == 422
    assert office.transcript() == []
