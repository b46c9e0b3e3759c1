"""The application: what it serves, and that nothing is opened before it starts."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

from knowledge.settings import Settings
from tests.web.helpers import open_search
from web.app import create_app


def test_nothing_is_opened_before_the_start(tmp_path: Path) -> None:
    def fail(*_: object) -> object:
        raise AssertionError("opened too early")

    create_app(Settings(var=tmp_path / "var"), fail)  # type: ignore[arg-type]
    assert not (tmp_path / "var").exists()


def test_the_schema_names_every_route_and_the_rest_is_hidden(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    api = {"/api/chat", "/api/news", "/api/procedures", "/api/procedures/{code}", "/api/procedures/{code}/checklist"}
    assert set(paths) == api | {"/healthz", "/metrics"}
    assert client.get("/docs").status_code == client.get("/redoc").status_code == 404


def test_the_schema_says_that_an_answer_carries_its_question(client: TestClient) -> None:
    body = client.get("/openapi.json").json()["components"]["schemas"]["ChatRequest"]
    assert set(body["properties"]) == {"session", "text", "payload", "message_id", "answers", "seen"}
    assert "question" in body["properties"]["answers"]["description"]
    assert "required" not in body


def test_it_starts_and_stops_more_than_once(settings: Settings) -> None:
    for _ in range(2):
        with TestClient(create_app(settings, open_search)) as client:
            assert client.get("/").status_code == 200
