"""The client keeps its rate, repeats what may pass, and says plainly why it gives up."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from knowledge.errors import PortalError
from knowledge.portal.sync import client as client_module
from knowledge.portal.sync.client import PortalClient
from tests.knowledge.portal.stand import Stand, code, record, standing

RECORD_ID = record(1)["detail"]["id"]


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Stand]:
    with standing(tmp_path, 12) as stand:
        yield stand


def test_list_and_detail(stand: Stand) -> None:
    with stand.client() as client:
        first = client.page(limit=10)
        second = client.page(first.cursor, limit=10)
        assert [len(first.items), len(second.items), second.cursor] == [10, 2, None]
        assert client.detail(RECORD_ID) == record(1)["detail"]
        assert client.requests == 3


@pytest.mark.parametrize(
    "fault", [{"status": 500}, {"status": 503, "retry_after": 0}, {"status": 429}, {"html": True}, {"cut": True}]
)
def test_what_passes_is_tried_again(stand: Stand, fault: dict[str, Any]) -> None:
    stand.tell(next=[fault, fault])
    with stand.client() as client:
        assert len(client.page(limit=10).items) == 10
        assert client.requests == 3


def test_retry_after_is_honoured(stand: Stand) -> None:
    stand.tell(next=[{"status": 429, "retry_after": 1}])
    start = time.perf_counter()
    with stand.client() as client:
        client.detail(RECORD_ID)
    assert time.perf_counter() - start >= 1.0


def test_a_retry_after_beyond_patience_ends_it(stand: Stand) -> None:
    stand.tell(next=[{"status": 503, "retry_after": 7200}])
    with stand.client() as client, pytest.raises(PortalError, match="in 120 minutes") as caught:
        client.page()
    assert (caught.value.come_back, client.requests) == (7200, 1)


def test_it_gives_up_after_its_tries(stand: Stand) -> None:
    stand.tell(fail_every=1)
    with stand.client(tries=4) as client, pytest.raises(PortalError, match=r"status 503 \(4 tries\)") as caught:
        client.page()
    assert (client.requests, caught.value.status, caught.value.only_this_record) == (4, 503, False)


def test_a_slow_response_is_not_waited_for(stand: Stand) -> None:
    stand.tell(next=[{"delay": 3}])
    with stand.client(timeout=0.2) as client:
        client.page()
        assert client.requests == 2


def test_a_response_byte_by_byte_is_not_waited_for(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "RESPONSE_WITHIN", -1.0)
    with stand.client(tries=2) as client, pytest.raises(PortalError, match="not whole after"):
        client.page()


def test_a_response_too_large_is_refused(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "MAX_RESPONSE", 100)
    with stand.client() as client, pytest.raises(PortalError, match="more than") as caught:
        client.detail(RECORD_ID)
    assert caught.value.only_this_record


def test_a_missing_record_says_nothing_of_the_others(stand: Stand) -> None:
    stand.tell(broken={code(1): 404})
    with stand.client() as client:
        for missing in (RECORD_ID, "nobody"):
            with pytest.raises(PortalError) as caught:
                client.detail(missing)
            assert caught.value.only_this_record
        assert client.requests == 2


@pytest.mark.parametrize(("status", "message"), [(403, "refuses this machine"), (404, "address"), (302, "leads to")])
def test_what_lasts_is_not_tried_again(stand: Stand, status: int, message: str) -> None:
    stand.tell(fail_every=1, fail_status=status)
    with stand.client() as client:
        with pytest.raises(PortalError, match=message):
            client.page()
        assert client.requests == 1


def test_nobody_there() -> None:
    with (
        PortalClient("http://127.0.0.1:9/api/v1", 1_000, tries=2, first_wait=0.01) as client,
        pytest.raises(PortalError, match=r"ConnectError.*2 tries.*try again later"),
    ):
        client.page()


def test_the_rate_is_kept(stand: Stand) -> None:
    stand.tell(next=[{"status": 500}])
    with stand.client(rate=20) as client:
        start = time.perf_counter()
        for _ in range(5):
            client.detail(RECORD_ID)
    assert client.requests == 6
    assert time.perf_counter() - start >= 5 / 20


@pytest.mark.parametrize(
    "base",
    ["", "dichvucong.gov.vn", "ftp://x/api", "http://", "http://[", "file:///etc/passwd", "http://x:-1", "http://a b"],
)
def test_what_is_no_address(base: str) -> None:
    with pytest.raises(PortalError, match="no address"):
        PortalClient(base)


@pytest.mark.parametrize("rate", [0, -1, float("nan"), float("inf")])
def test_what_is_no_rate(rate: float) -> None:
    with pytest.raises(PortalError, match="rate"):
        PortalClient("http://127.0.0.1", rate)
