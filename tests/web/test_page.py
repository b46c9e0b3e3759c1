"""The real page in a real browser against the real gateway, with a scripted dialogue."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

from knowledge.settings import Settings
from tests.web.helpers import CATALOGUE, open_search
from tests.web.scripted import GREETING, script
from tests.web.stand_in import StandIn
from web.app import create_app

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium: apt-get install chromium"),
]


@dataclass
class Site:
    url: str
    rasa: StandIn


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    rasa = StandIn(script=script)
    settings = Settings(
        var=tmp_path_factory.mktemp("var"),
        catalogue=CATALOGUE,
        rasa_port=rasa.port,
        actions_port=rasa.port,
        rate_per_minute=10_000,
    )
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(settings, open_search), log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the gateway did not start"
        time.sleep(0.02)
    yield Site(f"http://127.0.0.1:{listener.getsockname()[1]}/", rasa)
    server.should_exit = True
    thread.join()
    rasa.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(site: Site, browser: Browser) -> Iterator[Page]:
    """The page after the greeting, on a cheap phone. A script error or a blocked resource fails the test."""
    site.rasa.got.clear()
    site.rasa.status = 200
    context = browser.new_context(viewport={"width": 360, "height": 640}, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(5000)
    faults: list[str] = []
    blocked: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: blocked.append(line.text) if "Content Security Policy" in line.text else None)
    page.goto(site.url)
    expect(page.locator(".bot")).to_have_count(1)
    yield page
    context.close()
    assert faults == blocked == []


def say(page: Page, text: str) -> None:
    page.fill("#text", text)
    page.press("#text", "Enter")
    expect(page.locator(".mine.sent").last).to_contain_text(text)


def to_checklist(page: Page) -> None:
    page.get_by_role("button", name="Làm khai sinh cho con").click()
    page.get_by_role("button", name="Không có", exact=True).click()
    expect(page.locator(".checklist")).to_be_visible()


def test_it_greets_and_says_that_it_is_a_machine(page: Page) -> None:
    expect(page.get_by_role("heading", name="Đi Một Lần", level=1)).to_be_visible()
    expect(page.get_by_text("Trợ lý tự động", exact=True)).to_be_visible()
    expect(page.get_by_text("không phải quyết định")).to_be_visible()
    expect(page.get_by_role("log")).to_contain_text(GREETING)


def test_typing_and_pressing_lead_to_the_checklist(page: Page, site: Site) -> None:
    say(page, "khai sinh")
    expect(page.locator(".choice")).to_have_count(3)
    expect(page.get_by_role("button", name="Việc khác")).to_be_visible()
    page.locator(".choice").first.click()
    expect(page.get_by_text("Câu 2, nhiều nhất 4")).to_be_visible()
    expect(page.locator(".choice").first).to_be_disabled()
    page.get_by_role("button", name="Không có", exact=True).click()
    sheet = page.locator(".checklist")
    expect(sheet.get_by_text("Nộp 2 bản chính")).to_be_visible()
    expect(sheet.get_by_text("Xuất trình 1 bản chính").first).to_be_visible()
    expect(sheet.get_by_text("HT01")).to_be_visible()
    expect(sheet.locator(".badge.unsure")).to_have_text("cần kiểm tra lại với Một cửa")
    expect(sheet.get_by_text("Phải đăng ký trong 60 ngày")).to_be_visible()
    expect(sheet.locator(".source")).to_contain_text("đọc ngày 18/07/2026")
    expect(sheet.get_by_text("Vì câu").first).to_be_hidden()
    sheet.get_by_text(re.compile(r"Không cần mang \(\d\)")).click()
    expect(sheet.get_by_text("Vì câu").first).to_be_visible()
    assert [message.split("{")[0] for _, message in site.rasa.got] == ["/greet", "khai sinh", "/choose", "/answer"]


def test_open_questions_are_marked(page: Page) -> None:
    say(page, "chưa rõ")
    expect(page.locator(".document.open .only-if").first).to_contain_text("Chỉ cần nếu")
    expect(page.locator(".count")).to_contain_text("Đã có 0 trong 3")


def test_reload_keeps_conversation_ticks_draft_and_session(page: Page, site: Site) -> None:
    to_checklist(page)
    page.get_by_role("checkbox", name="Tờ khai đăng ký khai sinh").check()
    expect(page.locator(".count")).to_contain_text("Đã có 1 trong 5")
    page.fill("#text", "đang gõ dở")
    page.reload()
    expect(page.locator(".mine")).to_have_count(2)
    expect(page.get_by_role("checkbox", name="Tờ khai đăng ký khai sinh")).to_be_checked()
    expect(page.locator("#text")).to_have_value("đang gõ dở")
    page.get_by_role("button", name="Kiểm từng giấy tờ").click()
    expect(page.get_by_text("Giấy tờ 1 trong 5")).to_be_visible()
    assert len({sender for sender, _ in site.rasa.got}) == 1
    assert [message for _, message in site.rasa.got].count("/greet") == 1


def test_starting_over_asks_first_and_forgets(page: Page, site: Site) -> None:
    say(page, "xin chào nhé")
    page.get_by_role("button", name="Làm lại từ đầu").click()
    page.get_by_role("button", name="Giữ lại").click()
    expect(page.locator(".mine")).to_have_count(1)
    page.get_by_role("button", name="Làm lại từ đầu").click()
    page.get_by_role("button", name="Xóa và làm lại").click()
    expect(page.locator(".mine")).to_have_count(0)
    expect(page.locator(".bot")).to_have_count(1)
    assert site.rasa.got[-1][1] == "/greet"
    assert site.rasa.got[-1][0] != site.rasa.got[0][0], "a new conversation begins"


def test_offline_keeps_the_message_and_sends_it_when_back(page: Page, site: Site) -> None:
    page.context.set_offline(True)
    expect(page.locator("#connection")).to_contain_text("Đang mất mạng")
    page.fill("#text", "tôi hỏi lúc mất mạng")
    page.press("#text", "Enter")
    expect(page.locator(".mine.failed")).to_contain_text("Chưa gửi được")
    page.context.set_offline(False)
    expect(page.locator(".bot").last).to_contain_text("nhận: tôi hỏi lúc mất mạng")
    expect(page.locator("#connection")).to_be_hidden()
    expect(page.locator(".mine.failed")).to_have_count(0)


def test_a_failed_answer_can_be_asked_for_again(page: Page, site: Site) -> None:
    site.rasa.status = 500
    page.fill("#text", "hỏi lúc hỏng")
    page.press("#text", "Enter")
    expect(page.locator(".failure")).to_contain_text("Bạn gửi lại giúp tôi")
    page.reload()
    site.rasa.status = 200
    page.get_by_role("button", name="Gửi lại").click()
    expect(page.locator(".bot").last).to_contain_text("nhận: hỏi lúc hỏng")
    expect(page.locator(".mine")).to_have_count(1)


def test_a_greeting_that_failed_can_be_asked_for_again(page: Page, site: Site) -> None:
    site.rasa.status = 500
    page.evaluate("sessionStorage.clear()")
    page.reload()
    expect(page.locator(".failure")).to_be_visible()
    site.rasa.status = 200
    page.get_by_role("button", name="Gửi lại").click()
    expect(page.get_by_role("log")).to_contain_text(GREETING)
    expect(page.locator(".mine")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_overflows_and_targets_are_large(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    say(page, "khai sinh")
    page.locator(".choice").first.click()
    page.get_by_role("button", name="Không có", exact=True).click()
    say(page, "chưa rõ")
    say(page, "gặp cán bộ")
    say(page, "Nghĩavụđăngkýtrongsáumươingày" * 5)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, summary, a.quick, textarea, .document label")]
        .filter((target) => target.offsetParent).map((target) => [target.textContent, target.getBoundingClientRect()])
        .filter(([, box]) => box.height < 44 || box.width < 44).map(([text]) => text)"""
    )
    assert small == []
    sizes = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
        .filter((element) => element.offsetParent && element.textContent.trim())
        .map((element) => parseFloat(getComputedStyle(element).fontSize))"""
    )
    assert min(sizes) >= 17


def test_the_keyboard_is_enough(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Chuyển đến ô nhập")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.type("khai sinh")
    page.keyboard.press("Enter")
    expect(page.locator(".choice")).to_have_count(3)
    expect(page.locator("#text")).to_be_focused()
    for _ in range(4):
        page.keyboard.press("Shift+Tab")
    expect(page.locator(".choice").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".question")).to_be_visible()
    expect(page.locator(".bot", has=page.locator(".procedure"))).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Có bản giấy")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(".checklist")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox").first).to_be_checked()


def test_what_is_sent_while_waiting_waits_its_turn(page: Page, site: Site) -> None:
    site.rasa.delay = 0.3
    for word in ("một", "hai", "ba"):
        page.fill("#text", word)
        page.press("#text", "Enter")
    expect(page.locator("#waiting")).to_be_visible()
    expect(page.locator(".mine.sent")).to_have_count(3)
    site.rasa.delay = 0.0
    assert [message for _, message in site.rasa.got] == ["/greet", "một", "hai", "ba"]
    assert site.rasa.most_running == 1


def test_a_typed_answer_carries_the_question_it_is_for(page: Page) -> None:
    bodies: list[Any] = []

    def keep(request: Request) -> None:
        if request.method == "POST":
            bodies.append(request.post_data_json)

    page.on("request", keep)
    say(page, "khai sinh")
    page.locator(".choice").first.click()
    expect(page.locator(".question")).to_be_visible()
    say(page, "có giấy chứng sinh")
    page.reload()
    say(page, "có nhé")
    assert [body.get("answers") for body in bodies] == [None, None, *["1.001193/birth_proof"] * 2]


def test_a_reply_does_not_take_the_focus_from_what_is_being_typed(page: Page, site: Site) -> None:
    site.rasa.delay = 0.5
    page.get_by_role("button", name="Làm khai sinh cho con").click()
    page.locator("#text").press_sequentially("tôi gõ")
    expect(page.locator(".question")).to_be_visible()
    site.rasa.delay = 0.0
    page.keyboard.type(" tiếp")
    expect(page.locator("#text")).to_have_value("tôi gõ tiếp")


def test_text_is_never_markup(page: Page) -> None:
    say(page, "<b>x</b>")
    expect(page.locator(".bot").last).to_contain_text("<img src=x onerror=alert(1)> <b>đậm</b>")
    assert page.locator(".log img, .log b").count() == 0


def test_a_person_can_be_called(page: Page) -> None:
    say(page, "gặp cán bộ")
    assert page.get_by_role("link", name="Gọi 18001096").get_attribute("href") == "tel:18001096"


def test_an_answered_turn_is_announced(page: Page) -> None:
    log = page.get_by_role("log")
    assert log.get_attribute("aria-live") == "polite"
    say(page, "khai sinh")
    expect(log).to_have_attribute("aria-busy", "false")
    expect(page.locator("#waiting")).to_be_hidden()


def test_the_checklist_prints_on_one_page(page: Page) -> None:
    to_checklist(page)
    say(page, "hỏi thêm sau đó")
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1


def test_dark_mode_keeps_the_contrast(page: Page) -> None:
    say(page, "khai sinh")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for selector in (".bot .card", ".mine .bubble", ".choice-hint", ".send", ".machine", ".privacy"):
            assert _contrast(page, selector) >= 4.5, (scheme, selector)


def _contrast(page: Page, selector: str) -> float:
    """The ratio of the text's colour to the nearest painted ground behind it (WCAG 2.2, 1.4.3)."""
    pair = page.locator(selector).last.evaluate(
        """(element) => { let at = element, ground = getComputedStyle(at).backgroundColor;
        while (/, 0\\)$/.test(ground)) { at = at.parentElement; ground = getComputedStyle(at).backgroundColor; }
        return [getComputedStyle(element).color, ground]; }"""
    )
    light, dark = sorted((_luminance(colour) for colour in pair), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
