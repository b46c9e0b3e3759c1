"""The slips are written on the page; name and number never leave it."""

from __future__ import annotations

from playwright.sync_api import Page, Request, expect

from tests.knowledge.checklist.paper.pdf import pages
from tests.web.counter.using.driving import at_birth

NAME, NUMBER, PHONE = "Nguyễn Thị Ánh", "001199000111", "0912345678"


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
