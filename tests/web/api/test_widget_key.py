"""The key that seals the widget's conversation: one for an id and an address, for nobody else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

SITES = "https://xa.example.vn"
ONE, OTHER = "0" * 32, "1" * 32


def key(client: TestClient, number: str, address: str) -> str:
    reply = client.post("/api/widget/key", json={"id": number}, headers={"X-Forwarded-For": address})
    assert reply.status_code == 200
    return str(reply.json()["key"])


@pytest.fixture
def client(make_client: Callable[..., TestClient]) -> TestClient:
    return make_client(widget_sites=SITES, trusted_proxies="*", secret="s" * 32)


def test_the_same_person_gets_the_same_key_again(client: TestClient, make_client: Callable[..., TestClient]) -> None:
    mine = key(client, ONE, "203.0.113.5")
    assert len(bytes.fromhex(mine)) == 32
    assert key(client, ONE, "203.0.113.5") == mine
    again = make_client(widget_sites=SITES, trusted_proxies="*", secret="s" * 32)
    assert key(again, ONE, "203.0.113.5") == mine, "a restart changes nothing"


def test_another_address_another_id_or_another_secret_gives_another_key(
    client: TestClient, make_client: Callable[..., TestClient]
) -> None:
    other = make_client(widget_sites=SITES, trusted_proxies="*", secret="t" * 32)
    keys = {
        key(client, ONE, "203.0.113.5"),
        key(client, ONE, "203.0.113.6"),
        key(client, OTHER, "203.0.113.5"),
        key(other, ONE, "203.0.113.5"),
    }
    assert len(keys) == 4


def test_the_part_of_an_ipv6_address_that_changes_by_itself_does_not_count(client: TestClient) -> None:
    assert key(client, ONE, "2001:db8:1:2::1") == key(client, ONE, "2001:db8:1:2:ffff::9")
    assert key(client, ONE, "2001:db8:1:2::1") != key(client, ONE, "2001:db8:1:3::1")


@pytest.mark.parametrize("number", ["", "0" * 31, "G" * 32, "0" * 33, 5, None])
def test_only_an_id_is_taken(client: TestClient, number: object) -> None:
    assert client.post("/api/widget/key", json={"id": number}).status_code == 422


def test_no_other_origin_may_read_the_answer(client: TestClient) -> None:
    reply = client.post("/api/widget/key", json={"id": ONE}, headers={"Origin": SITES})
    assert not [name for name in reply.headers if name.startswith("access-control-")]
    assert reply.headers["cache-control"] == "no-store"
    asked = client.options("/api/widget/key", headers={"Origin": SITES, "Access-Control-Request-Method": "POST"})
    assert asked.status_code == 405
    words = client.post(
        "/api/widget/key", content=b'{"id": "' + ONE.encode() + b'"}', headers={"Content-Type": "text/plain"}
    )
    assert words.status_code == 422, "a form of another site asks for nothing"


def test_the_address_counts_against_its_share(make_client: Callable[..., TestClient]) -> None:
    client = make_client(widget_sites=SITES, rate_per_minute=1)
    replies = [client.post("/api/widget/key", json={"id": ONE}).status_code for _ in range(12)]
    assert (replies[0], replies[-1]) == (200, 429)


def test_without_a_widget_there_is_no_key(make_client: Callable[..., TestClient]) -> None:
    assert make_client().post("/api/widget/key", json={"id": ONE}).status_code == 404
