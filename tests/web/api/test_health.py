"""The routes /healthz and /metrics: what they tell of the catalogue and of the last sync."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from fastapi.testclient import TestClient

from knowledge.portal.sync.outcome import Outcome, outcome_file
from knowledge.settings import Settings


def test_the_last_sync_is_told(make_client: Callable[..., TestClient], settings: Settings) -> None:
    client = make_client()
    assert client.get("/healthz").json()["sync"] is None
    now = dt.datetime.now(dt.UTC)
    outcome = Outcome(started=now, finished=now, ok=False, new=2, error="the portal does not answer")
    outcome_file(settings).parent.mkdir()
    outcome_file(settings).write_text(outcome.model_dump_json(), encoding="utf-8")
    sync = client.get("/healthz").json()["sync"]
    assert (sync["ok"], sync["new"], sync["error"]) == (False, 2, "the portal does not answer")
    assert "dimotlan_sync_ok 0.0" in client.get("/metrics").text


def test_health_is_never_limited(make_client: Callable[..., TestClient]) -> None:
    client = make_client(rate_per_minute=1)
    assert {client.get("/metrics").status_code for _ in range(20)} == {200}
    assert {client.get("/healthz").status_code for _ in range(20)} <= {200, 503}
