"""The page for people who hear it or use the keyboard alone; axe-core in every state of the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.web.browsing import axe_source
from tests.web.page.conftest import Site
from tests.web.page.handling import say, to_checklist, to_question, watch

SCREENS: dict[str, ViewportSize] = {"phone": {"width": 360, "height": 640}, "desktop": {"width": 1366, "height": 768}}


def _older(page: Page) -> None:
    for number in range(5):
        say(page, f"lời thứ {number}")
    page.locator("#older").click()


def _open_card(page: Page) -> None:
    to_question(page)
    page.locator("#now .about summary").click()


def _noted(page: Page) -> None:
    to_question(page)
    say(page, "có giấy rồi")


def _one_paper(page: Page) -> None:
    to_checklist(page)
    page.get_by_role("button", name="Kiểm từng giấy tờ").click()
    expect(page.locator("#now .step")).to_be_visible()


def _answers_open(page: Page) -> None:
    to_checklist(page)
    page.locator("#now .given summary").click()


def _all_open(page: Page) -> None:
    to_checklist(page)
    page.evaluate("document.querySelectorAll('#now .checklist details').forEach((fold) => { fold.open = true; })")


def _ticked(page: Page) -> None:
    for box in to_checklist(page).get_by_role("checkbox").all():
        box.check()


def _offline(page: Page) -> None:
    page.context.set_offline(True)
    page.fill("#text", "hỏi lúc mất mạng")
    page.press("#text", "Enter")
    expect(page.locator(".failure")).to_be_visible()


def _refused(page: Page) -> None:
    page.route("**/api/chat", lambda route: route.fulfill(status=500, json={"error": {"message": "Hệ thống gặp lỗi."}}))
    page.fill("#text", "hỏi lúc hỏng")
    page.press("#text", "Enter")
    expect(page.locator(".failure")).to_be_visible()


def _waiting(page: Page) -> None:
    page.route("**/api/chat", lambda route: None)  # never answered
    page.fill("#text", "hỏi lúc đông")
    page.press("#text", "Enter")
    expect(page.locator("#waiting")).to_be_visible()


STATES: dict[str, Callable[[Page], object]] = {
    "welcome": lambda page: None,
    "choices": lambda page: say(page, "khai sinh"),
    "question": to_question,
    "card open": _open_card,
    "noted": _noted,
    "list": to_checklist,
    "list unfolded": _all_open,
    "list ticked": _ticked,
    "answers open": _answers_open,
    "open conditions": lambda page: say(page, "chưa rõ"),
    "imported": lambda page: say(page, "việc hiếm"),
    "one paper": _one_paper,
    "needs": lambda page: say(page, "nhiều việc"),
    "a human": lambda page: say(page, "gặp cán bộ"),
    "waiting": _waiting,
    "offline": _offline,
    "refused": _refused,
    "older turns": _older,
    "dialog": lambda page: page.locator("#start-over").click(),
}


@pytest.fixture(scope="module")
def axe() -> str:
    return axe_source()


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(site: Site, browser: Browser, axe: str, state: str, screen: str) -> None:
    context = browser.new_context(viewport=SCREENS[screen], reduced_motion="reduce", has_touch=screen == "phone")
    with watch(context.new_page()) as page:
        page.goto(site.url)
        expect(page.locator("#watchdog")).to_have_count(0)
        STATES[state](page)
        expect(page.locator("main")).to_be_visible()
        check_in_light_and_dark(page, axe)
    context.close()


def check_in_light_and_dark(page: Page, axe: str) -> None:
    """Nothing that axe finds."""
    page.evaluate(axe)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        found = page.evaluate("() => axe.run(document).then((result) => result.violations)")
        assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found] == [], scheme


def said(page: Page) -> str:
    """What the announcer says now."""
    return " ".join(page.locator("#said-first, #said-second").all_inner_texts()).strip()


def test_only_the_announcer_is_live(page: Page) -> None:
    to_checklist(page)
    live = page.locator("[aria-live], [role=log], [role=status], [role=alert]")
    expect(live).to_have_count(2)
    expect(page.locator(".turns [aria-live]")).to_have_count(0)


def test_what_is_typed_is_answered_aloud_and_shortly(page: Page) -> None:
    say(page, "khai sinh")
    assert said(page) == "Việc bạn nói có thể là một trong các thủ tục sau. Bạn cần việc nào? Có 3 thủ tục để chọn."
    say(page, "kể dài")
    assert said(page).startswith("Câu này rất dài.")
    assert len(said(page)) <= 281
    say(page, "danh sách")
    assert said(page) == "Danh sách giấy tờ: Đăng ký khai sinh, 5 giấy tờ"


def test_the_same_words_twice_are_said_twice(page: Page) -> None:
    say(page, "khai sinh")
    first = page.locator("#said-first, #said-second").all_inner_texts()
    say(page, "khai sinh")
    expect(page.locator(".mine.sent")).to_have_count(2)
    second = page.locator("#said-first, #said-second").all_inner_texts()
    assert sorted(first) == sorted(second)
    assert first != second, "the other slot has them now"


def test_a_pressed_answer_leads_into_the_group_of_the_next_question(page: Page) -> None:
    say(page, "khai sinh")
    page.locator("#now .choice").first.press("Enter")
    group = page.get_by_role("group", name="Bé có Giấy chứng sinh của bệnh viện hoặc trạm y tế không?")
    expect(group).to_be_focused()
    assert group.get_by_role("button").all_inner_texts() == [
        "Có bản giấy",
        "Đã có bản điện tử",
        "Không có",
        "Tôi không rõ",
    ]
    # the group says the question: the announcer says only the card before it
    assert said(page) == "Bạn cần thủ tục: Đăng ký khai sinh."


def test_a_list_is_named_and_not_read_out(page: Page) -> None:
    to_checklist(page)
    group = page.get_by_role("group", name="Danh sách giấy tờ: Đăng ký khai sinh, 5 giấy tờ")
    expect(group).to_be_focused()
    assert said(page) == ""


def test_a_tick_is_answered_aloud(page: Page) -> None:
    to_checklist(page).get_by_role("checkbox").first.check()
    assert said(page) == "Đã có 1 trong 5 giấy tờ. Chạm vào giấy bạn đã có."


def test_a_long_wait_is_said_once_it_is_long(page: Page) -> None:
    page.route("**/api/chat", lambda route: None)
    page.fill("#text", "hỏi lúc đông")
    page.press("#text", "Enter")
    expect(page.locator("#waiting")).to_be_visible()
    assert said(page) == ""
    expect(page.locator("#said-first, #said-second").filter(has_text="Đang trả lời…")).to_have_count(1)


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
    expect(page.locator("#now .question")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Có bản giấy")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator("#now .checklist")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox").first).to_be_checked()


def test_erasing_is_never_the_default(page: Page) -> None:
    say(page, "xin chào nhé")
    page.locator("#start-over").press("Enter")
    expect(page.get_by_role("button", name="Giữ lại")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".mine")).to_have_count(1)
    expect(page.locator("#start-over")).to_be_focused()


def test_a_reply_does_not_take_the_focus_from_what_is_being_typed(page: Page, site: Site) -> None:
    say(page, "khai sinh")
    site.rasa.delay = 0.5
    page.locator("#now .choice").first.click()
    page.locator("#text").press_sequentially("tôi gõ")
    expect(page.locator("#now .question")).to_be_visible()
    page.keyboard.type(" tiếp")
    expect(page.locator("#text")).to_have_value("tôi gõ tiếp")
    assert "Bé có Giấy chứng sinh" in said(page)
