"""From which networks the counter opens: the office by default, nobody whose address cannot be known."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from knowledge.settings import Settings
from web.app import create_app
from web.counter.networks import Networks


@pytest.mark.parametrize(
    ("networks", "address", "open_"),
    [
        ("office", "127.0.0.1", True),
        ("office", "192.168.1.20", True),
        ("office", "10.9.9.9", True),
        ("office", "172.31.0.1", True),
        ("office", "::1", True),
        ("office", "fe80::1%eth0", True),
        ("office", "::ffff:10.1.2.3", True),
        ("office", "172.32.0.1", False),
        ("office", "8.8.8.8", False),
        ("office", "::ffff:8.8.8.8", False),
        ("office", "2001:db8::1", False),
        ("office", "testclient", False),
        ("office", "", False),
        ("203.113.0.0/16", "203.113.4.5", True),
        ("203.113.0.0/16", "10.0.0.1", False),
        ("office, 203.113.0.0/16", "203.113.4.5", True),
        ("", "127.0.0.1", False),
        ("*", "8.8.8.8", True),
        ("*", "", True),
    ],
)
def test_who_may_come(networks: str, address: str, open_: bool) -> None:
    assert Networks.of(networks).hold(address) is open_


@pytest.mark.parametrize("networks", ["10.0.0.0/33", "the office", "10.0.0.0/8;192.168.0.0/16"])
def test_a_rule_that_cannot_be_read_ends_the_start(settings: Settings, networks: str) -> None:
    with pytest.raises(ValueError, match="DIMOTLAN_COUNTER_NETWORKS"):
        create_app(settings.model_copy(update={"counter_networks": networks}))


def from_address(app: TestClient, address: str) -> TestClient:
    return TestClient(app.app, client=(address, 5))


def test_somebody_from_outside_is_told_where_to_ask(client: TestClient) -> None:
    inside, outside = from_address(client, "10.0.0.9"), from_address(client, "8.8.8.8")
    paths = ("/quay", "/quay/1.001193", "/quay/index-moi.json", "/quay/1.001193/mau-02.pdf")
    assert [inside.get(path).status_code for path in paths] == [200] * 4
    replies = [outside.get(path) for path in paths]
    assert [reply.status_code for reply in replies] == [403] * 4
    assert "chỉ mở trong mạng của cơ quan" in replies[0].text
    assert "1.001193" not in replies[1].text


def test_behind_a_proxy_that_nobody_vouches_for_it_stays_closed(client: TestClient) -> None:
    """A proxy on this machine makes everybody look like this machine."""
    local = from_address(client, "127.0.0.1")
    assert local.get("/quay").status_code == 200
    for header in ("X-Forwarded-For", "Forwarded", "X-Real-IP"):
        assert local.get("/quay", headers={header: "10.0.0.9"}).status_code == 403


def test_a_trusted_proxy_says_who_comes(make_client: Callable[..., TestClient]) -> None:
    local = from_address(make_client(trusted_proxies="127.0.0.1"), "127.0.0.1")
    assert local.get("/quay", headers={"X-Forwarded-For": "10.0.0.9"}).status_code == 200
    assert local.get("/quay", headers={"X-Forwarded-For": "8.8.8.8"}).status_code == 403
    # what a stranger writes in front of what the proxy adds is not believed
    assert local.get("/quay", headers={"X-Forwarded-For": "10.0.0.9, 8.8.8.8"}).status_code == 403
