"""What all pages of procedures share."""

from __future__ import annotations

from fastapi.testclient import TestClient


def test_every_page_has_a_way_past_the_header_and_a_way_to_a_human(site: TestClient) -> None:
    for path in ("/thu-tuc/1.000001", "/thu-tuc", "/thu-tuc/khong-co", "/thu-tuc/lam-thu"):
        page = site.get(path).text
        assert '<html lang="vi">' in page
        assert '<a class="skip" href="#main">' in page
        assert '<main id="main" tabindex="-1">' in page
        assert page.count("<h1>") == 1
        assert 'href="tel:18001096"' in page
        assert "không phải quyết định của cơ quan nhà nước" in page


def test_what_is_lost_or_said_once_is_kept_out_of_search_engines(site: TestClient) -> None:
    assert '<meta name="robots" content="noindex">' in site.get("/thu-tuc/khong-co").text
    assert "noindex" not in site.get("/thu-tuc/1.000001").text


def test_a_page_is_asked_for_each_time(site: TestClient) -> None:
    reply = site.get("/thu-tuc/1.000001")
    assert (reply.headers["cache-control"], reply.headers["vary"]) == ("no-cache", "Accept-Encoding")
