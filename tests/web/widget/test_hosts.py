"""The widget on real pages of another site: kind ones and hostile ones."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from deploy.chromium import ARGUMENTS, CHROMIUM
from tests.web.browsing import axe_source
from tests.web.widget.conftest import DESKTOP, PHONE, PLAIN, Assistant, Host, Widget, watch
from web.operations.notice import LOOK_EVERY

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP])
def test_nothing_but_the_loader_is_loaded_and_nothing_stored_before_the_first_opening(
    open_page: Open, host: Host, assistant: Assistant, viewport: dict[str, int]
) -> None:
    page = open_page(viewport)
    asked = watch(page)
    page.goto(host.plain('data-greeting="Cần giấy tờ gì?"'))
    widget = Widget(page)
    expect(widget.launcher).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert [address for address in asked if address.startswith(assistant.url)] == [host.widget]
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert page.locator("iframe").count() == 0
    widget.open()
    assert f"{assistant.url}/widget" in asked
    assert all(len(address) < 120 and "session" not in address for address in asked), "no token in an address"
    assert page.context.cookies() == []


def test_it_opens_talks_closes_and_goes_on_where_it_was(open_page: Open, host: Host, assistant: Assistant) -> None:
    page = open_page()
    page.goto(host.plain())
    widget = Widget(page)
    expect(widget.launcher).to_have_attribute("aria-expanded", "false")
    widget.open()
    expect(widget.launcher).to_have_attribute("aria-expanded", "true")
    widget.say("khai sinh")
    expect(widget.chat.locator(".choice").first).to_be_visible()
    widget.close()
    expect(widget.launcher).to_have_attribute("aria-expanded", "false")
    expect(widget.launcher).to_be_focused()
    widget.open()
    expect(widget.chat.locator(".choice").first).to_be_visible()
    assert [message for _, message in assistant.rasa.got].count("khai sinh") == 1


def test_by_keyboard_alone_in_and_out(open_page: Open, host: Host) -> None:
    page = open_page()
    page.goto(host.plain())
    widget = Widget(page)
    widget.launcher.focus()
    page.keyboard.press("Enter")
    expect(widget.chat.locator("#text")).to_be_focused()
    page.keyboard.type("khai sinh")
    page.keyboard.press("Enter")
    expect(widget.chat.locator(".choice")).to_have_count(3)
    page.keyboard.press("Escape")
    expect(widget.panel).to_be_hidden()
    expect(widget.launcher).to_be_focused()
    page.keyboard.press("Space")
    expect(widget.chat.locator("#text")).to_be_focused()
    page.keyboard.type("dở dang")
    widget.panel.get_by_role("button", name="Đóng").focus()
    page.keyboard.press("Escape")
    expect(widget.launcher).to_be_focused()
    page.keyboard.press("Enter")
    expect(widget.chat.locator("#text")).to_have_value("dở dang")


def test_escape_closes_a_question_inside_before_the_widget(open_page: Open, host: Host) -> None:
    page = open_page()
    page.goto(host.plain())
    widget = Widget(page)
    widget.open()
    widget.say("khai sinh")
    widget.chat.get_by_role("button", name="Làm lại từ đầu").click()
    page.keyboard.press("Escape")
    expect(widget.chat.locator("#restart-dialog")).to_be_hidden()
    expect(widget.panel).to_be_visible()


PROFILES: dict[str, dict[str, Any]] = {
    "ordinary": {},
    "third-party cookies blocked": {"profile": {"block_third_party_cookies": True, "cookie_controls_mode": 1}},
    "all storage of the assistant blocked": {
        "profile": {"content_settings": {"exceptions": {"cookies": {"127.0.0.1,*": {"setting": 2}}}}}
    },
}
KEEPS = "try { Boolean(sessionStorage) } catch { false }"


@pytest.mark.parametrize("profile", PROFILES)
def test_the_conversation_goes_along_to_the_next_page(
    keeping_page: Open, host: Host, assistant: Assistant, profile: str
) -> None:
    page = keeping_page(PROFILES[profile])
    page.goto(host.plain())
    host.plain(path="/next", text="Trang hai.")
    widget = Widget(page)
    widget.open()
    keeps = page.frames[-1].evaluate(KEEPS)
    assert keeps is not profile.startswith("all storage"), "what a frame keeps is parted by site: browsers let it"
    widget.say("khai sinh bí mật")
    page.wait_for_timeout(400)
    page.get_by_role("link", name="Trang sau").click()
    expect(page.get_by_text("Trang hai.")).to_be_visible()
    expect(widget.chat.locator(".mine")).to_have_text(re.compile("khai sinh bí mật"))
    assert page.evaluate("document.activeElement === document.body"), "it opened by itself and took no focus"
    widget.say("tiếp nhé")
    assert len({sender for sender, _ in assistant.rasa.got}) == 1
    page.wait_for_timeout(400)
    stored = page.evaluate("({...sessionStorage})")
    assert page.evaluate("localStorage.length") == 0
    if keeps:
        assert stored == {"dimotlan-widget:": "open"}
    else:
        assert set(stored) == {"dimotlan-widget:", "dimotlan-widget::kept"}
        assert re.fullmatch(r"[0-9a-f]{32}\.[A-Za-z0-9+/=]+", stored["dimotlan-widget::kept"])
    widget.close()
    page.reload()
    expect(widget.launcher).to_be_visible()
    expect(widget.panel).to_be_hidden()
    widget.open()
    expect(widget.chat.locator(".mine")).to_have_count(2)


def test_what_was_sealed_for_another_address_or_changed_begins_anew(open_page: Open, host: Host) -> None:
    page = open_page()
    page.goto(host.plain())
    host.plain(path="/next")
    widget = Widget(page)
    widget.open()
    widget.say("khai sinh")
    page.wait_for_timeout(400)
    for damaged in ("x", "0" * 32 + ".AAAA", "", "{}", "." * 100):
        page.evaluate("(text) => sessionStorage.setItem('dimotlan-widget::kept', text)", damaged)
        page.reload()
        expect(widget.chat.locator("#text")).to_be_visible()
        expect(widget.panel.locator(".trouble")).to_be_hidden()
        expect(widget.chat.locator(".mine")).to_have_count(0)
    widget.say("lại từ đầu")


def test_where_nothing_can_seal_it_says_that_it_does_not_keep(
    open_page: Open, host: Host, assistant: Assistant
) -> None:
    page = open_page()
    page.route(f"{assistant.url}/api/widget/key", lambda route: route.abort())
    page.goto(host.plain())
    widget = Widget(page)
    widget.open()
    widget.say("khai sinh")
    expect(widget.chat.locator("#not-kept")).to_be_visible()


def test_the_site_cannot_read_the_conversation_nor_its_token(open_page: Open, host: Host, assistant: Assistant) -> None:
    page = open_page()
    page.goto(host.plain())
    page.evaluate("window.heard = []; addEventListener('message', (event) => heard.push(event.data))")
    widget = Widget(page)
    widget.open()
    widget.say("tôi là người bí mật")
    widget.close()
    widget.open()
    page.wait_for_function("heard.some((message) => message.type === 'keep')")
    page.wait_for_timeout(400)  # whatever else it may say
    heard = page.evaluate("heard")
    assert {message["type"] for message in heard} <= {"ready", "close", "news", "keep"}
    assert {tuple(sorted(message)) for message in heard} == {("dimotlan", "type"), ("dimotlan", "sealed", "type")}
    frame = page.frames[-1]
    said = json.dumps(heard) + page.evaluate("JSON.stringify({...sessionStorage})")
    assert "bí mật" not in said
    for plain in ("bí mật", "session"):
        encoded = base64.b64encode(plain.encode()).decode().rstrip("=")
        assert encoded not in said
    # nor can a script of the site ask for the key, or for what the frame is told
    asked = page.evaluate(
        """(address) => fetch(address, { method: 'POST', headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ id: '0'.repeat(32) }) }).then(() => 'read', (error) => error.name)""",
        f"{assistant.url}/api/widget/key",
    )
    assert asked == "TypeError"
    assert frame.url == f"{assistant.url}/widget"
    reached = "document.querySelector('dimotlan-widget').shadowRoot.querySelector('iframe').contentWindow.document"
    with pytest.raises(Exception, match="cross-origin"):
        page.evaluate(f"{reached}.body.innerHTML")


def test_words_that_do_not_come_from_the_frame_do_nothing(open_page: Open, host: Host) -> None:
    page = open_page()
    page.goto(host.plain())
    widget = Widget(page)
    widget.open()
    page.evaluate("postMessage({dimotlan: 1, type: 'close'}, '*')")
    frame = page.frames[-1]
    frame.evaluate("parent.postMessage({dimotlan: 2, type: 'close'}, '*')")
    frame.evaluate("parent.postMessage('close', '*')")
    frame.evaluate("parent.postMessage(null, '*')")
    page.wait_for_timeout(200)
    expect(widget.panel).to_be_visible()
    frame.evaluate("parent.postMessage({dimotlan: 1, type: 'close'}, '*')")
    expect(widget.panel).to_be_hidden()


def test_the_frame_listens_to_its_own_site_alone(open_page: Open, host: Host, assistant: Assistant) -> None:
    page = open_page()
    page.goto(host.plain())
    widget = Widget(page)
    widget.open()
    frame = page.frames[-1]
    for words in (
        "{dimotlan: 1, type: 'about', procedure: '1.001193'}",
        "null",
        "'x'",
        "{dimotlan: 1, type: 'about', procedure: {}}",
    ):
        frame.evaluate(f"postMessage({words}, '*')")  # from itself, which is not the site
    page.wait_for_timeout(200)
    expect(widget.chat.locator("#about button")).to_have_count(0)
    for hostile in ("<img src=x onerror=alert(1)>", "../healthz", "1.001193/../x", "9.999999"):
        widget.element.evaluate("(element, code) => element.setAttribute('procedure', code)", hostile)
    page.wait_for_timeout(200)
    expect(widget.chat.locator("#about button")).to_have_count(0)
    assert assistant.rasa.got == [] or {text for _, text in assistant.rasa.got} == {"/greet"}


def test_a_page_about_a_procedure_offers_to_ask_about_it(open_page: Open, host: Host, assistant: Assistant) -> None:
    page = open_page()
    page.goto(host.plain('data-procedure="1.001193"'))
    widget = Widget(page)
    widget.open()
    widget.chat.get_by_role("button", name="Hỏi về: Đăng ký khai sinh").click()
    expect(widget.chat.locator(".mine.sent")).to_contain_text("Đăng ký khai sinh")
    assert assistant.rasa.got[-1][1] == "1.001193"
    expect(widget.chat.locator("#about button")).to_have_count(0)
    # a single-page application goes to another page
    widget.element.evaluate("(element) => element.setAttribute('procedure', '1.001193')")
    expect(widget.chat.locator("#about button")).to_have_count(1)


def test_on_a_site_that_is_not_listed_it_says_so_and_leads_to_its_own_page(
    open_page: Open, host: Host, assistant: Assistant
) -> None:
    page = open_page()
    page.goto(host.plain().replace("localhost", "127.0.0.1"))  # another origin: not on the list
    widget = Widget(page)
    page.clock.install()
    widget.launcher.click()
    page.wait_for_timeout(500)
    page.clock.run_for(20_000)
    expect(widget.panel.get_by_role("status")).to_have_text("Chưa mở được trợ lý ở đây, có thể vì mạng chậm.")
    link = widget.panel.get_by_role("link", name="Mở ở trang riêng")
    assert link.get_attribute("href") == f"{assistant.url}/"
    assert len(page.frames) == 2
    assert "chrome-error" in page.frames[1].url


@pytest.mark.parametrize(("name", "listed"), [("xa.phuong", True), ("a.b.phuong", True), ("phuong", False)])
def test_a_star_in_the_list_stands_for_every_name_below(open_page: Open, host: Host, name: str, listed: bool) -> None:
    page = open_page()
    page.goto(host.plain().replace("localhost", f"{name}.localhost"))
    widget = Widget(page)
    widget.launcher.click()
    if listed:
        expect(widget.panel.locator(".trouble")).to_be_hidden()
        widget.say("khai sinh")
    else:
        expect(widget.panel.get_by_role("link", name="Mở ở trang riêng")).to_be_visible(timeout=8000)


HOSTILE = """<style>
  * { display: none !important; all: unset !important; color: red !important; font-size: 3px !important;
      opacity: .1 !important; visibility: hidden !important; transform: scale(0) !important; z-index: -1 !important;
      pointer-events: none !important; }
  html, head, style, body, main, h1 { display: block !important; visibility: visible !important; opacity: 1 !important;
      transform: none !important; font-size: 20px !important; }
  body { transform: translateX(40px) !important; overflow: hidden !important; filter: blur(0) !important; }
  html { font-size: 3px !important; }
  button, dialog, iframe, span { display: none !important; width: 0 !important; height: 0 !important; }
</style>"""


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP])
def test_hostile_styles_of_the_site_do_not_reach_it(open_page: Open, host: Host, viewport: dict[str, int]) -> None:
    page = open_page(viewport)
    page.goto(host.plain())
    widget = Widget(page)
    expect(widget.launcher).to_be_visible()
    meant = widget.launcher.bounding_box()
    page.goto(host.plain(text=HOSTILE))
    expect(widget.launcher).to_be_visible()
    assert widget.launcher.bounding_box() == meant
    assert widget.launcher.evaluate("(e) => [getComputedStyle(e).fontSize, getComputedStyle(e).color]") == [
        "18px",
        "rgb(255, 255, 255)",
    ]
    assert widget.element.evaluate("(e) => [getComputedStyle(e).opacity, getComputedStyle(e).pointerEvents]") == [
        "1",
        "auto",
    ]
    widget.open()
    widget.say("khai sinh")
    expect(widget.chat.locator(".choice").first).to_be_in_viewport()


STRICT = (
    "default-src 'none'; script-src {origin}/widget.js; frame-src {origin}/widget; style-src 'self'; "
    "require-trusted-types-for 'script'; base-uri 'none'; form-action 'none'"
)


def test_a_strict_policy_of_the_site_is_enough(open_page: Open, host: Host, assistant: Assistant) -> None:
    page = open_page()
    blocked: list[str] = []
    page.on("console", lambda line: blocked.append(line.text) if "Content Security Policy" in line.text else None)
    snippet = f'<script async src="{host.widget}" data-colour="#a3330f"></script>'
    policy = STRICT.format(origin=assistant.url)
    page.goto(host.put("/", PLAIN.format(text="Chặt chẽ.", snippet=snippet), Content_Security_Policy=policy))
    widget = Widget(page)
    widget.open()
    widget.say("khai sinh")
    assert widget.launcher.evaluate("(e) => getComputedStyle(e).backgroundColor") == "rgb(163, 51, 15)"
    assert widget.launcher.evaluate("(e) => getComputedStyle(e).position") == "fixed"
    assert blocked == []


def test_a_browser_without_constructed_sheets_takes_the_nonce_of_the_script(
    open_page: Open, host: Host, assistant: Assistant
) -> None:
    page = open_page()
    page.add_init_script("delete Document.prototype.adoptedStyleSheets; delete ShadowRoot.prototype.adoptedStyleSheets")
    snippet = f'<script async nonce="abc123" src="{host.widget}"></script>'
    policy = f"default-src 'none'; script-src 'nonce-abc123'; style-src 'nonce-abc123'; frame-src {assistant.url}"
    page.goto(host.put("/", PLAIN.format(text="Cũ.", snippet=snippet), Content_Security_Policy=policy))
    widget = Widget(page)
    widget.open()
    assert widget.launcher.evaluate("(e) => getComputedStyle(e).position") == "fixed"


APPLICATION = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Ứng dụng</title>
<script async src="{widget}"></script><script src="/app.js" defer></script></head>
<body><main id="app"><button id="go">Sang trang</button></main></body></html>"""
ROUTER = """
function render(n) {
  document.body.innerHTML = '<main><h1>Trang ' + n + '</h1><button id="go">Sang trang</button></main>';
  arm(n);
}
function arm(n) {
  document.getElementById('go').addEventListener('click', () => {
    history.pushState({}, '', '/app/' + n);
    render(n + 1);
  });
}
window.swapBody = () => {
  const body = document.createElement('body');
  const again = document.createElement('script');
  body.innerHTML = '<main><h1>Thân mới</h1></main>';
  again.src = document.querySelector('script').src;
  body.append(again);
  document.body.replaceWith(body);
};
window.swapAll = () => {
  document.documentElement.replaceChildren(document.createElement('head'), document.createElement('body'));
};
arm(1);
"""


def test_a_single_page_application_keeps_it(open_page: Open, host: Host, assistant: Assistant) -> None:
    host.put("/app.js", ROUTER)
    page = open_page()
    page.goto(host.put("/app", APPLICATION))
    widget = Widget(page)
    widget.open()
    widget.say("khai sinh")
    frame = page.frames[-1]
    frame.evaluate("window.same = true")
    for number in (2, 3, 4):
        page.locator("#go").click()
        expect(page.get_by_role("heading", name=f"Trang {number}")).to_be_visible()
    page.evaluate("swapBody()")
    expect(page.get_by_role("heading", name="Thân mới")).to_be_visible()
    page.wait_for_timeout(200)
    assert page.locator("dimotlan-widget").count() == 1, "the snippet ran again"
    assert frame.evaluate("window.same"), "the frame was never loaded anew"
    page.evaluate("swapAll()")
    expect(widget.launcher).to_be_visible()
    expect(widget.chat.locator(".choice")).to_have_count(3)
    widget.say("vẫn đây")
    assert len({sender for sender, _ in assistant.rasa.got}) == 1


def test_an_application_can_take_it_away(open_page: Open, host: Host) -> None:
    page = open_page()
    page.goto(host.plain())
    widget = Widget(page)
    widget.open()
    widget.element.evaluate("(element) => element.leave()")
    page.wait_for_timeout(100)
    assert page.locator("dimotlan-widget").count() == 0


def test_two_widgets_have_a_conversation_each_and_the_same_snippet_twice_is_one(open_page: Open, host: Host) -> None:
    page = open_page()
    two = "".join(
        f'<script async src="{host.widget}" {attributes}></script>'
        for attributes in ("", "", 'data-name="dat-dai" data-side="left"')
    )
    page.goto(host.put("/", PLAIN.format(text="Hai.", snippet=two)))
    expect(page.locator("dimotlan-widget")).to_have_count(2)
    first, second = Widget(page, "dimotlan-widget:not([name])"), Widget(page, "dimotlan-widget[name=dat-dai]")
    first.open()
    first.say("khai sinh")
    second.open()
    second.say("đất đai")
    first.say("nữa nhé")
    page.wait_for_timeout(400)
    page.reload()
    expect(first.chat.locator(".mine")).to_have_count(2)
    expect(second.chat.locator(".mine")).to_have_count(1)
    left, right = second.launcher.bounding_box(), first.launcher.bounding_box()
    assert left is not None
    assert right is not None
    assert left["x"] + left["width"] < right["x"]


def test_a_slow_network_is_waited_for_and_a_broken_one_tried_again(
    open_page: Open, host: Host, assistant: Assistant
) -> None:
    page = open_page(PHONE)
    page.route(f"{assistant.url}/widget", lambda route: route.abort())
    page.goto(host.plain())
    widget = Widget(page)
    widget.launcher.click()
    expect(widget.panel.get_by_role("status")).to_have_text("Đang mở trợ lý…")
    expect(widget.panel.get_by_role("button", name="Mở lại")).to_be_visible(timeout=8000)
    widget.panel.get_by_role("button", name="Đóng").click()
    expect(widget.launcher).to_be_focused()
    widget.launcher.click()
    page.unroute(f"{assistant.url}/widget")
    widget.panel.get_by_role("button", name="Mở lại").click()
    expect(widget.chat.locator("#text")).to_be_visible()
    expect(widget.panel.locator(".trouble")).to_be_hidden()
    page.route(f"{assistant.url}/api/chat", lambda route: route.abort())
    widget.chat.locator("#text").fill("khai sinh")
    widget.chat.locator("#text").press("Enter")
    expect(widget.chat.locator(".mine.failed")).to_be_visible()
    page.unroute(f"{assistant.url}/api/chat")
    widget.chat.get_by_role("button", name="Gửi lại").click()
    expect(widget.chat.locator(".choice")).to_have_count(3)


def test_a_loader_that_never_comes_leaves_the_page_alone(open_page: Open, host: Host, assistant: Assistant) -> None:
    page = open_page()
    page.route(host.widget, lambda route: route.abort())
    page.goto(host.plain())
    expect(page.get_by_role("heading", name="Trang thông tin điện tử xã")).to_be_visible()
    assert page.locator("dimotlan-widget").count() == 0


def test_a_script_of_the_frame_that_does_not_come_is_told(open_page: Open, host: Host) -> None:
    page = open_page()
    page.route("**/built/chat.js", lambda route: route.abort())
    page.goto(host.plain())
    widget = Widget(page)
    widget.launcher.click()
    expect(widget.panel.get_by_role("button", name="Mở lại")).to_be_visible(timeout=8000)
    with page.context.expect_page() as opened:  # what is asked all the same goes to the page that needs no script
        widget.chat.locator("#text").fill("khai sinh")
        widget.chat.get_by_role("button", name="Gửi", exact=True).click()
    expect(opened.value.get_by_text("Đăng ký lại khai sinh").first).to_be_visible()
    expect(widget.chat.locator("#text")).to_be_visible()


def test_news_while_it_is_closed_leave_a_mark(open_page: Open, host: Host, assistant: Assistant) -> None:
    page = open_page()
    page.goto(host.plain())
    widget = Widget(page)
    widget.open()
    assistant.rasa.gate.clear()
    widget.chat.locator("#text").fill("khai sinh")
    widget.chat.locator("#text").press("Enter")
    widget.close()
    expect(page.get_by_role("button", name="Hỏi thủ tục", exact=True)).to_be_visible()
    assistant.rasa.gate.set()
    expect(page.get_by_role("button", name="Hỏi thủ tục (có tin mới)")).to_be_visible()
    widget.open()
    expect(page.get_by_role("button", name="Hỏi thủ tục", exact=True)).to_be_visible()


def test_a_notice_and_a_pause_of_the_office_are_said_in_it(open_page: Open, host: Host, assistant: Assistant) -> None:
    file = assistant.settings.notice_file
    file.write_text("notices: [{text: Hôm nay cúp điện.}]\npause: {text: Đến 15 giờ.}", encoding="utf-8")
    page = open_page()
    try:
        page.wait_for_timeout(LOOK_EVERY * 1000)
        page.goto(host.plain())
        widget = Widget(page)
        widget.open()
        expect(widget.chat.get_by_text("Hôm nay cúp điện.")).to_be_visible()
        expect(widget.chat.get_by_text("Trợ lý đang tạm nghỉ, chưa nhận tin. Đến 15 giờ.")).to_be_visible()
        widget.chat.locator("#text").fill("khai sinh")
        widget.chat.locator("#text").press("Enter")
        expect(widget.chat.locator(".mine.failed")).to_contain_text("Trợ lý đang tạm nghỉ, chưa nhận tin. Đến 15 giờ.")
        assert assistant.rasa.got == []
    finally:
        file.unlink()
    page.wait_for_timeout(LOOK_EVERY * 1000)
    widget.chat.get_by_role("button", name="Gửi lại").click()
    expect(widget.chat.locator(".choice")).to_have_count(3)


def test_on_a_phone_it_fills_what_is_seen(open_page: Open, host: Host) -> None:
    page = open_page(PHONE)
    page.goto(host.plain())
    widget = Widget(page)
    widget.open()
    assert widget.panel.bounding_box() == {"x": 0, "y": 0, "width": 360, "height": 640}
    page.evaluate(
        """() => { Object.defineProperty(visualViewport, 'height', { value: 340, configurable: true });
        Object.defineProperty(visualViewport, 'offsetTop', { value: 30, configurable: true });
        visualViewport.dispatchEvent(new Event('resize')); }"""
    )  # what a keyboard does
    assert widget.panel.bounding_box() == {"x": 0, "y": 30, "width": 360, "height": 340}
    expect(widget.chat.locator("#text")).to_be_in_viewport()
    widget.close()
    page.set_viewport_size({"width": 1366, "height": 768})
    widget.open()
    box = widget.panel.bounding_box()
    assert box is not None
    assert (box["width"], box["x"] + box["width"]) == (416, 1350)


def test_turning_a_tablet_keeps_what_is_open(open_page: Open, host: Host) -> None:
    page = open_page({"width": 600, "height": 900})
    page.goto(host.plain())
    widget = Widget(page)
    widget.open()
    widget.say("khai sinh")
    page.frames[-1].evaluate("window.same = true")
    page.set_viewport_size({"width": 900, "height": 600})
    expect(widget.chat.locator(".choice").first).to_be_visible()
    box = widget.panel.bounding_box()
    assert box is not None
    assert box["width"] == 416
    assert page.frames[-1].evaluate("window.same")


def test_what_a_site_may_set_is_checked(open_page: Open, host: Host) -> None:
    page = open_page()
    page.goto(
        host.plain(
            'data-side="left" data-colour="#ffe14d" data-language="en" data-greeting="&lt;b&gt;Hi&lt;/b&gt; ‮there"'
        )
    )
    widget = Widget(page)
    expect(widget.launcher).to_contain_text("Ask about procedures")
    expect(page.get_by_role("button", name="<b>Hi</b>  there")).to_be_visible()
    assert widget.launcher.evaluate("(e) => getComputedStyle(e).color") == "rgb(0, 0, 0)"
    box = widget.launcher.bounding_box()
    assert box is not None
    assert box["x"] == 16
    page.get_by_role("button", name="Dismiss").click()
    expect(page.get_by_role("button", name="<b>Hi</b>  there")).to_have_count(0)
    expect(widget.launcher).to_be_focused()
    page.goto(
        host.plain(
            'data-side="}*{}" data-colour="red;}" data-language="../x" data-name="A B" data-procedure="javascript:1"'
        )
    )
    expect(widget.launcher).to_contain_text("Hỏi thủ tục")
    assert widget.launcher.evaluate("(e) => getComputedStyle(e).backgroundColor") == "rgb(15, 76, 69)"
    assert (
        page.locator("dimotlan-widget").evaluate("(e) => e.shadowRoot.querySelector('.box').className") == "box right"
    )


@pytest.mark.parametrize("text_size", [16, 32])
def test_it_follows_the_persons_text_size_not_the_sites(browser: Browser, host: Host, text_size: int) -> None:
    large = browser.browser_type.launch(
        executable_path=CHROMIUM, args=[*ARGUMENTS, f"--blink-settings=defaultFontSize={text_size}"]
    )
    page = large.new_page(viewport=PHONE)
    page.goto(host.plain(text="<style>html { font-size: 62.5% }</style>"))
    widget = Widget(page)
    assert widget.launcher.evaluate("(e) => getComputedStyle(e).fontSize") == f"{text_size * 1.125:g}px"
    box = widget.launcher.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["height"] >= 48
    widget.open()
    shut = widget.panel.get_by_role("button", name="Đóng").bounding_box()
    assert shut is not None
    assert shut["x"] + shut["width"] <= 360
    large.close()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page: Open, host: Host, viewport: dict[str, int], scheme: str) -> None:
    page = open_page(viewport, color_scheme=scheme)
    page.goto(host.plain('data-greeting="Bạn cần mang giấy tờ gì?" data-colour="#c2500f" data-procedure="1.001193"'))
    widget = Widget(page)
    expect(widget.launcher).to_be_visible()
    assert _violations(page) == []
    widget.open()
    expect(widget.chat.locator("#about button")).to_be_visible()
    assert _violations(page) == []
    widget.say("khai sinh")
    expect(widget.chat.locator(".choice").first).to_be_visible()
    assert _violations(page) == []


def _violations(page: Page) -> list[str]:
    """What axe finds in the site's page with the launcher and panel, and in the frame."""
    found: list[str] = []
    for frame in page.frames:
        frame.evaluate(axe_source())
        for fault in frame.evaluate("axe.run(document, { iframes: false })")["violations"]:
            found += [f"{fault['id']}: {node['target']}" for node in fault["nodes"]]
    return found


def test_it_shifts_nothing_on_the_site(open_page: Open, host: Host) -> None:
    page = open_page(PHONE)
    page.add_init_script(
        """window.shifts = 0; new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
        window.shifts += entry.value; })).observe({ type: 'layout-shift', buffered: true });"""
    )
    page.goto(host.plain('data-greeting="Chào!"', text="Dài. " * 2000))
    widget = Widget(page)
    before = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    widget.open()
    widget.close()
    assert page.evaluate("shifts") == 0
    assert page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == before
    assert before[0] == 360
