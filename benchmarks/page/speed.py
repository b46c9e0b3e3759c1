"""How soon the greeting can be read, and how much comes for it, on a slow phone with a slow line."""

from __future__ import annotations

import time
from dataclasses import dataclass

from playwright.sync_api import Browser, CDPSession

SLOWER = 4
"""Times slower than this machine's processor."""
DELAY, RATE = 400, 50_000
"""Slow 3G: milliseconds there and back, bytes a second each way."""


@dataclass(frozen=True)
class Load:
    """Seconds until the greeting is on the screen, and what came over the line by then."""

    greeted: float
    requests: int
    sent: int


def load(browser: Browser, url: str, greeting: str) -> Load:
    """Open a page for the first time; `greeting` selects the element that greets."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
    page = context.new_page()
    session = context.new_cdp_session(page)
    came: list[int] = []
    session.on("Network.loadingFinished", lambda event: came.append(event["encodedDataLength"]))
    _slow_down(session)
    start = time.perf_counter()
    page.goto(url, wait_until="commit", timeout=120_000)
    page.wait_for_selector(greeting, state="visible", timeout=120_000)
    greeted = time.perf_counter() - start
    page.wait_for_load_state("networkidle", timeout=120_000)
    context.close()
    return Load(greeted, len(came), sum(came))


def _slow_down(session: CDPSession) -> None:
    session.send("Network.enable")
    line = {"offline": False, "latency": DELAY, "downloadThroughput": RATE, "uploadThroughput": RATE}
    session.send("Network.emulateNetworkConditions", line)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
