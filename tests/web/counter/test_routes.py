"""The page of the counter and what it fetches."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

CODE = "1.001193"


def config_of(page: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(html.unescape(re.findall(r'id="config">(.*?)</script>', page)[0]))
    return found


def test_every_address_of_the_counter_is_the_same_page(clerk: TestClient) -> None:
    pages = [clerk.get(path) for path in ("/quay", f"/quay/{CODE}", f"/quay/{CODE}?birth_proof=none", "/quay/nothing")]
    assert {page.status_code for page in pages} == {200}
    assert len({page.text for page in pages}) == 1
    assert pages[0].headers["cache-control"] == "no-cache"
    assert pages[0].headers["x-frame-options"] == "DENY"


def test_the_page_has_no_inline_script_style_or_outside_host(clerk: TestClient) -> None:
    page = clerk.get("/quay").text
    assert not re.search(r"""(src|href)=["'](https?:)?//""", page)
    assert "style=" not in page
    scripts = re.findall(r"<script([^>]*)>", page)
    assert all("src=" in attributes or "application/json" in attributes for attributes in scripts)


def test_the_index_is_sent_once_and_kept(clerk: TestClient) -> None:
    address = config_of(clerk.get("/quay").text)["index"]
    reply = clerk.get(address)
    assert reply.json()["codes"] == [CODE]
    assert "immutable" in reply.headers["cache-control"]
    assert reply.headers["content-encoding"] == "gzip"
    assert clerk.get("/quay/index-moi.json").json() == {"index": address}
    assert clerk.get("/quay/index-000000000000.json").status_code == 404


def test_links_on_paper_lead_to_the_public_address(make_client: Callable[..., TestClient]) -> None:
    client = TestClient(make_client(public_url="https://motcua.example/").app, client=("10.0.0.9", 5))
    assert config_of(client.get("/quay").text)["base"] == "https://motcua.example"


def test_a_procedure_that_never_changed_has_no_changes(clerk: TestClient) -> None:
    assert clerk.get(f"/quay/{CODE}/thay-doi.json").json() == {"day": None, "changes": []}
    assert clerk.get("/quay/9.999999/thay-doi.json").status_code == 404


@pytest.mark.parametrize("form", ["mau-01", "mau-02"])
def test_a_blank_slip_is_a_pdf(clerk: TestClient, form: str) -> None:
    query = "birth_proof=none&witness=no&giay=to_khai&giay=cam_doan&nop=2026-11-30T09:00"
    reply = clerk.get(f"/quay/{CODE}/{form}.pdf?{query}")
    assert reply.status_code == 200
    assert reply.content.startswith(b"%PDF-")
    assert reply.headers["content-type"] == "application/pdf"
    assert f"{form}-{CODE}.pdf" in reply.headers["content-disposition"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/quay/{CODE}/mau-03.pdf", 404),
        ("/quay/9.999999/mau-01.pdf", 404),
        (f"/quay/{CODE}/mau-01.pdf?colour=red", 422),
        (f"/quay/{CODE}/mau-01.pdf?nop=9999-12-31T23:59", 422),
        (f"/quay/{CODE}/mau-01.pdf?nop=0001-01-01T00:00%2B14:00", 422),
        (f"/quay/{CODE}/mau-01.pdf?nop=yesterday", 422),
    ],
)
def test_what_does_not_fit_is_refused(clerk: TestClient, path: str, status: int) -> None:
    assert clerk.get(path).status_code == status


def test_a_list_can_be_asked_for_as_of_a_moment(clerk: TestClient) -> None:
    def due(received: str) -> str:
        reply = clerk.post(f"/api/procedures/{CODE}/checklist", json={"facts": {}, "received": received})
        return str(reply.json()["due_date"])

    assert due("2026-11-30T09:00") == "2026-11-30"
    assert due("2026-11-30T15:30") == "2026-12-01"
    assert due("2026-11-30T02:00+00:00") == "2026-11-30", "09:00 in Việt Nam"
    assert due("2026-12-04T16:00") == "2026-12-07", "Friday afternoon: Monday"
    for far in ("2099-01-01T00:00", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00", "soon"):
        body: dict[str, Any] = {"facts": {}, "received": far}
        assert clerk.post(f"/api/procedures/{CODE}/checklist", json=body).status_code == 422, far
