"""The counter as a clerk uses it: by keyboard alone, in a real browser, over the authored catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.knowledge.checklist.paper.pdf import pages
from tests.web.counter.driving import (
    CHROMIUM,
    Meaning,
    axe,
    chromium,
    codes,
    counter_site,
    look_up,
    opened,
    titles,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium: apt-get install chromium"),
]
BIRTH = "1.001193"
NAME, NUMBER, PHONE = "Nguyễn Thị Ánh", "001199000111", "0912345678"


@pytest.fixture(scope="module")
def meaning() -> Meaning:
    return Meaning()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, meaning: Meaning) -> Iterator[str]:
    with counter_site(tmp_path_factory.mktemp("var"), meaning) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def page(site: str, browser: Browser) -> Iterator[Page]:
    with opened(browser, f"{site}/quay") as page:
        yield page


def at_birth(page: Page, facts: str = "") -> Page:
    page.goto(re.sub(r"(https?://[^/]+).*", rf"\1/quay/{BIRTH}{facts}", page.url))
    expect(page.locator("#desk-title")).to_be_focused()
    return page


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
        ("cần giấy chứng sinh", BIRTH),
        ("chung sinh", BIRTH),
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


def test_numbers_answer_the_open_question_and_the_list_follows(page: Page) -> None:
    at_birth(page)
    expect(page.locator(".case.next legend")).to_contain_text("Giấy chứng sinh")
    expect(page.locator(".paper", has_text="Văn bản của người làm chứng")).to_contain_text("chỉ cần nếu")
    page.keyboard.press("3")
    expect(page.locator(".case.next legend")).to_contain_text("làm chứng")
    page.keyboard.press("1")
    expect(page.locator(".paper", has_text="Văn bản của người làm chứng")).not_to_contain_text("chỉ cần nếu")
    expect(page.locator("[data-type=giay_chung_sinh]")).to_have_count(0)
    assert page.url.endswith(f"/quay/{BIRTH}?birth_proof=none&witness=yes")


def test_only_questions_that_apply_are_asked(page: Page) -> None:
    at_birth(page, "?birth_proof=none&witness=yes")
    expect(page.locator("[data-id=witness]")).to_be_visible()
    page.get_by_label("Có bản giấy").check()
    expect(page.locator("[data-id=witness]")).to_have_count(0)
    assert page.url.endswith("?birth_proof=paper"), "an answer that no longer counts leaves the address"


def test_an_answer_can_be_taken_back(page: Page) -> None:
    at_birth(page, "?birth_proof=paper")
    page.locator("[data-id=birth_proof] .undo").click()
    expect(page.locator(".case.next legend")).to_contain_text("Giấy chứng sinh")
    assert page.url.endswith(f"/quay/{BIRTH}")


def test_the_address_is_the_state(page: Page) -> None:
    at_birth(page, "?birth_proof=none&witness=no&unknown=1&parents=nonsense")
    expect(page.locator(".paper", has_text="cam đoan")).to_be_visible()
    page.locator("[data-type=to_khai_khai_sinh]").check()
    page.reload()
    expect(page.locator("[data-type=to_khai_khai_sinh]")).to_be_checked()
    expect(page.get_by_label("Không có ai")).to_be_checked()
    page.locator(".confused a").first.click()
    expect(page.locator("#desk-title")).not_to_have_text("Khai sinh cho con")
    page.go_back()
    expect(page.locator("#desk-title")).to_have_text("Khai sinh cho con")
    expect(page.get_by_label("Không có ai")).to_be_checked()
    expect(page.locator("[data-type=to_khai_khai_sinh]")).to_be_checked()


def test_the_due_day_follows_the_moment_of_filing(page: Page) -> None:
    at_birth(page, "?birth_proof=paper")
    page.fill("#received", "2026-11-30T09:00")
    expect(page.locator(".due")).to_have_text("Thứ Hai 30/11/2026")
    page.fill("#received", "2026-11-30T15:30")
    expect(page.locator(".due")).to_have_text("Thứ Ba 01/12/2026")


def test_what_it_is_confused_with_and_where_it_comes_from(page: Page) -> None:
    at_birth(page)
    expect(page.locator(".confused")).to_contain_text("chỉ mất giấy hoặc cần thêm bản sao")
    expect(page.locator(".deadline")).to_contain_text("60 ngày")
    expect(page.locator(".source")).to_contain_text("đọc ngày 18/07/2026")


def test_an_unknown_code_says_so(page: Page, site: str) -> None:
    page.goto(f"{site}/quay/9.999999")
    expect(page.get_by_role("alert")).to_contain_text("Không có thủ tục nào mang mã này")


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


def test_recent_and_pinned_come_back(page: Page) -> None:
    at_birth(page)
    page.click("#pin")
    expect(page.locator("#pin")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#kept section").nth(0)).to_contain_text("Đã ghim")
    expect(page.locator("#kept section").nth(1)).to_contain_text("Khai sinh cho con")
    page.locator("#kept a").first.click()
    expect(page.locator("#pin")).to_have_attribute("aria-pressed", "true")


def test_the_keys_are_shown(page: Page) -> None:
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    expect(page.locator("#box")).to_have_value("")


def write_person(page: Page) -> None:
    for field, text in (("name", NAME), ("id_number", NUMBER), ("phone", PHONE)):
        page.fill(f"#slip-{field}", text)


def test_name_and_number_never_leave_the_page(page: Page) -> None:
    """Watches the wire: every request's address, headers and body, while a slip is written, printed and put away."""
    sent: list[str] = []

    def keep(request: Request) -> None:
        sent.append(f"{request.url} {request.post_data or ''} {request.headers}")

    page.on("request", keep)
    at_birth(page, "?birth_proof=none&witness=yes")
    for kind, button in (("02", "#slip-missing"), ("01", "#slip-receipt")):
        page.click(button)
        write_person(page)
        assert f"mau-{kind}.pdf" in str(page.get_attribute("#blank", "href"))
        page.evaluate("window.print = () => { document.body.dataset.printed = 'yes'; }")
        page.click("#slip-print")
        expect(page.locator("body")).to_have_attribute("data-printed", "yes")
        with page.context.expect_page():
            page.click("#blank")
        page.keyboard.press("Escape")
        expect(page.locator("#slip")).to_be_hidden()
        assert page.locator("#slip-name").count() == 0
    page.reload()
    expect(page.locator("#desk-title")).to_be_visible()
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, history.state, document.cookie])")
    assert len(sent) > 3
    for secret in (NAME, NUMBER, PHONE, "Nguy%E1%BB%85n"):
        assert [line for line in [*sent, kept, page.content()] if secret in line] == []


def test_the_supplement_slip_names_all_that_is_missing_and_is_one_sheet(page: Page) -> None:
    at_birth(page, "?birth_proof=none&witness=yes&parents=married&within_60_days=yes&method=direct&filer=self")
    page.locator("[data-type=to_khai_khai_sinh]").check()
    expect(page.locator(".missing")).to_contain_text("Còn thiếu 2")
    page.click("#slip-missing")
    expect(page.locator("#not-sure")).to_be_hidden()
    rows = page.locator("#paper tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("Người chứng kiến việc sinh viết tay")
    expect(page.locator("#paper")).to_contain_text("đủ một lần")
    expect(page.locator("#paper svg")).to_be_visible()
    write_person(page)
    assert pages(page.pdf(prefer_css_page_size=True)) == 1


def test_open_questions_are_said_on_the_slip(page: Page) -> None:
    at_birth(page, "?birth_proof=none")
    page.click("#slip-missing")
    expect(page.locator("#not-sure")).to_be_visible()
    expect(page.locator("#paper tbody")).to_contain_text("Chỉ cần nếu")
    expect(page.locator("#paper")).not_to_contain_text("đủ một lần")


def test_the_receipt_has_the_due_day_and_what_was_received(page: Page) -> None:
    at_birth(page, "?birth_proof=paper")
    page.fill("#received", "2026-11-30T15:30")
    page.locator("[data-type=giay_chung_sinh]").check()
    expect(page.locator(".due")).to_have_text("Thứ Ba 01/12/2026")
    page.click("#slip-receipt")
    expect(page.locator("#paper")).to_contain_text("15:30, 30/11/2026")
    expect(page.locator("#paper")).to_contain_text("Thứ Ba 01/12/2026")
    expect(page.locator("#paper tbody tr")).to_have_count(1)
    assert pages(page.pdf(prefer_css_page_size=True)) == 1


def test_the_office_writes_its_name_once(page: Page) -> None:
    at_birth(page)
    page.click("#slip-receipt")
    page.fill("#slip-agency", "UBND xã Một")
    page.keyboard.press("Escape")
    page.click("#slip-missing")
    expect(page.locator("#slip-agency")).to_have_value("UBND xã Một")
    expect(page.locator("#slip-name")).to_have_value("")


def test_residence_is_told_of_its_own_form(page: Page, site: str) -> None:
    page.goto(f"{site}/quay/1.004222")
    page.click("#slip-missing")
    expect(page.locator("#own-form")).to_contain_text("CT05")


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


STATES = ("home", "hits", "desk", "slip-missing", "slip-receipt", "keys", "unknown")


def bring_to(page: Page, site: str, state: str) -> None:
    if state == "hits":
        look_up(page, "khai sinh")
        expect(page.locator(".near")).to_be_visible()
    elif state == "keys":
        page.click("#keys-open")
    elif state == "unknown":
        page.goto(f"{site}/quay/9.999999")
        expect(page.get_by_role("alert")).to_be_visible()
    elif state != "home":
        at_birth(page, "?birth_proof=none&witness=yes")
        page.locator("[data-type=to_khai_khai_sinh]").check()
        for summary in page.locator("summary").all():
            summary.click()
        if state != "desk":
            page.click(f"#{state}")


SCREENS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1366, "height": 768}},
    "tablet": {"viewport": {"width": 1024, "height": 768}},
    "doubled": {"viewport": {"width": 683, "height": 384}, "device_scale_factor": 2},
    "phone": {"viewport": {"width": 360, "height": 640}},
    "dark": {"color_scheme": "dark"},
}


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("state", STATES)
def test_every_state_is_accessible_and_fits(site: str, browser: Browser, state: str, screen: str) -> None:
    with opened(browser, f"{site}/quay", **SCREENS[screen]) as page:
        bring_to(page, site, state)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        small = page.evaluate(
            """() => [...document.querySelectorAll("button, summary, .toggle, .paper label, .hit, .kept a, #box")]
            .filter((target) => target.offsetParent && target.getBoundingClientRect().height < 44)
            .map((target) => target.textContent)"""
        )
        assert small == []
