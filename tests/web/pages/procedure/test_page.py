"""The page of a procedure in a real browser, without JavaScript: on a cheap phone, in large letters, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from deploy.chromium import chromium
from tests.knowledge.checklist.paper.pdf import pages as pages_of
from tests.web.browsing import NEEDS_CHROMIUM, axe_source, serving
from tests.web.helpers import open_search
from tests.web.pages.procedure.conftest import IMPORTED, TWIN, written
from tests.web.scripted import script
from tests.web.stand_in import StandIn
from web.app import create_app

PAGE = "thu-tuc/1.000001"
CASE = f"{PAGE}?paper=yes&late=no"
TOUCHED = "button, .button, select, summary, .option, nav a, .brand, .links a, footer a, input[type=date]"
EVERY_PAGE = {
    "page": PAGE,
    "case": CASE,
    "elsewhere": f"{PAGE}?paper=no&seen=no&colour=red",
    "imported": f"thu-tuc/{IMPORTED}",
    "provinces": f"thu-tuc/{TWIN}",
    "list": "thu-tuc",
    "field": "thu-tuc?linh-vuc=thu",
    "lost": "thu-tuc/khong-co",
    "choice": "thu-tuc/lam-thu",
}
pytestmark = list(NEEDS_CHROMIUM)


@pytest.fixture(scope="module")
def rasa() -> Iterator[StandIn]:
    stand_in = StandIn(script=script)
    yield stand_in
    stand_in.stop()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, rasa: StandIn) -> Iterator[str]:
    """Where a gateway serves the pages."""
    changes = {"rasa_port": rasa.port, "actions_port": rasa.port, "rate_per_minute": 10_000}
    settings = written(tmp_path_factory.mktemp("procedures")).model_copy(update=changes)
    with serving(create_app(settings, open_search)) as origin:
        yield f"{origin}/"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A cheap phone without JavaScript."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[tuple[str, Any]]:
    page.evaluate(axe_source())
    found = page.evaluate("axe.run()")
    return [(fault["id"], [node["html"][:100] for node in fault["nodes"]]) for fault in found["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(browser: Browser, address: str, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640}, color_scheme=scheme)
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda line: refused.append(line.text) if "Content Security Policy" in line.text else None)
    for name, path in EVERY_PAGE.items():
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
        assert violations(page) == [], name
    assert refused == []
    context.close()


@pytest.mark.parametrize("font", [16, 32])
@pytest.mark.parametrize("width", [180, 360, 1366])
def test_nothing_is_cut_off_and_all_can_be_touched(browser: Browser, address: str, width: int, font: int) -> None:
    """180 is a cheap phone at 200 %."""
    context = browser.new_context(viewport={"width": width, "height": 640})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": font, "fixed": font}})
    for name, path in EVERY_PAGE.items():
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        small = page.evaluate(
            f"[...document.querySelectorAll('{TOUCHED}')]"
            ".filter((part) => part.getClientRects().length && part.getBoundingClientRect().height < 48)"
            ".map((part) => part.outerHTML.slice(0, 80))"
        )
        assert small == [], name
    context.close()


def test_a_case_is_told_by_the_form_alone(plain: Page, address: str) -> None:
    plain.goto(address + PAGE)
    plain.get_by_label("Không có").check()
    plain.get_by_role("button", name="Xem giấy tờ cho trường hợp này").click()
    assert plain.url == f"{address}{PAGE}?paper=no#truong-hop"
    plain.get_by_label("Có người thấy").check()
    plain.get_by_role("button", name="Xem giấy tờ cho trường hợp này").click()
    plain.get_by_label("Chưa", exact=True).check()
    plain.get_by_role("button", name="Xem giấy tờ cho trường hợp này").click()
    assert plain.url == f"{address}{PAGE}?paper=no&seen=yes&late=no#truong-hop"
    expect(plain.locator("#list-title")).to_have_text("Giấy tờ cần mang (2)")
    plain.get_by_text("Có giấy không? Không có Sửa").click()
    plain.get_by_label("Có giấy", exact=True).check()
    plain.get_by_role("button", name="Xem giấy tờ cho trường hợp này").click()
    expect(plain.locator(".answered")).to_have_count(2)
    plain.get_by_role("link", name="Xóa các câu trả lời").click()
    assert plain.url == address + PAGE


def test_the_own_deadline_is_saved_by_a_form(plain: Page, address: str) -> None:
    plain.goto(address + CASE)
    plain.get_by_text("Tính hạn của bạn và lưu vào lịch: ngày sinh con").click()
    plain.get_by_label("Chọn ngày sinh con").fill("2026-10-01")
    with plain.expect_download() as download:
        plain.get_by_role("button", name="Lưu hạn vào lịch").click()
    saved = Path(download.value.path()).read_text(encoding="utf-8")
    assert "DTSTART;VALUE=DATE:20261130" in saved


def test_a_page_is_three_requests(plain: Page, address: str) -> None:
    asked: list[str] = []
    plain.on("request", lambda request: asked.append(request.url))
    plain.goto(address + CASE, wait_until="networkidle")
    assert len({url for url in asked if not url.startswith("data:")}) == 3
    assert all(url.startswith((address, "data:image/svg+xml,")) for url in asked)


def test_the_list_prints_on_one_sheet_without_the_form(plain: Page, address: str) -> None:
    plain.goto(address + CASE)
    plain.emulate_media(media="print")
    expect(plain.get_by_role("heading", name="Giấy tờ cần mang (2)")).to_be_visible()
    expect(plain.locator(".facts")).to_be_visible()
    for hidden in (".case", ".top", ".actions >> nth=0"):
        expect(plain.locator(hidden)).to_be_hidden()
    assert pages_of(plain.pdf(prefer_css_page_size=True)) == 1


def test_the_keyboard_passes_the_header_first(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + PAGE)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Chuyển đến nội dung")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.close()


def sent(rasa: StandIn) -> list[str]:
    return [message for _, message in rasa.got]


def test_the_chat_opens_for_the_procedure_and_asks_once(browser: Browser, address: str, rasa: StandIn) -> None:
    rasa.got.clear()
    page = browser.new_page()
    page.goto(address + PAGE)
    page.get_by_role("link", name="Hỏi trợ lý về việc này").click()
    expect(page.get_by_text("Hỏi về: 1.000001")).to_be_visible()
    expect(page.locator("#now article")).not_to_have_count(0)
    assert page.url == address, "the address no longer asks: a reload asks nothing"
    page.reload()
    expect(page.get_by_text("Hỏi về: 1.000001")).to_have_count(1)
    assert sent(rasa) == ["1.000001"]
    page.close()


def test_a_text_of_a_link_is_sent_only_where_nothing_was_said_yet(
    browser: Browser, address: str, rasa: StandIn
) -> None:
    rasa.got.clear()
    page = browser.new_page()
    page.goto(address + "thu-tuc/khong-co")
    page.get_by_label("Việc bạn cần làm").fill("làm khai sinh")
    page.get_by_role("button", name="Hỏi trợ lý").click()
    expect(page.locator("#now article")).not_to_have_count(0)
    page.goto(f"{address}?hoi=l%E1%BB%9Di+c%E1%BB%A7a+ng%C6%B0%E1%BB%9Di+kh%C3%A1c")
    expect(page.locator("#text")).to_have_value("lời của người khác")
    assert sent(rasa) == ["làm khai sinh"]
    page.close()
