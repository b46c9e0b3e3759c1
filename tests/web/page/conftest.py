"""The real page in a real browser against the real gateway, with a scripted dialogue."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright

from knowledge.settings import Settings
from tests.web.helpers import CATALOGUE, open_search
from tests.web.page.handling import watch
from tests.web.scripted import script
from tests.web.stand_in import StandIn
from web.app import create_app

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder drives a browser, and is skipped where there is none."""
    missing = pytest.mark.skipif(
        not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium: apt-get install chromium"
    )
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)
            item.add_marker(missing)


@dataclass
class Site:
    url: str
    rasa: StandIn


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    rasa = StandIn(script=script)
    settings = Settings(
        var=tmp_path_factory.mktemp("var"),
        catalogue=CATALOGUE,
        rasa_port=rasa.port,
        actions_port=rasa.port,
        rate_per_minute=10_000,
    )
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(settings, open_search), log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the gateway did not start"
        time.sleep(0.02)
    yield Site(f"http://127.0.0.1:{listener.getsockname()[1]}/", rasa)
    server.should_exit = True
    thread.join()
    rasa.stop()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def calm_dialogue(site: Site) -> None:
    site.rasa.got.clear()
    site.rasa.status = 200
    site.rasa.delay = 0.0


@pytest.fixture
def page(site: Site, browser: Browser) -> Iterator[Page]:
    """The page at its welcome, 360×640, with a keyboard. A script error or a blocked resource fails the test."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, reduced_motion="reduce")
    with watch(context.new_page()) as page:
        page.goto(site.url)
        expect(page.locator("#watchdog")).to_have_count(0)
        yield page
    context.close()


@pytest.fixture
def phone(site: Site, browser: Browser) -> Iterator[Page]:
    """The same under a finger: no keyboard but the one on the screen."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, reduced_motion="reduce", is_mobile=True, has_touch=True
    )
    with watch(context.new_page()) as page:
        page.goto(site.url)
        expect(page.locator("#watchdog")).to_have_count(0)
        yield page
    context.close()
