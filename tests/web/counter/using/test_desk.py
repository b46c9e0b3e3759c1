"""A procedure on the desk: its cases, its exact list, its address."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.web.counter.using.driving import BIRTH, at_birth


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
