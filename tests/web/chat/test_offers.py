"""Payloads: accepted only when the bot offered them in this session."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given
from hypothesis import settings as budget
from hypothesis import strategies as st

from tests.web.stand_in import StandIn
from web.chat.offers import KEEP_SECONDS, OfferBook
from web.store.database import Database
from web.store.statements import KEEP_OFFERS

OFFERED = '/answer{"value": "yes"}'
ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))


@pytest.fixture
def now() -> list[float]:
    return [1_000_000.0]


@pytest.fixture
def book(database: Database, now: list[float]) -> OfferBook:
    return OfferBook(database, clock=lambda: now[0])


@pytest.fixture
def offer(database: Database, book: OfferBook) -> Callable[..., None]:
    def offer(session: str, *payloads: str) -> None:
        with database.transaction() as connection:
            book.record(connection, session, payloads)

    return offer


def test_only_what_was_offered_in_the_session_is_allowed(book: OfferBook, offer: Callable[..., None]) -> None:
    offer("a", "/x", "/y", "/x")
    offer("a")
    assert book.allows("a", "/x")
    assert book.allows("a", "/y")
    assert not book.allows("b", "/x")
    assert not book.allows("a", "/X")
    assert not book.allows("a", "/x ")
    assert book.allows("b", "/greet")
    assert book.allows("b", "/start_over")
    assert not book.allows("b", "/restart")
    assert not book.allows("b", "/session_start")


def test_offers_survive_a_restart(database_url: str, offer: Callable[..., None], now: list[float]) -> None:
    offer("a", "/x")
    database = Database(database_url)
    assert OfferBook(database, clock=lambda: now[0]).allows("a", "/x")
    database.close()


def test_an_offer_that_was_not_stored_with_its_reply_is_none(database: Database, book: OfferBook) -> None:
    def half() -> None:
        with database.transaction() as connection:
            book.record(connection, "a", ["/x"])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert not book.allows("a", "/x")


def test_old_offers_are_refused_and_pruned(book: OfferBook, offer: Callable[..., None], now: list[float]) -> None:
    offer("a", "/old")
    offer("a", "/again")
    now[0] += KEEP_SECONDS - 1
    assert book.allows("a", "/old")
    offer("a", "/new", "/again")
    now[0] += 2
    assert not book.allows("a", "/old")
    assert book.prune() == 1
    assert book.allows("a", "/new")
    assert book.allows("a", "/again")


def test_a_session_keeps_its_newest_offers_only(book: OfferBook, offer: Callable[..., None], now: list[float]) -> None:
    """Even where one reply offers several at the same moment."""
    offer("b", "/0")
    for number in range(0, KEEP_OFFERS + 20, 10):
        now[0] += 1
        offer("a", *(f"/{number + place}" for place in range(10)))
    assert not book.allows("a", "/19")
    assert all(book.allows("a", f"/{number}") for number in range(20, KEEP_OFFERS + 20))
    assert book.allows("b", "/0")


@budget(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(payload=ANY_TEXT)
def test_any_payload_may_be_asked_about(book: OfferBook, payload: str) -> None:
    assert book.allows("a", payload) == (payload in ("/greet", "/start_over"))


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


def test_a_button_still_works_after_the_gateway_restarts_and_at_another_one(
    make_both: Callable[..., TestClient],
) -> None:
    session = make_both().post("/api/chat", json={"text": "chào"}).json()["session"]
    again = make_both().post("/api/chat", json={"payload": OFFERED, "session": session})
    assert again.status_code == 200


@pytest.mark.parametrize("payload", ["/greet", "/start_over"])
def test_greeting_and_starting_over_need_no_offer(client: TestClient, rasa: StandIn, payload: str) -> None:
    assert client.post("/api/chat", json={"payload": payload}).status_code == 200
    assert rasa.got[-1][1] == payload


def test_other_payloads_are_refused(client: TestClient, rasa: StandIn) -> None:
    others = ["/restart", "/session_start", "/back", " /greet", "/greet{}", "làm khai sinh", "x" * 3000, "/a\0", ""]
    for payload in others:
        assert client.post("/api/chat", json={"payload": payload}).status_code == 422, payload
    assert rasa.got == []
