"""Every state of the counter is accessible and fits every screen."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.counter.using.driving import at_birth, axe, look_up, opened

STATES = ("home", "hits", "desk", "slip-missing", "slip-receipt", "keys", "unknown")


def bring_to(page: Page, site: str, state: str) -> None:
    if state == "hits":
        look_up(page, "khai sinh")
        expect(page.locator(".near")).to_be_visible()
    elif state == "keys":
        page.click("#keys-open")
    elif state == "unknown":
        page.goto(f"{site}/quay/9.999999")
        expect(page.get_by_role("alert")).to_be_visible()
    elif state != "home":
        at_birth(page, "?birth_proof=none&witness=yes")
        page.locator("[data-type=to_khai_khai_sinh]").check()
        for summary in page.locator("summary").all():
            summary.click()
        if state != "desk":
            page.click(f"#{state}")


SCREENS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1366, "height": 768}},
    "tablet": {"viewport": {"width": 1024, "height": 768}},
    "doubled": {"viewport": {"width": 683, "height": 384}, "device_scale_factor": 2},
    "phone": {"viewport": {"width": 360, "height": 640}},
    "dark": {"color_scheme": "dark"},
}


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("state", STATES)
def test_every_state_is_accessible_and_fits(site: str, browser: Browser, state: str, screen: str) -> None:
    with opened(browser, f"{site}/quay", **SCREENS[screen]) as page:
        bring_to(page, site, state)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        small = page.evaluate(
            """() => [...document.querySelectorAll("button, summary, .toggle, .paper label, .hit, .kept a, #box")]
            .filter((target) => target.offsetParent && target.getBoundingClientRect().height < 44)
            .map((target) => target.textContent)"""
        )
        assert small == []
