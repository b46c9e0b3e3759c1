"""The widget in pages of another site: the real gateway on one origin, pages of all kinds on another, Chromium."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    FrameLocator,
    Locator,
    Page,
    Request,
    ViewportSize,
    expect,
)

from deploy.chromium import ARGUMENTS, CHROMIUM, chromium
from knowledge.settings import Settings
from tests.web.browsing import mark_all_below, serving
from tests.web.helpers import CATALOGUE, open_search
from tests.web.scripted import script
from tests.web.stand_in import StandIn
from web.app import create_app

PHONE: ViewportSize = {"width": 360, "height": 640}
DESKTOP: ViewportSize = {"width": 1366, "height": 768}
PLAIN = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Trang xã</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1>Trang thông tin điện tử xã</h1><p>{text}</p><p><a href="/next">Trang sau</a></p></main>
{snippet}</body></html>"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    mark_all_below(Path(__file__).parent, items)


@dataclass
class Host:
    """A site: its pages by path as (text, headers). `{widget}` in a text is the address of the loader."""

    url: str = ""
    widget: str = ""
    pages: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)

    def put(self, path: str, text: str, **headers: str) -> str:
        """Put a page there; its address."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (text.replace("{widget}", self.widget), named)
        return self.url + path

    def plain(self, attributes: str = "", path: str = "/", text: str = "Xin chào.") -> str:
        """An ordinary page with the snippet; its address."""
        snippet = f'<script async src="{self.widget}" {attributes}></script>'
        return self.put(path, PLAIN.format(text=text, snippet=snippet))


def _handler(host: Host) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            text, headers = host.pages.get(self.path, ("", {}))
            self.send_response(200 if self.path in host.pages else 404)
            kind = "text/javascript" if self.path.endswith(".js") else "text/html"
            for name, value in {"Content-Type": f"{kind}; charset=utf-8", **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            return

    return Handler


@dataclass
class Assistant:
    """The gateway; `url` is its origin."""

    url: str
    rasa: StandIn
    settings: Settings


@pytest.fixture(scope="package")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Assistant, Host]]:
    host = Host()
    pages = ThreadingHTTPServer(("127.0.0.1", 0), _handler(host))
    threading.Thread(target=pages.serve_forever, args=(0.05,), daemon=True).start()
    host.url = f"http://localhost:{pages.server_address[1]}"
    rasa = StandIn(script=script)
    settings = Settings(
        var=tmp_path_factory.mktemp("var"),
        catalogue=CATALOGUE,
        rasa_port=rasa.port,
        actions_port=rasa.port,
        rate_per_minute=10_000,
        widget_sites=f"http://*.phuong.localhost:{pages.server_address[1]} {host.url}/",
    )
    with serving(create_app(settings, open_search)) as origin:
        host.widget = f"{origin}/widget.js"
        yield Assistant(origin, rasa, settings), host
    rasa.stop()
    pages.shutdown()
    pages.server_close()


@pytest.fixture
def assistant(sites: tuple[Assistant, Host]) -> Assistant:
    sites[0].rasa.got.clear()
    return sites[0]


@pytest.fixture
def host(sites: tuple[Assistant, Host]) -> Host:
    sites[1].pages.clear()
    return sites[1]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def keeping_page(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Opens a window of a profile with preferences, as a person's browser has it: what frames keep is parted by site.

    Playwright starts Chromium without that, and its other windows are private ones: there a frame of another site may
    keep nothing, as in older browsers.
    """
    contexts: list[Any] = []

    def make(preferences: dict[str, Any]) -> Page:
        (tmp_path / "Default").mkdir()
        (tmp_path / "Default" / "Preferences").write_text(json.dumps(preferences))
        own = ["--headless", "--remote-debugging-pipe", f"--user-data-dir={tmp_path}", "--force-prefers-reduced-motion"]
        context = browser.browser_type.launch_persistent_context(
            tmp_path, executable_path=CHROMIUM, args=[*ARGUMENTS, *own], ignore_default_args=True, viewport=DESKTOP
        )
        contexts.append(context)
        return context.pages[0]

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a window of a size. A script error in it, ours or the site's, fails the test."""
    contexts: list[Any] = []
    faults: list[str] = []

    def make(viewport: Any = DESKTOP, **options: Any) -> Page:
        context = browser.new_context(viewport=viewport, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(6000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    assert faults == []


@dataclass
class Widget:
    """The widget of a page as a person meets it."""

    page: Page
    selector: str = "dimotlan-widget"

    @property
    def element(self) -> Locator:
        return self.page.locator(self.selector)

    @property
    def launcher(self) -> Locator:
        return self.element.locator(".launcher")

    @property
    def panel(self) -> Locator:
        return self.element.locator(".panel")

    @property
    def chat(self) -> FrameLocator:
        return self.element.frame_locator("iframe")

    def open(self) -> None:
        self.launcher.click()
        expect(self.chat.locator("#text")).to_be_visible()
        expect(self.panel.locator(".trouble")).to_be_hidden()

    def say(self, text: str) -> None:
        self.chat.locator("#text").fill(text)
        self.chat.locator("#text").press("Enter")
        expect(self.chat.locator(".mine.sent").last).to_contain_text(text)

    def close(self) -> None:
        self.panel.get_by_role("button", name="Đóng").click()
        expect(self.panel).to_be_hidden()


def watch(page: Page) -> list[str]:
    """The addresses of all requests from now on."""
    seen: list[str] = []

    def keep(request: Request) -> None:
        seen.append(request.url)

    page.on("request", keep)
    return seen
