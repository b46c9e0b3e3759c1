"""What clerks type leads to the procedure at once, by keyboard, scanner and input method."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.counter.using.driving import BIRTH, Meaning, at_birth, codes, look_up, titles


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("khai sinh", BIRTH),
        ("khai s", BIRTH),
        ("KHAI SINH", BIRTH),
        ("gks", BIRTH),
        ("thủ tục khai sinh", BIRTH),
        ("1.001193", BIRTH),
        ("1001193", BIRTH),
        ("1.0011", BIRTH),
        ("1.001193.000.00.00.H01", BIRTH),
        ("cần giấy chứng sinh", "1.014331"),
        ("chung sinh", "1.014331"),
        ("thuong tru ct01", "1.004222"),
        ("đăng ký thường trú", "1.004222"),
        ("độc thân", "1.004873"),
    ],
)
def test_what_clerks_type_leads_to_the_procedure_at_once(page: Page, typed: str, code: str) -> None:
    look_up(page, typed)
    assert codes(page)[0] == code
    expect(page.locator("#hit-0")).to_have_attribute("aria-selected", "true")


@pytest.mark.parametrize(
    ("typed", "field"),
    [("CT01", "Cư trú"), ("ct 01", "Cư trú"), ("123/2015", "Hộ tịch"), ("Nghị định 123/2015/NĐ-CP", "Hộ tịch")],
)
def test_numbers_of_forms_and_decrees_are_found_and_shown(page: Page, typed: str, field: str) -> None:
    look_up(page, typed)
    expect(page.locator("#hit-0 .hit-kind")).to_contain_text(field)
    expect(page.locator("#hit-0 .hit-why mark").first).to_be_visible()


def test_the_words_that_matched_are_marked(page: Page) -> None:
    look_up(page, "khai sin")
    assert page.locator("#hit-0 .hit-title mark").all_inner_texts() == ["Khai", "sin"]


def test_what_nothing_matches_says_so_and_hits_by_meaning_come_below(page: Page, meaning: Meaning) -> None:
    look_up(page, "xyzzy nhập hộ khẩu")
    expect(page.locator("#count")).to_contain_text("Không có thủ tục nào khớp")
    expect(page.locator(".near")).to_have_text("Gần nghĩa")
    assert codes(page) == list(meaning.codes)
    page.keyboard.press("Enter")
    expect(page.locator("#desk-official")).to_contain_text(meaning.codes[0])


def test_a_late_answer_for_older_letters_is_dropped(page: Page, meaning: Meaning) -> None:
    meaning.codes, meaning.delay = ("1.004873",), 1.5
    with page.expect_request("**/api/procedures?*"):
        look_up(page, "xyzzy")
    meaning.codes, meaning.delay = Meaning.codes, 0.0
    page.keyboard.type(" nhập hộ khẩu")
    expect(page.locator(".hit-code")).to_have_text([Meaning.codes[0]])
    page.wait_for_timeout(1_700)
    assert codes(page) == list(Meaning.codes)


def test_the_list_is_there_without_waiting_for_the_server(page: Page) -> None:
    page.route("**/api/procedures?*", lambda route: route.abort())
    look_up(page, "khai sinh")
    assert codes(page)[0] == BIRTH


def test_the_keyboard_alone_from_the_box_to_the_list(page: Page) -> None:
    page.keyboard.type("khai sinh")
    first, second = titles(page)[:2]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#box")).to_have_attribute("aria-activedescendant", "hit-1")
    page.keyboard.press("Enter")
    expect(page.locator("#desk-title")).to_have_text(second)
    page.keyboard.press("/")
    expect(page.locator("#box")).to_be_focused()
    page.keyboard.type("khai sinh")
    page.keyboard.press("Escape")
    expect(page.locator("#box")).to_have_value("")
    expect(page.locator("#desk")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#home")).to_be_visible()
    assert page.url.endswith("/quay")
    page.keyboard.type("khai sinh")
    page.keyboard.press("Enter")
    expect(page.locator("#desk-title")).to_have_text(first)


@pytest.mark.parametrize("typed", ["1.004222", "1004222", "1.004222.000.00.00.H01"])
def test_a_scanner_opens_whatever_lies_on_the_desk(page: Page, typed: str) -> None:
    at_birth(page)
    page.keyboard.type(typed)  # as fast as the browser takes it, the focus on the procedure
    page.keyboard.press("Enter")
    expect(page.locator("#desk-official")).to_contain_text("1.004222")
    assert page.url.endswith("/quay/1.004222")


def test_letters_typed_anywhere_go_to_the_box(page: Page) -> None:
    at_birth(page)
    page.keyboard.type("kết hôn")
    expect(page.locator("#box")).to_have_value("kết hôn")
    expect(page.locator("#hits")).to_be_visible()


def test_an_input_method_loses_no_letter(page: Page) -> None:
    """Letters that are being composed are looked up, never rewritten; Enter belongs to the input method."""
    session = page.context.new_cdp_session(page)
    page.focus("#box")
    for text in ("k", "ke", "kê", "kết"):
        session.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
        expect(page.locator("#box")).to_have_value(text)
    expect(page.locator("#hits")).to_be_visible()
    page.evaluate(
        """() => document.getElementById("box").dispatchEvent(
        new KeyboardEvent("keydown", { key: "ArrowDown", keyCode: 229, isComposing: true, bubbles: true }))"""
    )
    expect(page.locator("#hit-0")).to_have_attribute("aria-selected", "true")
    session.send("Input.insertText", {"text": "kết"})
    page.keyboard.type(" hôn")
    expect(page.locator("#box")).to_have_value("kết hôn")
    # Unikey takes letters back and writes others, as fast as it can
    page.keyboard.type(" dd")
    for _ in range(2):
        page.keyboard.press("Backspace")
    session.send("Input.insertText", {"text": "đ"})
    expect(page.locator("#box")).to_have_value("kết hôn đ")


def test_without_the_index_codes_and_meaning_still_work(site: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/quay/index-*.json", lambda route: route.abort())
    page.goto(f"{site}/quay")
    expect(page.locator("#count")).to_contain_text("Chưa tải được danh mục")
    page.fill("#box", "1001193")
    page.keyboard.press("Enter")
    expect(page.locator("#desk-title")).to_have_text("Khai sinh cho con")
    context.close()


def test_from_a_key_to_the_screen_is_measured_by_the_page(page: Page) -> None:
    look_up(page, "khai")
    page.wait_for_function("performance.getEntriesByName('key to screen').length === 4")
