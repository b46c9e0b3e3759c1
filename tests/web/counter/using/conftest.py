"""The counter in a browser: one gateway and one Chromium for all files of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.web.counter.using.driving import CHROMIUM, Meaning, chromium, counter_site, opened


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder drives a browser, and is skipped where there is none."""
    missing = pytest.mark.skipif(
        not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium: apt-get install chromium"
    )
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)
            item.add_marker(missing)


@pytest.fixture(scope="package")
def meaning() -> Meaning:
    return Meaning()


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory, meaning: Meaning) -> Iterator[str]:
    with counter_site(tmp_path_factory.mktemp("var"), meaning) as address:
        yield address


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def page(site: str, browser: Browser) -> Iterator[Page]:
    with opened(browser, f"{site}/quay") as page:
        yield page
