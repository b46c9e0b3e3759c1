"""Whatever is sent, the gateway answers in its own shapes and never with a 500."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given
from hypothesis import settings as budget
from hypothesis import strategies as st

from knowledge.settings import Settings
from tests.web.helpers import CATALOGUE, open_search
from tests.web.stand_in import StandIn
from web.app import create_app

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=10,
)
ANY_TEXT = st.text(alphabet=st.characters(codec=None, exclude_categories=()), max_size=300)
BODY = st.fixed_dictionaries(
    {},
    optional={
        "session": ANY_TEXT | JSON,
        "text": ANY_TEXT | JSON,
        "payload": ANY_TEXT | JSON,
        "message_id": ANY_TEXT,
        "answers": ANY_TEXT | JSON,
    },
)
QUICK = budget(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    rasa = StandIn()
    var: Path = tmp_path_factory.mktemp("var")
    settings = Settings(
        var=var, catalogue=CATALOGUE, rasa_port=rasa.port, actions_port=rasa.port, rate_per_minute=10**6
    )
    with TestClient(create_app(settings, open_search), raise_server_exceptions=False) as client:
        yield client
    rasa.stop()


def _post(client: TestClient, path: str, content: bytes) -> tuple[int, Any]:
    reply = client.post(path, content=content, headers={"content-type": "application/json"})
    return reply.status_code, reply.json()


def _check(status: int, body: Any) -> None:
    if status == 200:
        assert body["session"]
        assert body["messages"]
        assert all(message["text"] for message in body["messages"])
    else:
        assert status in (400, 413, 422), (status, body)
        assert set(body["error"]) == {"code", "message"}
        assert body["error"]["message"]


@QUICK
@given(body=BODY | JSON)
def test_any_json(served: TestClient, body: Any) -> None:
    _check(*_post(served, "/api/chat", json.dumps(body).encode()))


@QUICK
@given(text=ANY_TEXT)
def test_any_text(served: TestClient, text: str) -> None:
    _check(*_post(served, "/api/chat", json.dumps({"text": text}).encode()))


@QUICK
@given(content=st.binary(max_size=400))
def test_any_bytes(served: TestClient, content: bytes) -> None:
    _check(*_post(served, "/api/chat", content))


@QUICK
@given(
    facts=JSON
    | st.dictionaries(
        st.sampled_from(["birth_proof", "witness", "filer"]), st.sampled_from(["none", "yes", "self", "unknown", "x"])
    )
)
def test_any_facts(served: TestClient, facts: Any) -> None:
    status, body = _post(served, "/api/procedures/1.001193/checklist", json.dumps({"facts": facts}).encode())
    assert (status == 200 and body["type"] == "checklist") or (status in (400, 422) and body["error"]["message"])


@QUICK
@given(
    question=ANY_TEXT.filter(lambda text: not any("\ud800" <= char <= "\udfff" for char in text)), limit=st.integers()
)
def test_any_question(served: TestClient, question: str, limit: int) -> None:
    reply = served.get("/api/procedures", params={"q": question, "limit": limit})
    assert reply.status_code in (200, 422, 503)
