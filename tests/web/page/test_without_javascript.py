"""The page where the browser runs no scripts: a whole conversation by forms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.page.conftest import Site
from tests.web.page.gateways import gateway


@pytest.fixture
def plain(browser: Browser, site: Site) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.set_default_timeout(5000)
    page.goto(site.url)
    yield page
    context.close()


def test_the_chat_page_leads_to_it(plain: Page, site: Site) -> None:
    # by selectors: Playwright leaves <noscript> out of texts and roles
    expect(plain.locator("noscript p")).to_be_visible()
    expect(plain.locator("noscript p")).to_contain_text("Trình duyệt của bạn không chạy JavaScript")
    plain.locator("noscript a").click()
    expect(plain.get_by_role("heading", name="Bạn cần làm việc gì ở Một cửa?")).to_be_visible()
    assert site.rasa.got == []


def test_from_the_box_of_the_chat_page_to_the_list(plain: Page, site: Site) -> None:
    plain.fill("#text", "khai sinh")
    plain.get_by_role("button", name="Gửi").click()
    plain.get_by_role("button", name="Đăng ký khai sinh khi bé chưa có").click()
    expect(plain.get_by_role("heading", name="Bé có Giấy chứng sinh")).to_be_visible()
    plain.get_by_role("button", name="Không có", exact=True).click()
    expect(plain.get_by_role("listitem").filter(has_text="Tờ khai đăng ký khai sinh").first).to_contain_text(
        "nộp 1 bản"
    )
    expect(plain.get_by_text("Ủy ban nhân dân cấp xã").first).to_be_visible()
    assert [message.split("{")[0] for _, message in site.rasa.got] == ["khai sinh", "/choose", "/answer"]
    plain.reload()
    expect(plain.get_by_text("Ủy ban nhân dân cấp xã").first).to_be_visible()
    assert len(site.rasa.got) == 3


def test_going_back_and_choosing_otherwise_is_another_answer(plain: Page, site: Site) -> None:
    plain.fill("#text", "khai sinh")
    plain.get_by_role("button", name="Gửi").click()
    plain.get_by_role("button", name="Đăng ký khai sinh khi bé chưa có").click()
    expect(plain.get_by_role("heading", name="Bé có Giấy chứng sinh")).to_be_visible()
    plain.go_back()
    plain.get_by_role("button", name="Việc khác").click()
    expect(plain.get_by_text("nhận: /none_of_these")).to_be_visible()


def test_a_page_that_waits_opens_itself(browser: Browser, tmp_path: Path) -> None:
    with gateway(tmp_path, reply_timeout=0.3) as slow:
        context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 640})
        page = context.new_page()
        page.goto(f"{slow.url}khong-js")
        slow.rasa.gate.clear()
        page.fill("#text", "khai sinh")
        page.get_by_role("button", name="Gửi").click()
        expect(page.get_by_text("Trang này tự mở lại sau ít giây")).to_be_visible()
        slow.rasa.gate.set()
        expect(page.get_by_role("button", name="Việc khác")).to_be_visible(timeout=10_000)
        page.reload()
        expect(page.get_by_role("button", name="Việc khác")).to_be_visible()
        assert [message for _, message in slow.rasa.got] == ["khai sinh"]
        page.get_by_role("button", name="Việc khác").click()
        expect(page.get_by_text("nhận: /none_of_these")).to_be_visible()
        context.close()


@pytest.mark.parametrize("width", [320, 360, 1366])
def test_nothing_overflows_and_targets_are_large(browser: Browser, site: Site, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 640})
    page = context.new_page()
    page.goto(f"{site.url}khong-js")
    for word in ("khai sinh", "danh sách", "Nghĩavụđăngkýtrongsáumươingày" * 5):
        page.fill("#text", word)
        page.get_by_role("button", name="Gửi").click()
        expect(page.locator("article").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        small = page.evaluate(
            """() => [...document.querySelectorAll("button, summary, textarea, header a, footer a")]
            .filter((target) => target.getBoundingClientRect().height < 48).map((target) => target.textContent)"""
        )
        assert small == []
    context.close()
