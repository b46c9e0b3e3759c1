"""/metrics: requests by route pattern, and the state of the catalogue, in Prometheus' text form."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

from fastapi.testclient import TestClient

from web.channels.channel import PushingChannel
from web.operations.metrics import Metrics


def test_requests_are_counted_by_pattern_and_known_methods_only() -> None:
    metrics = Metrics()
    metrics.request("GET", "/api/procedures/{code}", 200, 0.02)
    metrics.request("BREW", "unmatched", 405, 0.001)
    text = metrics.text().decode()
    assert 'dimotlan_requests_total{method="GET",path="/api/procedures/{code}",status="200"} 1.0' in text
    assert 'method="other"' in text
    assert "BREW" not in text
    assert 'dimotlan_request_seconds_bucket{le="0.025",path="/api/procedures/{code}"} 1.0' in text


def test_two_applications_share_nothing() -> None:
    first, second = Metrics(), Metrics()
    first.request("GET", "/", 200, 0.1)
    assert "dimotlan_requests_total{" not in second.text().decode()


def test_the_catalogue_is_told_and_nothing_that_was_written(client: TestClient) -> None:
    client.get("/api/procedures/bimatcuatoi")
    text = client.get("/metrics").text
    assert 'dimotlan_procedures{kind="authored"} 1.0' in text
    assert "dimotlan_catalogue_refused 0.0" in text
    assert "dimotlan_sync_ok" not in text
    assert "bimatcuatoi" not in text


def test_what_a_channel_counts_and_its_problems_are_told() -> None:
    metrics = Metrics()
    counts, problems = {"messages_sent": 2}, {"token": "expires tomorrow"}
    zalo = SimpleNamespace(name="zalo", counts=counts, problems=lambda: problems)
    metrics.watch_channels([cast(PushingChannel, zalo)])
    counts["messages_sent"] += 1
    text = metrics.text().decode()
    assert 'dimotlan_channel_events_total{channel="zalo",event="messages_sent"} 3.0' in text
    assert 'dimotlan_channel_problem{channel="zalo",problem="token"} 1.0' in text
    problems.clear()
    assert "dimotlan_channel_problem{" not in metrics.text().decode()
