"""What happens when something does not come, and how little has to come."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.web.page.conftest import Site
from tests.web.page.handling import say

MOST_BYTES = 30_000
MOST_REQUESTS = 8


def test_without_the_script_a_line_says_so(page: Page, site: Site) -> None:
    page.route("**/chat.js", lambda route: route.abort())
    page.goto(site.url)
    line = page.locator("#watchdog")
    expect(line).to_be_hidden()  # the script may still be on its way
    expect(line).to_be_visible(timeout=20_000)
    expect(line).to_contain_text("Trang chưa tải xong")
    page.unroute("**/chat.js")
    line.get_by_role("link", name="tải lại trang").click()
    expect(page.locator("#watchdog")).to_have_count(0)


def test_without_the_stylesheet_the_page_still_works(page: Page, site: Site) -> None:
    page.route("**/chat.css", lambda route: route.abort())
    page.goto(site.url)
    say(page, "khai sinh")
    expect(page.locator("#now .choice")).to_have_count(3)


def test_it_is_light(site: Site, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    came: list[dict[str, Any]] = []
    session.on("Network.loadingFinished", lambda event: came.append(event))
    page.goto(site.url, wait_until="networkidle")
    assert len(came) <= MOST_REQUESTS
    assert sum(event["encodedDataLength"] for event in came) <= MOST_BYTES
    context.close()


def test_a_second_visit_fetches_almost_nothing(site: Site, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(site.url, wait_until="networkidle")
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    came: list[dict[str, Any]] = []
    session.on("Network.loadingFinished", lambda event: came.append(event))
    page.goto(site.url, wait_until="networkidle")
    assert sum(event["encodedDataLength"] for event in came) < 3_000
    context.close()
