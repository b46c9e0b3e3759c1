"""The pages of procedures as a browser without JavaScript, a crawler and a stranger meet them."""

from __future__ import annotations

import gzip
import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.settings import Settings
from tests.web.pages.procedure.conftest import IMPORTED, LISTED, OTHER_TWIN, TWIN

PAGE = "/thu-tuc/1.000001"


def text_of(client: TestClient, path: str, status: int = 200) -> str:
    """The text of a page, without its markup."""
    reply = client.get(path)
    assert reply.status_code == status, path
    shown = re.sub(r"<script.*?</script>|<[^>]+>", " ", reply.text, flags=re.DOTALL)
    return " ".join(html.unescape(shown).split())


def test_the_page_shows_everything_that_is_known(site: TestClient) -> None:
    page = text_of(site, f"{PAGE}?paper=yes&late=yes")
    for part in (
        "Việc thử Để thử <trang>.",
        "Tên chính thức: Thủ tục thử",
        "Mã 1.000001 · Cấp xã · Lĩnh vực Thử",
        "Có giấy không? Có giấy Sửa",
        "Giấy tờ cần mang (2) Có giấy không? Có giấy Quá hạn chưa? Quá rồi FORM – nộp 1 bản chính",
        "PROOF – nộp 1 bản chính",
        "5.000 đồng",
        "Không cần mang (1) EXTRA",
        "Làm trong 60 ngày kể từ ngày sinh con. Quá hạn thì mất phí.",
        "Các bước Nộp tờ khai.",
        "Thủ tục <khác> nếu đã có giấy",
        "Cổng Dịch vụ công quốc gia, đọc ngày 18/07/2026",
    ):
        assert part in page, part
    assert "Trang này lấy thẳng" not in page
    assert "bỏ qua" not in page


def test_only_questions_that_apply_are_asked(site: TestClient) -> None:
    names = re.compile(r'<input type="radio" name="(\w+)"')
    assert set(names.findall(site.get(PAGE).text)) == {"paper", "late"}
    assert set(names.findall(site.get(f"{PAGE}?paper=no").text)) == {"paper", "seen", "late"}
    asked = site.get(f"{PAGE}?paper=no").text
    assert re.search(r'name="paper" value="no" checked', asked)


def test_a_case_that_belongs_elsewhere_is_led_there_and_asked_no_more(site: TestClient) -> None:
    page = site.get(f"{PAGE}?paper=no&seen=no").text
    assert '<a class="button" href="/thu-tuc/1.000002">' in page
    assert 'name="late"' not in page


@pytest.mark.parametrize("query", ["paper=maybe", "colour=red", "paper=yes&colour=red", "paper=%FF%00"])
def test_what_does_not_fit_is_left_out_and_said(site: TestClient, query: str) -> None:
    assert "đã được bỏ qua" in text_of(site, f"{PAGE}?{query}")


@pytest.mark.parametrize("query", ["", "fbclid=x&utm_source=zalo", "paper=", "paper=yes"])
def test_what_fits_or_belongs_to_others_is_no_fault(site: TestClient, query: str) -> None:
    assert "bỏ qua" not in text_of(site, f"{PAGE}?{query}")


def test_imported_records_are_introduced_as_what_they_are(site: TestClient) -> None:
    page = text_of(site, f"/thu-tuc/{IMPORTED}")
    assert "Theo Cổng DVCQG (chưa được biên soạn lại)" in page
    assert "Giấy tờ cần mang (2) Tờ khai – nộp 1 bản chính" in page
    assert "Trích nguyên văn bản công bố Bước 1: nộp hồ sơ tại Bộ phận Một cửa." in page
    listed = text_of(site, f"/thu-tuc/{LISTED}")
    assert "Cổng chưa công bố thành phần hồ sơ: hỏi Một cửa trước khi đi." in listed


def test_a_procedure_of_several_provinces_asks_which(site: TestClient) -> None:
    page = site.get(f"/thu-tuc/{TWIN}").text
    assert {"dien_bien", "lai_chau", "elsewhere"} <= set(re.findall(r'name="province" value="(\w+)"', page))
    assert f'href="/thu-tuc/{OTHER_TWIN}"' in site.get(f"/thu-tuc/{TWIN}?province=lai_chau").text
    assert site.get(f"/thu-tuc/{OTHER_TWIN}").status_code == 200


@pytest.mark.parametrize("name", ["1.000009", "khong-co", "x" * 3_000, "%00", "1.000001%2Fx", "<script>"])
def test_an_unknown_procedure_is_a_page_that_helps(site: TestClient, name: str) -> None:
    reply = site.get(f"/thu-tuc/{name}")
    assert reply.status_code == 404
    if reply.headers["content-type"].startswith("text/html"):
        assert '<form class="search" action="/" method="get" role="search">' in reply.text
        assert 'name="hoi"' in reply.text
        assert "<script>" not in reply.text


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("thu-tuc-thu", 302),
        ("Thủ tục thử", 302),
        ("viec-thu", 302),
        ("1.000001.000.00.00.H41", 301),
        (" 1.000001", 301),
    ],
)
def test_names_and_old_codes_lead_to_the_code(site: TestClient, name: str, status: int) -> None:
    reply = site.get(f"/thu-tuc/{name}?paper=yes")
    assert (reply.status_code, reply.headers["location"]) == (status, f"{PAGE}?paper=yes")


def test_a_name_of_several_is_asked_about(site: TestClient) -> None:
    reply = site.get("/thu-tuc/lam-thu")
    assert reply.status_code == 300
    assert re.findall(r'<li><a href="(/thu-tuc/[\d.]+)"', reply.text) == [PAGE, "/thu-tuc/1.000002"]


def test_the_list_leads_to_every_procedure(site: TestClient) -> None:
    fields = re.findall(r'href="(/thu-tuc\?linh-vuc=[^"]+)"', site.get("/thu-tuc").text)
    found = {code for field in fields for code in re.findall(r'href="/thu-tuc/(\d\.\d{6})"', site.get(field).text)}
    assert found == {"1.000001", "1.000002", IMPORTED, TWIN, LISTED}
    assert site.get("/thu-tuc?linh-vuc=khong-co").status_code == 404


def _linked_data(page: str) -> list[dict[str, Any]]:
    return [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)]


def test_link_preview_and_linked_data(make_client: Callable[..., TestClient], catalogue_settings: Any) -> None:
    client = make_client(
        catalogue=catalogue_settings.catalogue, var=catalogue_settings.var, public_url="https://mot-cua.example/"
    )
    page = client.get(f"{PAGE}?paper=yes").text
    assert '<link rel="canonical" href="https://mot-cua.example/thu-tuc/1.000001">' in page
    assert '<meta property="og:title" content="Việc thử">' in page
    assert '<meta property="og:url" content="https://mot-cua.example/thu-tuc/1.000001?paper=yes">' in page
    service, public = _linked_data(page)
    assert (service["@type"], public["@type"]) == ("GovernmentService", "cpsv:PublicService")
    assert service["description"] == "Để thử <trang>.", "markup in a text stays text"
    assert "&lt;trang&gt;" in page
    described = re.findall(r'<meta name="description" content="([^"]*)"', page)
    assert described == ["Việc thử: đúng giấy tờ cho trường hợp của bạn, lệ phí, thời hạn, nơi làm."]


def test_without_the_setting_addresses_are_those_of_the_request(site: TestClient) -> None:
    page = site.get(PAGE, headers={"Host": "mot-cua.example"}).text
    assert '<link rel="canonical" href="http://mot-cua.example/thu-tuc/1.000001">' in page
    hostile = site.get(PAGE, headers={"Host": 'evil"><script>'}).text
    assert "evil" not in hostile


def test_sitemap_and_robots(site: TestClient) -> None:
    sitemap = site.get("/sitemap.xml")
    assert sitemap.headers["content-type"].startswith("application/xml")
    paths = re.findall(r"<loc>http://testserver([^<]+)</loc>", sitemap.text)
    pages = {f"/thu-tuc/{code}" for code in ("1.000001", "1.000002", IMPORTED, TWIN, OTHER_TWIN, LISTED)}
    assert set(paths) == {"/", "/thu-tuc"} | pages
    assert "<lastmod>2026-06-01</lastmod>" in sitemap.text
    assert site.get("/sitemap-1.xml").text == sitemap.text
    assert site.get("/sitemap-2.xml").status_code == 404
    assert "Sitemap: http://testserver/sitemap.xml" in site.get("/robots.txt").text


def test_what_the_office_announces_stands_on_every_page(
    make_client: Callable[..., TestClient], catalogue_settings: Any, tmp_path: Path
) -> None:
    notice = tmp_path / "notice.yml"
    notice.write_text("notices: [{text: Hôm nay cúp điện.}]\n", encoding="utf-8")
    client = make_client(catalogue=catalogue_settings.catalogue, var=catalogue_settings.var, notice=notice)
    assert all("Hôm nay cúp điện." in client.get(path).text for path in (PAGE, "/thu-tuc", "/thu-tuc/khong-co"))


def test_authored_procedures_of_all_fields_have_their_page(make_client: Callable[..., TestClient]) -> None:
    client = make_client(catalogue=Settings().catalogue)
    entries = sorted(client.app.state.services.library.catalogue.entries.values(), key=lambda entry: entry.code)  # type: ignore[attr-defined]
    chosen = {entry.field: entry.code for entry in entries} | {entry.code: entry.code for entry in entries[::7]}
    assert len(set(chosen.values())) > 30
    for code in set(chosen.values()):
        reply = client.get(f"/thu-tuc/{code}")
        assert reply.status_code == 200, code
        assert [data["@type"] for data in _linked_data(reply.text)] == ["GovernmentService", "cpsv:PublicService"], code
        assert 'id="giay-to"' in reply.text, code


def test_a_page_needs_no_script_and_no_other_host(site: TestClient) -> None:
    for path in (PAGE, f"/thu-tuc/{IMPORTED}", "/thu-tuc", "/thu-tuc/khong-co", "/thu-tuc/lam-thu"):
        page = site.get(path).text
        assert not re.search(r"<script(?! type=\"application/ld\+json\")", page)
        assert " style=" not in page
        assert " on" + "click" not in page
        loaded = re.findall(r"""<(?:link rel="(?:icon|stylesheet)"|img)[^>]* (?:src|href)="([^"]+)""", page)
        assert loaded
        assert all(address.startswith(("/static/", "data:image/svg+xml,")) for address in loaded)


def test_it_is_compressed_for_whoever_takes_that(site: TestClient) -> None:
    packed = site.get(PAGE, headers={"Accept-Encoding": "gzip"})
    plain = site.get(PAGE, headers={"Accept-Encoding": "identity"})
    assert (packed.headers["content-encoding"], "content-encoding" in plain.headers) == ("gzip", False)
    assert packed.text == plain.text
    assert len(gzip.compress(plain.content)) < 8_000
    assert site.head(PAGE).status_code == 200


def test_an_address_that_asks_too_much_is_told_so_in_a_page(
    make_client: Callable[..., TestClient], catalogue_settings: Any
) -> None:
    client = make_client(catalogue=catalogue_settings.catalogue, var=catalogue_settings.var, rate_per_minute=1)
    replies = [client.get(PAGE) for _ in range(11)]
    assert [reply.status_code for reply in replies] == [200] * 10 + [429]
    assert "Retry-After" in replies[-1].headers
    assert "<h1>" in replies[-1].text


WORDS = ["paper", "seen", "late", "yes", "no", "unknown", "nop", "su-kien", "han", "2026-12-01", "0", ""]
VALUES = st.sampled_from(WORDS)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    pairs=st.lists(st.tuples(VALUES | st.text(max_size=20), VALUES | st.text(max_size=200)), max_size=12),
    page=st.sampled_from(["", "/giay-to.pdf", "/hen.ics"]),
    code=st.sampled_from(["1.000001", IMPORTED, TWIN, LISTED]) | st.text(min_size=1, max_size=20),
)
def test_no_address_breaks_a_page(site: TestClient, pairs: list[tuple[str, str]], page: str, code: str) -> None:
    try:
        reply = site.get(f"/thu-tuc/{code}{page}", params=pairs)
    except (httpx.InvalidURL, UnicodeError):
        return  # the client itself refuses to send such an address
    assert reply.status_code in (200, 300, 301, 302, 404, 422), reply.text
    if reply.headers.get("content-type", "").startswith("text/html"):
        assert "<script>" not in reply.text


def test_raw_bytes_in_a_query_break_nothing(site: TestClient) -> None:
    for query in (
        "paper=%ED%A0%80",
        "%00=%00",
        "&&&==",
        "paper=yes;late=no",
        "a" * 6_000,
        "paper[]=yes",
        "paper=yes#x",
    ):
        assert site.get(f"{PAGE}?{query}").status_code == 200, query
