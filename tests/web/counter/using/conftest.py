"""The counter in a browser: one gateway and one Chromium for all files of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from deploy.chromium import chromium
from tests.web.browsing import mark_all_below
from tests.web.counter.using.driving import Meaning, counter_site, opened


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder drives a browser, and is skipped where there is none."""
    mark_all_below(Path(__file__).parent, items)


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
