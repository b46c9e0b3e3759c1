"""The real page in a real browser against the real gateway, with a scripted dialogue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from deploy.chromium import chromium
from knowledge.settings import Settings
from tests.web.browsing import mark_all_below, serving
from tests.web.helpers import CATALOGUE, open_search
from tests.web.page.handling import watch
from tests.web.scripted import script
from tests.web.stand_in import StandIn
from web.app import create_app


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder drives a browser, and is skipped where there is none."""
    mark_all_below(Path(__file__).parent, items)


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
    with serving(create_app(settings, open_search)) as origin:
        yield Site(f"{origin}/", rasa)
    rasa.stop()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(autouse=True)
def calm_dialogue(site: Site) -> None:
    site.rasa.got.clear()
    site.rasa.script = script
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
