"""axe-core where lists are kept, sent and received, and on the page without JavaScript; everything fits at any size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browsing import axe_source
from tests.web.page.conftest import Site
from tests.web.page.handling import to_checklist, watch
from tests.web.page.test_access import SCREENS, check_in_light_and_dark

CASE = "xem=1.001193&birth_proof=none"


def _kept(page: Page) -> None:
    sheet = to_checklist(page)
    sheet.get_by_role("button", name="Giữ trên máy này").click()
    expect(sheet.locator(".told")).to_be_visible()


def _ways(page: Page) -> None:
    to_checklist(page).get_by_text("Chép, mã QR, PDF, lịch").click()
    expect(page.locator(".qr-place svg")).to_be_visible()


def _by_hand(page: Page) -> None:
    page.evaluate("() => { document.execCommand = () => false; }")
    page.evaluate("() => { Object.defineProperty(navigator, 'clipboard', { value: undefined }); }")
    to_checklist(page).get_by_role("button", name="Gửi cho người nhà").click()
    expect(page.locator(".by-hand")).to_be_visible()


def _next_opening(page: Page) -> None:
    _kept(page)
    page.evaluate("sessionStorage.clear()")
    page.reload()
    expect(page.locator("details.one")).to_be_visible()


def _kept_open(page: Page) -> None:
    _next_opening(page)
    page.locator("details.one > summary").click()
    expect(page.locator(".kept .state")).to_contain_text("vẫn đúng")


def _kept_changed(page: Page) -> None:
    _next_opening(page)
    page.evaluate(
        """() => { const lists = JSON.parse(localStorage.getItem("dimotlan:kept"));
        lists[0].message.custom.fee.text = "5 đồng"; localStorage.setItem("dimotlan:kept", JSON.stringify(lists)); }"""
    )
    page.reload()
    page.locator("details.one > summary").click()
    expect(page.get_by_role("button", name="Giữ bản mới")).to_be_visible()


def _received(fragment: str, said: str) -> Callable[[Page], None]:
    def open_it(page: Page) -> None:
        page.evaluate("(fragment) => { location.hash = fragment; }", fragment)
        expect(page.locator(".kept .state")).to_contain_text(said)

    return open_it


STATES: dict[str, Callable[[Page], object]] = {
    "kept": _kept,
    "other ways": _ways,
    "copied by hand": _by_hand,
    "next opening": _next_opening,
    "kept list open": _kept_open,
    "kept list changed": _kept_changed,
    "received": _received(CASE, "vẫn đúng"),
    "received and changed": _received(f"{CASE}&-van=old&-ngay=2026-01-02", "đã thay đổi"),
    "received in vain": _received("xem=9.999999", "không còn"),
}


def _type(text: str) -> Callable[[Page], None]:
    def send(page: Page) -> None:
        page.fill("#text", text)
        page.get_by_role("button", name="Gửi").click()

    return send


def _question(page: Page) -> None:
    _type("khai sinh")(page)
    page.locator(".choice").first.click()


def _refused(page: Page) -> None:
    page.locator("#text").evaluate("(box) => box.removeAttribute('maxlength')")
    _type("dài quá " * 200)(page)
    expect(page.get_by_role("alert")).to_be_visible()


PLAIN: dict[str, Callable[[Page], object]] = {
    "start": lambda page: None,
    "choices": _type("khai sinh"),
    "question": _question,
    "list": _type("danh sách"),
    "open conditions": _type("chưa rõ"),
    "imported": _type("việc hiếm"),
    "a human": _type("gặp cán bộ"),
    "refused": _refused,
}


@pytest.fixture(scope="module")
def axe() -> str:
    return axe_source()


def check(page: Page, axe: str) -> None:
    """Nothing that axe finds, in light and dark; nothing wider than the screen, at twice the size of text too."""
    check_in_light_and_dark(page, axe)
    page.evaluate("() => { document.documentElement.style.fontSize = '32px'; }")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("state", STATES)
def test_the_chat_page(site: Site, browser: Browser, axe: str, state: str, screen: str) -> None:
    context = browser.new_context(viewport=SCREENS[screen], reduced_motion="reduce", has_touch=screen == "phone")
    with watch(context.new_page()) as page:
        page.goto(site.url)
        expect(page.locator("#watchdog")).to_have_count(0)
        STATES[state](page)
        check(page, axe)
    context.close()


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("state", PLAIN)
def test_the_page_without_javascript(site: Site, browser: Browser, axe: str, state: str, screen: str) -> None:
    context = browser.new_context(viewport=SCREENS[screen], reduced_motion="reduce")
    with watch(context.new_page()) as page:
        page.goto(f"{site.url}khong-js")
        PLAIN[state](page)
        expect(page.locator("main")).to_be_visible()
        check(page, axe)
    context.close()


def test_buttons_are_large_enough_for_a_finger(site: Site, browser: Browser) -> None:
    context = browser.new_context(viewport=SCREENS["phone"], reduced_motion="reduce", has_touch=True)
    with watch(context.new_page()) as page:
        page.goto(site.url)
        _kept_changed(page)
        page.locator(".kept .ways > summary").click()
        small = page.evaluate(
            """() => [...document.querySelectorAll(".kept button, .kept a, .kept .ways > summary, .one > summary")]
            .filter((target) => target.offsetParent && target.getBoundingClientRect().height < 48)
            .map((target) => [target.textContent, target.getBoundingClientRect().height])"""
        )
        assert [target for target in small if "Xem trên Cổng" not in target[0] and "Lấy mẫu" not in target[0]] == []
    context.close()
