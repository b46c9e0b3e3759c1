"""A list as an address, as text, as a QR code, on paper: whose case it is never goes over the wire with an address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
import segno
from playwright.sync_api import Browser, Locator, Page, Request, expect

from knowledge.messages import Message
from tests.web.page.conftest import Site
from tests.web.page.handling import to_checklist, watch
from tests.web.page.qr_reader import read_qr
from tests.web.scripted import FACTS, _checklist

CASE = [("birth_proof", "none"), ("witness", "yes"), ("within_60_days", "no"), ("filer", "other")]


@pytest.fixture
def sheet(page: Page, site: Site) -> Locator:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.url)
    return to_checklist(page)


@pytest.fixture
def relative(browser: Browser) -> Iterator[Page]:
    """Somebody else's phone."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    with watch(context.new_page()) as page:
        yield page
    context.close()


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def link_of(page: Page, sheet: Locator) -> str:
    sheet.get_by_role("button", name="Gửi cho người nhà").click()
    expect(sheet.locator(".told").first).to_contain_text("Đã chép đường dẫn")
    return clipboard(page)


def received(page: Page) -> Locator:
    return page.locator(".kept", has=page.get_by_role("heading", name="Danh sách được gửi cho bạn"))


def test_the_address_holds_the_case_behind_the_hash(page: Page, sheet: Locator, site: Site) -> None:
    address = urlsplit(link_of(page, sheet))
    assert f"{address.scheme}://{address.netloc}{address.path}" == site.url
    assert address.query == ""
    parts = parse_qsl(address.fragment)
    assert parts[0] == ("xem", "1.001193")
    assert [part for part in parts[1:] if not part[0].startswith("-")] == CASE


def test_opened_elsewhere_it_is_the_same_list_and_no_address_names_the_case(
    page: Page, sheet: Locator, relative: Page
) -> None:
    requests: list[Request] = []
    relative.on("request", lambda request: requests.append(request))
    relative.goto(link_of(page, sheet))
    expect(received(relative)).to_contain_text("Danh sách vẫn đúng")
    names = [".document-name", ".badge", ".terms dd"]
    for name in names:
        assert relative.locator(f".kept {name}").all_inner_texts() == sheet.locator(name).all_inner_texts(), name
    expect(relative.get_by_role("heading", name="Danh sách được gửi cho bạn")).to_be_focused()
    spoken = [value for request in requests for value in (request.url, *request.all_headers().values())]
    told = [text for text in spoken if re.search("birth_proof|witness|filer|xem=", text.partition("#")[0])]
    assert told == []
    asked = [request for request in requests if request.post_data]
    assert {urlsplit(request.url).path for request in asked} == {"/api/procedures/1.001193/checklist"}
    assert {json.loads(request.post_data or "")["facts"]["birth_proof"] for request in asked} == {"none"}


def test_what_has_changed_since_it_was_sent_is_said(page: Page, sheet: Locator, relative: Page) -> None:
    relative.goto(re.sub("-van=[0-9a-z]+", "-van=old", link_of(page, sheet)))
    expect(received(relative)).to_contain_text("Thông tin đã thay đổi từ ngày gửi")
    expect(received(relative).locator(".checklist")).to_be_visible()


@pytest.mark.parametrize(
    ("fragment", "said", "drawn"),
    [
        ("xem=1.001193&birth_proof=maybe", "Các câu hỏi của thủ tục này đã đổi", True),
        ("xem=1.001193&colour=red&__proto__=1", "Các câu hỏi của thủ tục này đã đổi", True),
        ("xem=1.001193", "Danh sách vẫn đúng", True),
        ("xem=9.999999&birth_proof=none", "không còn trong danh mục", False),
        ("xem=..&birth_proof=none", "không còn trong danh mục", False),
    ],
)
def test_anybody_may_have_made_the_address(relative: Page, site: Site, fragment: str, said: str, drawn: bool) -> None:
    relative.goto(f"{site.url}#{fragment}")
    expect(received(relative)).to_contain_text(said)
    expect(received(relative).locator(".checklist")).to_have_count(int(drawn))


@pytest.mark.parametrize("fragment", ["xem=<b>", "xem=", "now", "%", "xem=" + "1" * 500])
def test_any_other_address_is_the_page(relative: Page, site: Site, fragment: str) -> None:
    relative.goto(f"{site.url}#{fragment}")
    expect(relative.locator("#welcome")).to_be_visible()
    expect(received(relative)).to_have_count(0)


def test_without_an_answer_it_can_be_tried_again(relative: Page, site: Site) -> None:
    relative.route("**/api/procedures/**", lambda route: route.abort())
    relative.goto(f"{site.url}#xem=1.001193&birth_proof=none")
    expect(received(relative)).to_contain_text("Chưa mở được danh sách")
    relative.unroute("**/api/procedures/**")
    received(relative).get_by_role("button", name="Thử lại").click()
    expect(received(relative).locator(".checklist")).to_be_visible()


def test_another_address_in_the_same_tab_is_another_list(relative: Page, site: Site) -> None:
    relative.goto(f"{site.url}#xem=1.001193&birth_proof=none")
    expect(received(relative).locator(".given")).to_contain_text("Không có")
    relative.evaluate("location.hash = '#xem=1.001193&birth_proof=paper'")
    expect(received(relative).locator(".given")).to_contain_text("Có bản giấy")
    relative.get_by_role("link", name="Chuyển đến ô nhập").press("Enter")
    expect(received(relative).locator(".checklist")).to_be_visible()
    relative.evaluate("location.hash = ''")
    expect(received(relative)).to_have_count(0)


def test_a_phone_shares_by_its_own_means(page: Page, sheet: Locator) -> None:
    page.evaluate("() => { navigator.share = (what) => { window.told = what; return Promise.resolve(); }; }")
    sheet.get_by_role("button", name="Gửi cho người nhà").click()
    told = page.evaluate("window.told")
    assert told["text"] == "Giấy tờ cần mang: Đăng ký khai sinh"
    assert "#xem=1.001193" in told["url"]
    page.evaluate("() => { navigator.share = () => Promise.reject(new DOMException('', 'AbortError')); }")
    sheet.get_by_role("button", name="Gửi cho người nhà").click()
    expect(sheet.locator(".told")).to_be_hidden()


def test_the_text_is_the_text_of_the_message(page: Page, sheet: Locator) -> None:
    sheet.get_by_text("Chép, mã QR, PDF, lịch").click()
    sheet.get_by_role("button", name="Chép thành chữ").click()
    expect(sheet.locator(".told").first).to_contain_text("Đã chép cả danh sách")
    assert clipboard(page) == Message.model_validate(_checklist(FACTS)[0]["custom"]).text


def test_a_received_list_can_be_copied_too(page: Page, sheet: Locator, site: Site) -> None:
    page.goto(f"{site.url}#" + "&".join(["xem=1.001193", *(f"{name}={value}" for name, value in CASE)]))
    received(page).get_by_text("Chép, mã QR, PDF, lịch").click()
    received(page).get_by_role("button", name="Chép thành chữ").click()
    expect(received(page).locator(".told").first).to_contain_text("Đã chép cả danh sách")
    assert clipboard(page) == Message.model_validate(_checklist(FACTS)[0]["custom"]).text


def test_without_https_the_older_way_copies_and_else_the_person_does(page: Page, sheet: Locator) -> None:
    page.evaluate("() => { Object.defineProperty(navigator, 'clipboard', { value: undefined }); }")
    page.evaluate("() => document.addEventListener('copy', (event) => { window.copied = event.target.value; })")
    send = sheet.get_by_role("button", name="Gửi cho người nhà")
    send.click()
    expect(sheet.locator(".told").first).to_contain_text("Đã chép đường dẫn")
    assert "#xem=1.001193" in page.evaluate("window.copied")
    expect(send).to_be_focused()
    page.evaluate("() => { document.execCommand = () => false; }")
    send.click()
    box = sheet.locator(".by-hand")
    assert "#xem=1.001193" in box.input_value()
    assert page.evaluate("document.activeElement.className") == "by-hand"


def test_the_qr_code_says_the_address(page: Page, sheet: Locator) -> None:
    address = link_of(page, sheet)
    sheet.get_by_text("Chép, mã QR, PDF, lịch").click()
    drawn = _squares(sheet.locator(".qr-place svg"))
    assert read_qr(drawn) == address
    assert len(drawn) <= 53, "squares large enough for the camera of a cheap phone"


@pytest.mark.parametrize("length", [3, 60, 130, 300])
def test_the_reader_of_qr_codes_reads_those_of_another_maker(length: int) -> None:
    text = "".join(chr(33 + number * 7 % 90) for number in range(length))
    for error in "LMQH":
        made = segno.make_qr(text, error=error, mode="byte", boost_error=False)
        assert read_qr([list(row) for row in made.matrix]) == text


def _squares(svg: Locator) -> list[bytes]:
    """The drawn modules, row by row, without the quiet zone."""
    side = int((svg.get_attribute("viewBox") or "").split()[2]) - 8
    rows = [bytearray(side) for _ in range(side)]
    path = svg.locator("path").get_attribute("d") or ""
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path):
        for at in range(int(length)):
            rows[int(y) - 4][int(x) - 4 + at] = 1
    return [bytes(row) for row in rows]


def test_on_paper_it_is_one_page_with_the_address_and_the_code(page: Page, sheet: Locator, tmp_path: Path) -> None:
    foot = sheet.locator(".paper-foot")
    expect(foot).to_be_hidden()
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    page.emulate_media(media="print")
    expect(foot.locator("svg")).to_be_visible()
    expect(foot).to_contain_text("/thu-tuc/1.001193")
    expect(sheet.get_by_text("Cổng Dịch vụ công quốc gia").first).to_be_visible()
    expect(sheet.get_by_role("button", name="Gửi cho người nhà")).to_be_hidden()


def test_pdf_and_calendar_are_those_of_the_case(page: Page, sheet: Locator, site: Site) -> None:
    sheet.get_by_text("Chép, mã QR, PDF, lịch").click()
    for name, kind in (("Tải tệp PDF", "application/pdf"), ("Ghi ngày hẹn vào lịch", "text/calendar")):
        where = sheet.get_by_role("link", name=name).get_attribute("href") or ""
        assert parse_qsl(urlsplit(where).query) == CASE
        reply = page.request.get(site.url.rstrip("/") + where)
        assert reply.status == 200
        assert reply.headers["content-type"].startswith(kind)
