"""The browser starts, with further arguments."""

from __future__ import annotations

from deploy.chromium import chromium
from tests.web.browsing import NEEDS_CHROMIUM

pytestmark = list(NEEDS_CHROMIUM)


def test_it_starts_with_further_arguments() -> None:
    with chromium("--blink-settings=defaultFontSize=32") as browser:
        page = browser.new_page()
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
