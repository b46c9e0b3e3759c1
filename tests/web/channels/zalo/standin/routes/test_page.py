"""The page in a real browser, against the stand-in over real HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from deploy.chromium import chromium
from tests.web.browsing import NEEDS_CHROMIUM
from tests.web.channels.zalo.standin.helpers import LAN, Office, Receiver, buttons, eventually, query
from web.channels.zalo.standin.account import Account

pytestmark = list(NEEDS_CHROMIUM)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(params=[(390, 844), (1280, 900)], ids=["phone", "desk"])
def page(request: pytest.FixtureRequest, office: Office, browser: Browser) -> Iterator[Page]:
    """The page on a telephone and on a desk. A script error or a blocked resource fails the test."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(5000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if line.type in ("error", "warning") else None)
    page.goto(str(office.http.base_url))
    expect(page.locator("#summary")).to_contain_text("Webhook đang bật")
    yield page
    context.close()
    assert faults == []


def test_a_person_writes_and_presses_a_button(page: Page, office: Office, receiver: Receiver) -> None:
    expect(page.get_by_text("Chưa có tin nào")).to_be_visible()
    page.fill("#text", "<b>Làm khai sinh</b>")
    page.press("#text", "Enter")
    expect(page.locator(".entry.person")).to_contain_text("<b>Làm khai sinh</b>")
    eventually(lambda: receiver.of("user_send_text"))
    office.send(buttons(query("Có", "/yes"), query("Mở", {"url": "https://x.test/"}, "oa.open.url"), text="Chọn đi"))
    expect(page.get_by_role("link", name="Mở")).to_have_attribute("href", "https://x.test/")
    page.get_by_role("button", name="Có", exact=True).click()
    expect(page.locator(".entry.person").last).to_contain_text("/yes")
    eventually(lambda: len(receiver.of("user_send_text")) == 2)
    eventually(lambda: receiver.of("user_seen_message"))
    wider = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wider


def test_the_clerk_answers_from_the_page(page: Page, receiver: Receiver) -> None:
    page.get_by_label("Trả lời với tư cách cán bộ").check()
    page.fill("#text", "Tôi là cán bộ")
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.locator(".clerk-said")).to_contain_text("Tôi là cán bộ")
    eventually(lambda: receiver.of("oa_send_text"))
    sender = receiver.of("oa_send_text")[0].body["sender"]
    assert sender["id"] == Account().oa_id
    assert sender["admin_id"]


def test_a_quoted_message_a_file_and_another_person(page: Page, office: Office, receiver: Receiver) -> None:
    page.fill("#text", "chào")
    page.press("#text", "Enter")
    expect(page.locator(".entry.person")).to_have_count(1)
    msg_id = office.say("Cần bản chính")["data"]["message_id"]
    page.locator(".entry.oa").get_by_label("Trả lời tin này").click()
    page.fill("#text", "là sao?")
    page.press("#text", "Enter")
    eventually(lambda: len(receiver.of("user_send_text")) == 2)
    assert receiver.of("user_send_text")[1].body["message"]["quote_msg_id"] == msg_id
    page.locator("#more summary").click()
    page.locator("#file").set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"})
    expect(page.get_by_role("link", name="a.pdf")).to_be_visible()
    page.locator("#person").select_option(label="Anh Tuấn")
    expect(page.locator(".entry")).to_have_count(0)
    assert len(office.transcript(LAN)) == 4


def test_what_the_menu_offers(page: Page, office: Office, receiver: Receiver) -> None:
    for name, event in (
        ("Gửi nhãn dán", "user_send_sticker"),
        ("Gửi vị trí", "user_send_location"),
        ("Bấm “Nhắn tin”", "user_click_chatnow"),
        ("Yêu cầu xoá dữ liệu", "user_withdraw"),
    ):
        page.locator("#more summary").click()
        page.get_by_role("button", name=name).click()
        eventually(lambda event=event: receiver.of(event))  # type: ignore[misc]
    page.get_by_role("button", name="Bỏ quan tâm").click()
    expect(page.get_by_role("button", name="Quan tâm OA")).to_be_visible()
    expect(page.get_by_text("Đã bỏ quan tâm OA")).to_be_visible()
    assert not office.http.get(f"/standin/people/{LAN}").json()["follows"]


def test_the_state_is_shown_and_changed(page: Page, office: Office) -> None:
    office.act("say", text="chào")
    if not page.locator("#switch").is_visible():
        page.locator("#summary").click()
    expect(page.locator("#free")).to_contain_text("8 tin trong 47 giờ")
    expect(page.locator("#token")).to_contain_text("còn 24 giờ 59 phút")
    page.get_by_role("button", name="Tắt webhook").click()
    expect(page.locator("#webhook")).to_have_text("đã tắt")
    page.get_by_role("button", name="Bật lại webhook").click()
    expect(page.locator("#webhook")).to_have_text("đang bật")
    page.get_by_role("button", name="Cho mã truy cập hết hạn").click()
    expect(page.locator("#token")).to_have_text("đã hết hạn")
    page.get_by_role("button", name="+ 7 ngày").click()
    expect(page.locator("#free")).to_have_text("hết lượt hoặc quá 48 giờ")


def test_the_permission_page_leads_back(page: Page, office: Office) -> None:
    base = str(office.http.base_url).rstrip("/")
    asked = f"app_id={Account().app_id}&redirect_uri={base}/&code_challenge={'a' * 43}&state=s"
    page.goto(f"{base}/v4/oa/permission?{asked}")
    page.get_by_role("button", name="Cho phép").click()
    page.wait_for_url("**/?oa_id=*&code=*&state=s")
