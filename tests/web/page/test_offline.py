"""Without the network, without the server, and over an update: the page opens and the kept list is read."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.web.page.gateways import Gateway, gateway
from tests.web.page.handling import to_checklist, watch
from web.pages import worker
from web.pages.assets import Asset, Assets

ACTIVE = "async () => Boolean((await navigator.serviceWorker.getRegistration())?.active)"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Gateway]:
    with gateway(tmp_path) as own:
        yield own


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 360, "height": 640}, reduced_motion="reduce")
    yield context
    context.close()


@contextmanager
def opened(context: BrowserContext, url: str) -> Iterator[Page]:
    with watch(context.new_page()) as page:
        page.goto(url)
        yield page
        page.close()


def until(page: Page, what: str) -> None:
    """Wait until an asynchronous function of the page says yes."""
    for _ in range(100):
        if page.evaluate(what):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"did not become true in time: {what}")


def keep_a_list(context: BrowserContext, own: Gateway) -> None:
    """Keep a list, and close the page once the worker has everything."""
    with opened(context, own.url) as page:
        sheet = to_checklist(page)
        sheet.get_by_role("checkbox", name="Tờ khai đăng ký khai sinh").check()
        sheet.get_by_role("button", name="Giữ trên máy này").click()
        until(page, ACTIVE)


def read_the_kept_list(page: Page) -> None:
    kept = page.locator(".kept", has=page.get_by_role("heading", name="Danh sách bạn đã giữ"))
    expect(kept).to_contain_text("đã có 1 trong 5 giấy tờ")
    kept.locator("summary").first.click()
    expect(kept.get_by_role("checkbox", name="Tờ khai đăng ký khai sinh")).to_be_checked()
    expect(kept).to_contain_text("Chưa xem được có gì thay đổi")
    expect(kept.locator(".document-name")).to_have_count(5)


def test_nobody_is_given_a_worker_before_the_first_list(context: BrowserContext, own: Gateway) -> None:
    with opened(context, own.url) as page:
        page.wait_for_timeout(1500)
        assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0
        to_checklist(page)
        until(page, ACTIVE)


def test_without_the_network_the_kept_list_is_read(context: BrowserContext, own: Gateway) -> None:
    keep_a_list(context, own)
    context.set_offline(True)
    with opened(context, own.url) as page:
        read_the_kept_list(page)
        expect(page.locator("#connection")).to_be_visible()


def test_when_the_server_is_down_the_kept_list_is_read(context: BrowserContext, own: Gateway) -> None:
    keep_a_list(context, own)
    own.stop()
    with opened(context, f"{own.url}?thu-tuc=1.001193") as page:
        read_the_kept_list(page)
    own.start()
    with opened(context, own.url) as page:
        page.locator(".kept summary").first.click()
        expect(page.locator(".kept .state")).to_contain_text("Danh sách vẫn đúng")


def test_behind_a_proxy_without_a_server_the_kept_list_is_read(context: BrowserContext, own: Gateway) -> None:
    keep_a_list(context, own)
    own.stop()

    class BadGateway(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_error(502)

        def do_POST(self) -> None:
            self.send_error(502)

        def log_message(self, *_: object) -> None:
            return

    proxy = ThreadingHTTPServer(("127.0.0.1", own.port), BadGateway)
    thread = threading.Thread(target=proxy.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        with opened(context, own.url) as page:
            read_the_kept_list(page)
    finally:
        proxy.shutdown()
        proxy.server_close()
        thread.join()


def test_a_conversation_without_keeping_is_there_after_a_reload_without_the_network(
    context: BrowserContext, own: Gateway
) -> None:
    with opened(context, own.url) as page:
        to_checklist(page)
        until(page, ACTIVE)
        context.set_offline(True)
        page.reload()
        expect(page.locator("#now .checklist")).to_be_visible()


def test_what_is_said_is_never_kept(context: BrowserContext, own: Gateway) -> None:
    keep_a_list(context, own)
    with opened(context, own.url) as page:
        to_checklist(page)
        kept = page.evaluate(
            """async () => { const found = [];
            for (const name of await caches.keys())
              for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
            return found; }"""
        )
    assert "/" in kept
    assert [path for path in kept if path not in ("/", worker.MANIFEST) and not path.startswith("/static/")] == []


def test_an_update_waits_for_the_open_page_and_takes_the_old_files_away(
    context: BrowserContext, own: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_a_list(context, own)
    made = worker.worker_script

    def another(assets: Assets, words: str) -> Asset:
        return made(assets, f"{words} of the next release")

    with opened(context, own.url) as old:
        first = old.evaluate("caches.keys()")
        own.stop()
        monkeypatch.setattr(worker, "worker_script", another)
        own.start()
        old.evaluate("async () => (await navigator.serviceWorker.getRegistration()).update()")
        until(old, "async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting)")
        assert len(old.evaluate("caches.keys()")) == 2, "the open page has its files"
        own.stop()
        old.reload()
        read_the_kept_list(old)
        own.start()
    with opened(context, own.url) as page:
        until(page, "async () => (await caches.keys()).length === 1")
        assert page.evaluate("caches.keys()") != first
    own.stop()
    with opened(context, own.url) as page:
        read_the_kept_list(page)
