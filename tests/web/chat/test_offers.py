"""Payloads: accepted only when the bot offered them in this session."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.web.stand_in import StandIn
from web.chat.offers import KEEP_PER_SESSION, KEEP_SECONDS, OfferBook

OFFERED = '/answer{"value": "yes"}'


def test_only_what_was_offered_in_the_session_is_allowed(tmp_path: Path) -> None:
    book = OfferBook(tmp_path / "web.db")
    book.record("a", ["/x", "/y"])
    assert book.allows("a", "/x")
    assert book.allows("a", "/y")
    assert not book.allows("b", "/x")
    assert not book.allows("a", "/X")
    assert not book.allows("a", "/x ")
    assert book.allows("b", "/greet")
    assert book.allows("b", "/start_over")
    assert not book.allows("b", "/restart")
    assert not book.allows("b", "/session_start")


def test_offers_survive_a_restart(tmp_path: Path) -> None:
    first = OfferBook(tmp_path / "web.db")
    first.record("a", ["/x"])
    first.close()
    assert OfferBook(tmp_path / "web.db").allows("a", "/x")


def test_old_offers_are_refused_and_pruned(tmp_path: Path) -> None:
    now = [1_000_000.0]
    book = OfferBook(tmp_path / "web.db", clock=lambda: now[0])
    book.record("a", ["/old"])
    now[0] += KEEP_SECONDS + 1
    assert not book.allows("a", "/old")
    book.record("a", ["/new"])
    assert book.prune() == 1
    assert book.allows("a", "/new")


def test_a_session_keeps_its_newest_offers_only(tmp_path: Path) -> None:
    now = [0.0]
    book = OfferBook(tmp_path / "web.db", clock=lambda: now[0])
    for number in range(KEEP_PER_SESSION + 20):
        now[0] += 1
        book.record("a", [f"/{number}"])
    assert not book.allows("a", "/19")
    assert book.allows("a", "/20")
    assert book.allows("a", f"/{KEEP_PER_SESSION + 19}")


def test_a_button_works_in_its_own_session_only(client: TestClient, rasa: StandIn) -> None:
    refused = client.post("/api/chat", json={"payload": OFFERED})
    assert refused.status_code == 422
    assert refused.json()["error"]["code"] == "not_offered"
    session = client.post("/api/chat", json={"text": "chào"}).json()["session"]
    assert client.post("/api/chat", json={"payload": OFFERED, "session": session}).status_code == 200
    assert rasa.got[-1][1] == OFFERED
    assert client.post("/api/chat", json={"payload": OFFERED, "session": ""}).status_code == 422
    changed = OFFERED.replace("yes", "no")
    assert client.post("/api/chat", json={"payload": changed, "session": session}).status_code == 422
    assert len(rasa.got) == 2


def test_a_button_still_works_after_the_gateway_restarts(make_client: Callable[..., TestClient]) -> None:
    session = make_client().post("/api/chat", json={"text": "chào"}).json()["session"]
    again = make_client().post("/api/chat", json={"payload": OFFERED, "session": session})
    assert again.status_code == 200


@pytest.mark.parametrize("payload", ["/greet", "/start_over"])
def test_greeting_and_starting_over_need_no_offer(client: TestClient, rasa: StandIn, payload: str) -> None:
    assert client.post("/api/chat", json={"payload": payload}).status_code == 200
    assert rasa.got[-1][1] == payload


@pytest.mark.parametrize(
    "payload", ["", "/restart", "/session_start", "/back", " /greet", "/greet{}", "làm khai sinh", "x" * 3000]
)
def test_other_payloads_are_refused(client: TestClient, rasa: StandIn, payload: str) -> None:
    assert client.post("/api/chat", json={"payload": payload}).status_code == 422
    assert rasa.got == []
