"""The procedures as JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from knowledge.checklist.as_text import checklist_text
from knowledge.checklist.build import build_checklist
from knowledge.errors import IndexMissing
from knowledge.messages import Checklist
from knowledge.provinces import province_key
from tests.web.helpers import wait_for

CODE = "1.001193"


def test_the_list_and_its_limit(client: TestClient) -> None:
    body = client.get("/api/procedures").json()
    assert body["total"] == 1
    assert "question" not in body
    line = body["procedures"][0]
    assert (line["code"], line["name"], line["field_name"]) == (CODE, "Đăng ký khai sinh", "Hộ tịch")
    for bad in ("0", "101", "x"):
        assert client.get("/api/procedures", params={"limit": bad}).json()["error"]["code"] == "invalid_request"


def test_search_ranks_and_says_its_decision(client: TestClient) -> None:
    wait_for(lambda: client.get("/api/procedures", params={"q": "đẻ con"}).status_code == 200)
    body = client.get("/api/procedures", params={"q": "  đẻ con\u200b "}).json()
    assert (body["question"], body["decision"], body["procedures"][0]["score"]) == ("đẻ con", "answer", 0.9)


def test_search_without_an_index_says_so(make_client: Callable[..., TestClient]) -> None:
    def missing(*_: object) -> object:
        raise IndexMissing("no index")

    client = make_client(search=missing)
    refused = client.get("/api/procedures", params={"q": "khai sinh"})
    assert refused.status_code == 503
    assert refused.json()["error"]["code"] == "search_not_ready"
    assert client.get("/api/procedures").status_code == 200


def test_one_procedure_without_its_search_words(client: TestClient) -> None:
    body = client.get(f"/api/procedures/{CODE}").json()
    assert [question["id"] for question in body["questions"]] == ["birth_proof", "witness", "within_60_days", "filer"]
    assert body["questions"][1]["when"] == {"birth_proof": ["none"]}
    assert body["documents"][0]["name"] == "Tờ khai đăng ký khai sinh"
    assert body["results"] == ["Giấy khai sinh"]
    assert "aliases" not in body
    assert "hears" not in body["questions"][0]["options"][0]
    assert client.get(f"/api/procedures/{CODE}.000.00.00.H41").json()["code"] == CODE


@pytest.mark.parametrize("code", ["9.999999", "x", "💥", "1.001193x"])
def test_an_unknown_code_is_404(client: TestClient, code: str) -> None:
    for reply in (client.get(f"/api/procedures/{code}"), client.post(f"/api/procedures/{code}/checklist", json={})):
        assert reply.status_code == 404
        assert reply.json()["error"]["code"] == "unknown_procedure"


def test_a_checklist_for_one_case(client: TestClient) -> None:
    facts = {"birth_proof": "none", "witness": "yes", "within_60_days": "yes", "filer": "self"}
    reply = client.post(f"/api/procedures/{CODE}/checklist", json={"facts": facts})
    checklist = Checklist.model_validate(reply.json())
    needed = [line.type for line in checklist.documents if not line.only_if]
    assert needed == ["to_khai", "lam_chung", "tuy_than", "ket_hon"]
    assert checklist.documents[1].submit is not None
    assert checklist.documents[1].submit.original == 2
    assert checklist.due_date is not None


def test_a_checklist_as_the_text_that_the_assistant_says(client: TestClient) -> None:
    where, body = f"/api/procedures/{CODE}/checklist", {"facts": {"birth_proof": "none"}}
    reply = client.post(where, json=body, headers={"Accept": "text/plain"})
    assert reply.headers["content-type"].startswith("text/plain")
    assert reply.text == checklist_text(Checklist.model_validate(client.post(where, json=body).json()))


def test_open_questions_stay_in_the_list(client: TestClient) -> None:
    lines = client.post(f"/api/procedures/{CODE}/checklist", json={}).json()["documents"]
    assert any(line["only_if"] for line in lines)
    assert any(not line["only_if"] for line in lines)


@pytest.mark.parametrize(
    ("facts", "code", "named"),
    [
        ({"colour": "red"}, "unknown_question", "birth_proof, witness, within_60_days, filer"),
        ({"birth_proof": "maybe"}, "unknown_value", "paper, electronic, none, unknown"),
        ({"birth_proof": ["none"]}, "invalid_request", "facts.birth_proof"),
        ("x", "invalid_request", "facts"),
    ],
)
def test_wrong_facts_are_refused_with_what_is_allowed(client: TestClient, facts: object, code: str, named: str) -> None:
    refused = client.post(f"/api/procedures/{CODE}/checklist", json={"facts": facts})
    assert refused.status_code == 422
    assert refused.json()["error"]["code"] == code
    assert named in refused.json()["error"]["message"]


def test_the_checklist_follows_the_offices_province(
    make_client: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    built = build_checklist

    def build(*arguments: Any) -> Checklist:
        asked.append(arguments[4])
        return built(*arguments)

    monkeypatch.setattr("web.library.build_checklist", build)
    client = make_client(province="Bình Định")
    assert client.post(f"/api/procedures/{CODE}/checklist", json={"facts": {}}).status_code == 200
    assert [province_key(name) for name in asked] == ["gia_lai"]
