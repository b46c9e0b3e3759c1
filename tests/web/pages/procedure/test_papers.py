"""One case on paper and in a calendar."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar

from tests.knowledge.checklist.paper.pdf import letters, pages
from tests.web.pages.procedure.conftest import IMPORTED, LISTED, TWIN
from web.pages.procedure.sheets import Sheets, TooBusy

PAGE = "/thu-tuc/1.000001"


def events(reply: Any) -> list[tuple[dt.date, str]]:
    assert reply.status_code == 200
    assert reply.headers["content-type"].startswith("text/calendar")
    return [
        (event.decoded("dtstart"), str(event["summary"])) for event in Calendar.from_ical(reply.content).walk("VEVENT")
    ]


@pytest.mark.parametrize("code", ["1.000001", IMPORTED, TWIN, LISTED])
def test_the_list_of_every_kind_of_procedure_as_one_sheet(site: TestClient, code: str) -> None:
    reply = site.get(f"/thu-tuc/{code}/giay-to.pdf")
    assert reply.headers["content-type"] == "application/pdf"
    assert pages(reply.content) == 1
    assert set(f"http://testserver/thu-tuc/{code}") <= letters(reply.content)


def test_the_sheet_is_of_the_case_and_has_a_name(site: TestClient) -> None:
    reply = site.get(f"{PAGE}/giay-to.pdf?paper=yes&late=no&colour=red")
    assert reply.headers["content-disposition"] == 'inline; filename="viec-thu.pdf"'
    assert set("?paper=yes&late=no") <= letters(reply.content)
    assert reply.content != site.get(f"{PAGE}/giay-to.pdf?paper=no").content
    assert reply.content == site.get(f"{PAGE}/giay-to.pdf?late=no&paper=yes").content, "the same case in another order"


def test_the_page_leads_to_its_sheet_and_its_calendar(site: TestClient) -> None:
    page = site.get(f"{PAGE}?paper=yes&late=no").text.replace("&amp;", "&")
    assert f'href="{PAGE}/giay-to.pdf?paper=yes&late=no"' in page
    assert f'href="{PAGE}/hen.ics?paper=yes&late=no"' in page
    assert re.findall(r'name="han" value="(\d+)"', page) == ["0"], "the second lies before its event"


def test_the_day_of_filing_moves_the_due_day(site: TestClient) -> None:
    found = events(site.get(f"{PAGE}/hen.ics?nop=2026-12-04"))
    assert found == [(dt.date(2026, 12, 4), "Nhận kết quả: Việc thử")]
    assert events(site.get(f"{PAGE}/hen.ics?nop=2026-12-05")) == [(dt.date(2026, 12, 7), "Nhận kết quả: Việc thử")]


def test_the_persons_own_deadline(site: TestClient) -> None:
    own = [(dt.date(2026, 11, 30), "Hạn chót: Việc thử")]
    assert events(site.get(f"{PAGE}/hen.ics?su-kien=2026-10-01")) == own
    assert events(site.get(f"{PAGE}/hen.ics?su-kien=2026-10-01&han=0")) == own
    assert events(site.get(f"{PAGE}/hen.ics?su-kien=2026-10-01&nop=2026-12-04"))[1][1] == "Nhận kết quả: Việc thử"


@pytest.mark.parametrize("query", ["su-kien=2026-10-01&han=1", "su-kien=2026-10-01&han=7", "su-kien=2026-10-01&han=x"])
def test_no_day_is_made_up(site: TestClient, query: str) -> None:
    reply = site.get(f"{PAGE}/hen.ics?{query}")
    assert reply.status_code == 404
    assert "không có ngày nào tính được" in reply.text


@pytest.mark.parametrize("query", ["nop=1/12/2026", "nop=9999-01-01", "su-kien=x"])
def test_a_day_that_is_none_is_refused_in_words(site: TestClient, query: str) -> None:
    reply = site.get(f"{PAGE}/hen.ics?{query}")
    assert reply.status_code == 422
    assert "2026-12-01" in reply.text


@pytest.mark.parametrize("file", ["giay-to.pdf", "hen.ics"])
def test_an_unknown_procedure_has_no_paper(site: TestClient, file: str) -> None:
    assert site.get(f"/thu-tuc/1.000009/{file}").status_code == 404


def test_many_at_once_each_get_their_own(site: TestClient) -> None:
    days = [f"2026-12-{day:02}" for day in range(1, 13)]
    with ThreadPoolExecutor(6) as threads:
        found = list(threads.map(lambda day: site.get(f"{PAGE}/giay-to.pdf?nop={day}"), days))
    assert [reply.status_code for reply in found] == [200] * len(days)
    assert len({reply.content for reply in found}) == len(days)


def test_who_would_wait_too_long_is_told(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    async def busy(*_: object) -> bytes:
        raise TooBusy

    monkeypatch.setattr(Sheets, "get", busy)
    reply = site.get(f"{PAGE}/giay-to.pdf")
    assert (reply.status_code, reply.headers["retry-after"]) == (503, "5")


def test_paper_counts_against_the_address_as_the_api_does(
    make_client: Callable[..., TestClient], catalogue_settings: Any
) -> None:
    client = make_client(catalogue=catalogue_settings.catalogue, var=catalogue_settings.var, rate_per_minute=1)
    assert [client.get(f"{PAGE}/giay-to.pdf").status_code for _ in range(11)] == [200] * 10 + [429]
