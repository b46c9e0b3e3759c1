from __future__ import annotations

from tests.web.channels.zalo.standin.helpers import LAN, Office


def test_people_are_found_by_their_id(office: Office) -> None:
    assert office.http.get(f"/standin/people/{LAN}").json()["id"] == LAN
    assert office.http.get("/standin/people/1").status_code == 404
    assert office.http.post("/standin/people/1/say", json={"text": "a"}).status_code == 404


def test_addresses_in_messages_are_the_ones_it_was_asked_at(office: Office) -> None:
    sent = office.act("sticker")
    assert sent["attachment"]["url"].startswith(str(office.http.base_url).rstrip("/"))
