"""Lists kept on the device: only when asked, with their ticks, in every tab; forgotten at once; and still true."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.web.page.conftest import Site
from tests.web.page.gateways import gateway
from tests.web.page.handling import to_checklist, watch

FORM = "Tờ khai đăng ký khai sinh"
KEY = "dimotlan:kept"


def kept_in(page: Page) -> Any:
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}') ?? '[]'"))


def keep(page: Page) -> Locator:
    sheet = to_checklist(page)
    sheet.get_by_role("button", name="Giữ trên máy này").click()
    expect(sheet.get_by_role("button", name="Xóa khỏi máy")).to_be_visible()
    return sheet


def panel(page: Page) -> Locator:
    return page.locator(".kept", has=page.get_by_role("heading", name="Danh sách bạn đã giữ"))


def opened(page: Page) -> Locator:
    """The first kept list, opened and compared with the catalogue of today."""
    panel(page).locator("summary").first.click()
    expect(panel(page).locator(".state > *").first).to_be_visible()
    return panel(page).locator(".checklist").first


@pytest.fixture
def next_page(page: Page, site: Site) -> Iterator[Page]:
    """Another tab of the same browser, not opened yet."""
    with watch(page.context.new_page()) as other:
        yield other


def test_nothing_is_kept_unasked(page: Page, next_page: Page, site: Site) -> None:
    to_checklist(page)
    assert kept_in(page) == []
    next_page.goto(site.url)
    expect(panel(next_page)).to_have_count(0)


def test_a_kept_list_is_there_at_the_next_opening_with_its_ticks(page: Page, next_page: Page, site: Site) -> None:
    sheet = to_checklist(page)
    sheet.get_by_role("checkbox", name=FORM).check()
    sheet.get_by_role("button", name="Giữ trên máy này").click()
    expect(sheet.locator(".told")).to_contain_text("Đã giữ trong trình duyệt của máy này")
    sheet.get_by_role("checkbox", name="Văn bản của người làm chứng").check()
    page.close()
    next_page.goto(site.url)
    expect(panel(next_page)).to_contain_text("đã có 2 trong 5 giấy tờ")
    again = opened(next_page)
    expect(panel(next_page)).to_contain_text("Danh sách vẫn đúng")
    expect(again.get_by_role("checkbox", name=FORM)).to_be_checked()
    again.get_by_role("checkbox", name=FORM).uncheck()
    expect(again.locator(".count")).to_contain_text("Đã có 1 trong 5")
    next_page.reload()
    expect(panel(next_page)).to_contain_text("đã có 1 trong 5 giấy tờ")


def test_what_is_kept_can_be_removed_and_that_undone(page: Page) -> None:
    sheet = keep(page)
    sheet.get_by_role("button", name="Xóa khỏi máy").click()
    assert kept_in(page) == []
    expect(sheet.locator(".told")).to_have_text("Đã xóa danh sách khỏi máy này.")
    sheet.get_by_role("button", name="Giữ trên máy này").click()
    assert len(kept_in(page)) == 1
    page.reload()
    again = opened(page)
    again.get_by_role("button", name="Xóa khỏi máy").click()
    page.reload()
    expect(panel(page)).to_have_count(0)


def test_the_same_case_is_kept_once(page: Page) -> None:
    keep(page)
    page.get_by_role("button", name="Làm lại từ đầu").click()
    page.get_by_role("button", name="Xóa và làm lại").click()
    expect(to_checklist(page).get_by_role("button", name="Xóa khỏi máy")).to_be_visible()
    assert len(kept_in(page)) == 1


def test_two_tabs_know_of_each_other(page: Page, next_page: Page, site: Site) -> None:
    next_page.goto(site.url)
    sheet = keep(page)
    expect(panel(next_page)).to_contain_text("đã có 0 trong 5 giấy tờ")
    sheet.get_by_role("checkbox", name=FORM).check()
    expect(panel(next_page)).to_contain_text("đã có 1 trong 5 giấy tờ")
    expect(opened(next_page).get_by_role("checkbox", name=FORM)).to_be_checked()
    sheet.get_by_role("button", name="Xóa khỏi máy").click()
    expect(panel(next_page)).to_have_count(0)


def test_what_has_changed_since_is_named_and_taken_over_when_asked(page: Page) -> None:
    keep(page)
    page.evaluate(
        """(key) => {
        const lists = JSON.parse(localStorage.getItem(key)), { custom } = lists[0].message;
        lists[0].day = "2026-01-02";
        lists[0].ticks = [custom.documents[0].type];
        const [gone] = custom.documents.splice(1, 1, { ...custom.documents[1], type: "giay_cu", name: "Giấy cũ" });
        custom.documents[2].present = { original: 7, certified_copy: 0, photocopy: 0, unstated: false };
        custom.fee.text = "5 đồng";
        localStorage.setItem(key, JSON.stringify(lists));
        return gone.name; }""",
        KEY,
    )
    page.reload()
    sheet = opened(page)
    state = panel(page).locator(".state")
    expect(state).to_contain_text("Có thay đổi từ ngày 02/01/2026")
    for line in ("Cần thêm: Văn bản của người làm chứng", "Không cần nữa: Giấy cũ", "Đổi số bản", "Lệ phí nay là:"):
        expect(state).to_contain_text(line)
    expect(sheet.get_by_text("Văn bản của người làm chứng").first).to_be_visible()
    expect(sheet.get_by_role("checkbox", name=FORM)).to_be_checked()
    page.reload()
    opened(page)
    expect(state).to_contain_text("Giấy cũ")
    state.get_by_role("button", name="Giữ bản mới").click()
    page.reload()
    expect(opened(page).get_by_role("checkbox", name=FORM)).to_be_checked()
    expect(state).to_contain_text("Danh sách vẫn đúng")


def test_where_nothing_can_be_kept_it_is_said(page: Page) -> None:
    sheet = to_checklist(page)
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }; }")
    sheet.get_by_role("button", name="Giữ trên máy này").click()
    expect(sheet.locator(".told")).to_contain_text("không cho giữ thêm")
    expect(sheet.get_by_role("button", name="Giữ trên máy này")).to_be_visible()


@pytest.mark.parametrize(
    "kept", ["{", '{"a": 1}', '[{"form": 99}]', "[null]", '[{"form": 1, "message": {}, "ticks": []}]']
)
def test_what_another_release_kept_is_left_alone(page: Page, kept: str) -> None:
    page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [KEY, kept])
    page.reload()
    expect(page.locator("#welcome")).to_be_visible()
    expect(panel(page)).to_have_count(0)


def test_a_list_that_cannot_be_drawn_any_more_is_shown_as_its_text(page: Page) -> None:
    keep(page)
    page.evaluate(
        """(key) => { const lists = JSON.parse(localStorage.getItem(key));
        delete lists[0].message.custom.source; localStorage.setItem(key, JSON.stringify(lists)); }""",
        KEY,
    )
    page.route("**/api/procedures/**", lambda route: route.abort())
    page.reload()
    panel(page).locator("summary").first.click()
    expect(panel(page).locator("article")).to_contain_text("5 giấy tờ cho trường hợp của bạn")


def test_a_screen_for_all_keeps_nobodys_list(browser: Browser, tmp_path: Path) -> None:
    with gateway(tmp_path, shared_screen=True) as shared:
        context = browser.new_context(viewport={"width": 360, "height": 640}, reduced_motion="reduce")
        with watch(context.new_page()) as page:
            page.goto(shared.url)
            sheet = to_checklist(page)
            expect(sheet.get_by_role("button", name="Gửi cho người nhà")).to_be_visible()
            expect(sheet.get_by_role("button", name="Giữ trên máy này")).to_have_count(0)
        context.close()
