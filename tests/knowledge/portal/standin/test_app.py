"""The stand-in responds as the portal does, and misbehaves as it is told."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from knowledge.errors import KnowledgeError
from knowledge.portal.standin.app import listen
from knowledge.portal.sync.client import DETAIL, LIST
from tests.knowledge.portal.stand import Stand, code, record, standing


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Stand]:
    with standing(tmp_path, 25) as stand:
        yield stand


def post(stand: Stand, path: str, **body: Any) -> httpx.Response:
    return stand.http.post(stand.base + path, json=body)


def test_the_list_is_walked_by_its_cursor(stand: Stand) -> None:
    seen: list[str] = []
    cursor = None
    for _ in range(3):
        data = post(stand, LIST, limit=10, lastId=cursor, q="", categoryId=None, departmentCode=None).json()["data"]
        seen += [item["code"] for item in data["items"]]
        cursor = data["lastId"]
    assert seen == [code(number) for number in range(1, 26)]
    assert cursor is None


def test_a_record_that_goes_does_not_move_the_cursor(stand: Stand) -> None:
    first = post(stand, LIST, limit=10).json()["data"]
    stand.tell(remove=[code(10)])  # the record at the cursor
    second = post(stand, LIST, limit=10, lastId=first["lastId"]).json()["data"]
    assert second["items"][0]["code"] == code(11)


def test_search_in_the_list(stand: Stand) -> None:
    assert [item["code"] for item in post(stand, LIST, q="thu so 17").json()["data"]["items"]] == [code(17)]
    assert post(stand, LIST, departmentCode="nobody").json()["data"] == {"items": [], "lastId": None}
    assert post(stand, LIST, categoryId="nothing").json()["data"]["items"] == []


def test_a_detail(stand: Stand) -> None:
    assert post(stand, DETAIL, id=record(3)["detail"]["id"]).json()["data"] == record(3)["detail"]
    assert post(stand, DETAIL, id="nobody").json() == {"data": None}


def test_misuse(stand: Stand) -> None:
    assert post(stand, LIST, limit=-1).status_code == 400
    assert post(stand, LIST, limit="many").status_code == 400
    assert stand.http.post(stand.base + LIST, content=b"{").status_code == 400
    assert stand.http.get(stand.base + LIST).status_code == 405
    assert post(stand, "/nowhere").status_code == 404
    refused: tuple[Any, ...] = (
        {"colour": 1},
        {"delay": -1},
        {"fail_share": 2},
        {"next": [{"status": 1}]},
        {"add": [{}]},
        [],
        "x",
    )
    for wrong in refused:
        assert stand.http.post(stand.control, json=wrong).status_code == 400, wrong
    assert stand.http.post(stand.control, json={"remove": ["9.999999"]}).status_code == 404
    assert post(stand, LIST).status_code == 200


def test_change_remove_add(stand: Stand) -> None:
    stand.tell(change={code(1): {"detail": {"decisionNo": "9/QĐ"}}, code(2): {"name": "Tên mới", "isWard": None}})
    stand.tell(remove=[code(3)], add=[record(26)["detail"]])
    items = {item["code"]: item for item in post(stand, LIST, limit=100).json()["data"]["items"]}
    assert code(3) not in items
    assert items[code(26)]["categories"] == ["Hộ tịch"]
    assert items[code(2)]["name"] == "Tên mới"
    assert post(stand, DETAIL, id=items[code(1)]["id"]).json()["data"]["decisionNo"] == "9/QĐ"
    assert "isWard" not in post(stand, DETAIL, id=items[code(2)]["id"]).json()["data"]


def test_it_misbehaves_for_the_next_requests(stand: Stand) -> None:
    stand.tell(next=[{"status": 429, "retry_after": 7}, {"html": True}, {"cut": True}, {"delay": 0.2}, {"status": 500}])
    failed = post(stand, LIST)
    assert (failed.status_code, failed.headers["Retry-After"]) == (429, "7")
    assert post(stand, LIST).text.startswith("<!doctype html>")
    with pytest.raises(httpx.RemoteProtocolError):
        post(stand, LIST)
    start = time.perf_counter()
    assert post(stand, LIST).status_code == 200
    assert time.perf_counter() - start >= 0.2
    assert [post(stand, LIST).status_code for _ in range(2)] == [500, 200]
    assert stand.asked()["answers"] == {"429": 1, "html": 1, "cut": 1, "200": 2, "500": 1}


def test_it_misbehaves_every_so_often_and_in_a_single_call(stand: Stand) -> None:
    stand.tell(fail_every=3, only="detail", broken={code(5): 404})
    assert [post(stand, LIST).status_code for _ in range(3)] == [200] * 3
    ids = [record(number)["detail"]["id"] for number in (1, 2, 4)]
    assert [post(stand, DETAIL, id=record_id).status_code for record_id in ids] == [200, 200, 503]
    assert post(stand, DETAIL, id=record(5)["detail"]["id"]).status_code == 404
    stand.tell(fail_every=0, fail_share=1, only=None)
    assert post(stand, LIST).status_code == 503


def test_a_taken_port_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(KnowledgeError, match="--port"):
            listen(taken.getsockname()[1])
