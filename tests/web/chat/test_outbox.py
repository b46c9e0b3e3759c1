"""The outbox keeps what must be sent in order for each person until it was sent, and no longer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from tests.web.helpers import out_of_order
from web.chat.outbox import FAILED, SENDING, SENT, WAITING, Outbox, Parcel, digest
from web.store.database import Database, StoreUnavailable
from web.store.tables import PARCELS

LAN, MINH = "zalo:lan", "zalo:minh"
DOUBT = 60.0
ONE, TWO = {"text": "một"}, {"text": "hai", "attachment": {"x": ["ạ", 1]}}


@pytest.fixture
def now() -> list[float]:
    return [1_000_000.0]


@pytest.fixture
def outbox(database: Database, now: list[float]) -> Outbox:
    return Outbox(database, clock=lambda: now[0])


def take(outbox: Outbox, sender: str = LAN) -> Parcel:
    parcel = outbox.take("zalo", sender, DOUBT)
    assert parcel is not None
    return parcel


def rows(database: Database) -> list[tuple[Any, ...]]:
    with database.reading() as connection:
        query = sa.select(PARCELS.c.state, PARCELS.c.body, PARCELS.c.fault).order_by(PARCELS.c.id)
        return [tuple(row) for row in connection.execute(query)]


def test_parcels_are_sent_in_order_and_then_forgotten(outbox: Outbox, database: Database, now: list[float]) -> None:
    outbox.add("zalo", LAN, [ONE, TWO])
    first = take(outbox)
    assert (first.sender, first.body, first.tries, first.made_at) == (LAN, ONE, 1, now[0])
    assert outbox.take("zalo", LAN, DOUBT) is None  # the first is on its way
    assert outbox.waiting("zalo") == 2
    outbox.sent(first.id)
    assert take(outbox).body == TWO
    outbox.sent(first.id + 1)
    assert outbox.take("zalo", LAN, DOUBT) is None
    assert (outbox.waiting("zalo"), outbox.due("zalo")) == (0, [])
    assert rows(database) == [(SENT, "{}", "")] * 2


def test_each_channel_and_each_person_have_their_own(outbox: Outbox) -> None:
    outbox.add("zalo", MINH, [ONE])
    outbox.add("zalo", LAN, [TWO])
    outbox.add("other", LAN, [ONE])
    assert outbox.due("zalo") == [MINH, LAN]
    assert outbox.due("zalo", most=1) == [MINH]
    assert outbox.due("other") == [LAN]
    assert (outbox.waiting("zalo"), outbox.waiting("other")) == (2, 1)
    assert take(outbox).body == TWO


def test_nothing_of_a_person_overtakes_what_is_tried_again(outbox: Outbox, now: list[float]) -> None:
    outbox.add("zalo", LAN, [ONE, TWO])
    outbox.again(take(outbox).id, 5.0, "rate")
    assert (outbox.take("zalo", LAN, DOUBT), outbox.due("zalo"), outbox.waiting("zalo")) == (None, [], 2)
    now[0] += 5
    assert outbox.due("zalo") == [LAN]
    again = take(outbox)
    assert (again.body, again.tries) == (ONE, 2)


def test_what_cannot_be_sent_lets_the_next_one_pass(outbox: Outbox, database: Database) -> None:
    outbox.add("zalo", LAN, [ONE, TWO])
    outbox.failed(take(outbox).id, "too long")
    assert take(outbox).body == TWO
    assert rows(database)[0] == (FAILED, "{}", "too long")


def test_whoever_died_in_sending_leaves_it_in_doubt_for_a_while(outbox: Outbox, now: list[float]) -> None:
    outbox.add("zalo", LAN, [ONE])
    take(outbox)
    now[0] += DOUBT - 1
    assert (outbox.due("zalo"), outbox.take("zalo", LAN, DOUBT)) == ([], None)
    now[0] += 1
    assert outbox.due("zalo") == [LAN]
    assert take(outbox).tries == 2


def test_what_arrived_is_not_sent_again(outbox: Outbox, database: Database, now: list[float]) -> None:
    outbox.add("zalo", LAN, [ONE, ONE, TWO])
    take(outbox)
    assert not outbox.arrived("zalo", LAN, digest(TWO))
    assert not outbox.arrived("zalo", MINH, digest(ONE))
    assert not outbox.arrived("other", LAN, digest(ONE))
    assert outbox.arrived("zalo", LAN, digest(ONE))
    assert not outbox.arrived("zalo", LAN, digest(ONE))  # the second of the same words was not tried yet
    now[0] += DOUBT
    assert take(outbox).body == ONE
    assert [state for state, *_ in rows(database)] == [SENT, SENDING, WAITING]
    assert rows(database)[0][1] == "{}"


def test_a_report_that_comes_before_the_answer_counts(outbox: Outbox, database: Database) -> None:
    """The channel says that it arrived; only then the request that sent it fails, or ends well."""
    ends: list[Callable[[int], None]] = [
        lambda parcel: outbox.again(parcel, 0.0, "timeout"),
        lambda parcel: outbox.failed(parcel, "timeout"),
        outbox.sent,
    ]
    for end in ends:
        outbox.add("zalo", LAN, [ONE])
        parcel = take(outbox)
        assert outbox.arrived("zalo", LAN, digest(ONE))
        end(parcel.id)
        assert outbox.take("zalo", LAN, DOUBT) is None
        assert rows(database)[-1] == (SENT, "{}", "")


def test_a_report_that_comes_after_a_timeout_counts(outbox: Outbox, now: list[float]) -> None:
    outbox.add("zalo", LAN, [ONE])
    outbox.again(take(outbox).id, 5.0, "timeout")
    assert outbox.arrived("zalo", LAN, digest(ONE))
    now[0] += 5
    assert outbox.take("zalo", LAN, DOUBT) is None


def test_a_restart_changes_nothing(outbox: Outbox, database_url: str, now: list[float]) -> None:
    outbox.add("zalo", LAN, [ONE, TWO])
    outbox.sent(take(outbox).id)
    database = Database(database_url)
    again = Outbox(database, clock=lambda: now[0])
    assert again.due("zalo") == [LAN]
    assert take(again).body == TWO
    database.close()


def test_what_cannot_be_stored_is_told(outbox: Outbox, database: Database) -> None:
    with out_of_order(database, "parcels"), pytest.raises(StoreUnavailable):
        outbox.add("zalo", LAN, [ONE])
    assert outbox.waiting("zalo") == 0


@given(text=st.text(st.characters(codec=None, exclude_categories=())), other=st.text())
def test_a_digest_is_that_of_the_text_alone(text: str, other: str) -> None:
    """The channel reports words; what else was in the body it does not say."""
    assert digest({"text": text, "attachment": other}) == digest({"text": f" {text}\n"})
    assert (digest({"text": text}) == digest({"text": other})) == (text.strip() == other.strip())


def test_a_body_without_text_has_a_digest_too() -> None:
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1}) != digest({"a": 1})
