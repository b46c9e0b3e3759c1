"""The list as it is shown: what matters most first, papers to tick, the rest folded; and on paper."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.web.page.handling import in_view, say, to_checklist


def test_five_lines_lead(page: Page) -> None:
    sheet = to_checklist(page)
    labels = sheet.locator(".lead dt").all_text_contents()
    assert labels == ["Cần mang", "Lệ phí", "Thời hạn", "Nơi nộp", "Hẹn trả"]
    expect(sheet.locator(".lead .papers")).to_contain_text("5 giấy")
    assert in_view(page, "#now .checklist .lead") == [True]


def test_what_five_lines_leave_out_stands_below(page: Page) -> None:
    sheet = to_checklist(page)
    expect(sheet.locator(".lead .time")).to_contain_text("Trong ngày nếu nộp trước 15:00…")
    expect(sheet.locator(".visit .time")).to_be_hidden()
    sheet.locator(".visit summary").click()
    expect(sheet.locator(".visit .time")).to_contain_text("nộp sau thì trả vào ngày làm việc tiếp theo")


def test_papers_say_how_they_are_brought_and_fold_the_rest(page: Page) -> None:
    sheet = to_checklist(page)
    expect(sheet.get_by_text("Nộp 2 bản chính")).to_be_visible()
    expect(sheet.get_by_text("Xuất trình 1 bản chính").first).to_be_visible()
    expect(sheet.locator(".badge.unsure")).to_have_text("cần kiểm tra lại với Một cửa")
    expect(sheet.get_by_text("HT01")).to_be_hidden()
    sheet.locator(".more summary").first.click()
    expect(sheet.get_by_text("HT01")).to_be_visible()
    expect(sheet.get_by_text("Vì câu").first).to_be_hidden()
    sheet.get_by_text(re.compile(r"Không cần mang \(\d\)")).click()
    expect(sheet.get_by_text("Vì câu").first).to_be_visible()
    expect(sheet.locator(".source")).to_contain_text("đọc ngày 18/07/2026")


def test_one_warning_is_said_and_others_are_folded(page: Page) -> None:
    sheet = to_checklist(page)
    expect(sheet.get_by_text("Phải đăng ký trong 60 ngày")).to_be_visible()
    expect(sheet.locator(".box.warn")).to_have_count(1)
    expect(sheet.locator(".warnings li").first).to_be_hidden()


def test_ready_is_not_handed_in(page: Page) -> None:
    sheet = to_checklist(page)
    expect(sheet.locator(".count")).to_have_text("Đã có 0 trong 5 giấy tờ. Chạm vào giấy bạn đã có.")
    for box in sheet.get_by_role("checkbox").all():
        box.check()
    expect(sheet.locator(".count")).to_contain_text("Đủ giấy tờ rồi – nhưng bạn chưa nộp. Nộp ở: Ủy ban nhân dân")


def test_open_questions_stand_as_clauses_over_their_papers(page: Page) -> None:
    say(page, "chưa rõ")
    sheet = page.locator("#now .checklist")
    expect(sheet.locator(".lead .papers")).to_contain_text("3 giấy, 4 giấy tùy trường hợp")
    expect(sheet.locator(".decided .only-if").first).to_have_text(re.compile("^Nếu .*, cần:$"))
    assert "→" not in sheet.inner_text()
    for box in sheet.locator(".papers > .documents").get_by_role("checkbox").all():
        box.check()
    expect(sheet.locator(".count")).to_contain_text("còn 4 giấy tùy trường hợp")


def test_an_imported_procedure_says_its_name_once_and_its_filler_once(page: Page) -> None:
    say(page, "việc hiếm")
    card = page.locator("#now .procedure")
    assert card.inner_text().count("Cấp giấy phép cho việc làm rất hiếm") == 1
    sheet = page.locator("#now .checklist")
    expect(sheet.locator(".document .more", has_text="Xem mẫu ở quyết định")).to_have_count(0)
    sheet.get_by_text("Nói chung cho nhiều giấy").click()
    expect(sheet.get_by_text("Xem mẫu ở quyết định công bố.")).to_have_count(1)
    # all papers are unverified: the warning says so, not each of them again
    expect(sheet.locator(".document .badge.unsure")).to_have_count(0)


def test_the_checklist_prints_on_one_page(page: Page) -> None:
    to_checklist(page)
    say(page, "hỏi thêm sau đó")
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
