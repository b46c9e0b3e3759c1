"""Measure what the widget costs a site: `python -m benchmarks.widget [--runs 9] [--pictures docs/images]`.

A page of another site, once without and once with the widget, on a slowed-down processor: blocking time, layout shift,
what is loaded; then from the press to the box on a slow line. With `--pictures` the running whole is started, a
conversation is held in the widget and widget.png is made of it. Needs Chromium and Playwright.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import statistics
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, Page, ViewportSize

from benchmarks.widget.site import assistant, page_of_a_site, site
from deploy.chromium import chromium

DESKTOP: ViewportSize = {"width": 1366, "height": 768}
PHONE: ViewportSize = {"width": 360, "height": 740}
SLOWER = 4
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""Milliseconds a round trip, bytes a second."""
ASKED = "làm giấy khai sinh cho con"
WATCH = """window.seen = { blocked: 0, shift: 0 };
new PerformanceObserver((list) => list.getEntries().forEach((task) => { seen.blocked += task.duration - 50; }))
  .observe({ type: 'longtask', buffered: true });
new PerformanceObserver((list) => list.getEntries().forEach((move) => { seen.shift += move.value; }))
  .observe({ type: 'layout-shift', buffered: true });"""


def open_slowly(browser: Browser, address: str, line: dict[str, Any] | None = None) -> Page:
    """A new window on a phone whose processor is slower, at an address, at rest."""
    page = browser.new_context(viewport=PHONE).new_page()
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(WATCH)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    if line:
        devtools.send("Network.enable")
        devtools.send("Network.emulateNetworkConditions", line)
    return page


def cost(browser: Browser, address: str) -> tuple[float, float]:
    """Blocking time in milliseconds, and layout shift, of one opening of a page."""
    page = open_slowly(browser, address)
    seen = page.evaluate("seen")
    page.context.close()
    return float(seen["blocked"]), float(seen["shift"])


def press_to_box(browser: Browser, address: str) -> tuple[float, int, float]:
    """Seconds from the press to a box that takes words, requests and kilobytes for it, on a slow line."""
    page = open_slowly(browser, address, SLOW_3G)
    sizes: list[int] = []
    page.on("requestfinished", lambda request: sizes.append(_size(request)))
    begun = time.perf_counter()
    page.locator("dimotlan-widget .launcher").click()
    page.frame_locator("dimotlan-widget iframe").locator("#text").click()
    page.locator("dimotlan-widget .trouble").wait_for(state="hidden")
    seconds = time.perf_counter() - begun
    page.context.close()
    return seconds, len(sizes), sum(sizes) / 1000


def _size(request: Any) -> int:
    sizes = request.sizes()
    return int(sizes["responseBodySize"] + sizes["responseHeadersSize"])


def show_pictures(browser: Browser, address: str, into: Path) -> None:
    """Hold a conversation in the widget on a desktop and on a phone, and put both pictures side by side."""
    pictures: list[str] = []
    for size in (DESKTOP, PHONE):
        page = browser.new_context(viewport=size, reduced_motion="reduce").new_page()
        page.goto(address)
        page.locator("dimotlan-widget .launcher").click()
        chat = page.frame_locator("dimotlan-widget iframe")
        page.locator("dimotlan-widget .trouble").wait_for(state="hidden")
        chat.locator("#text").fill(ASKED)
        chat.locator("#text").press("Enter")
        chat.locator(".bot").last.wait_for()
        page.wait_for_timeout(500)
        pictures.append(base64.b64encode(page.screenshot()).decode())
        page.context.close()
    page = browser.new_context(viewport={"width": 1790, "height": 792}).new_page()
    images = "".join(f'<img src="data:image/png;base64,{picture}">' for picture in pictures)
    style = "display: flex; align-items: flex-start; gap: 16px; margin: 12px; background: #d9d4c8"
    page.set_content(f'<body style="{style}">{images}</body>')
    page.screenshot(path=into / "widget.png")
    page.context.close()


def lines(runs: int, browser: Browser, address: str, host: str) -> Iterator[str]:
    """The report."""
    loader = httpx.get(f"{address}/widget.js").content
    yield f"the loader: {len(loader):,} bytes, {len(gzip.compress(loader, 9)):,} compressed, 1 request"
    costs: dict[str, list[tuple[float, float]]] = {"/without": [], "/with": []}
    for _ in range(runs):
        for path, seen in costs.items():
            seen.append(cost(browser, host + path))
    for path, seen in costs.items():
        blocked = statistics.median(blocked for blocked, _ in seen)
        shift = max(shift for _, shift in seen)
        yield f"{path[1:]} the widget, {SLOWER}x slower: {blocked:.0f} ms blocked (median of {runs}), shift {shift:.4f}"
    opened = [press_to_box(browser, f"{host}/with") for _ in range(max(1, runs // 3))]
    seconds, requests, kilobytes = sorted(opened)[len(opened) // 2]
    yield f"press to box on a slow line: {seconds:.1f} s, {requests} requests, {kilobytes:.1f} kB"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and make pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--pictures", type=Path)
    chosen = parser.parse_args(arguments)
    pages: dict[str, str] = {}
    with (
        site(pages) as host,
        assistant(host, whole=chosen.pictures is not None) as address,
        chromium() as browser,
    ):
        snippet = f'<script async src="{address}/widget.js"></script>'
        pages |= {"/without": page_of_a_site(""), "/with": page_of_a_site(snippet)}
        for line in lines(chosen.runs, browser, address, host):
            print(line, flush=True)
        if chosen.pictures:
            show_pictures(browser, f"{host}/with", chosen.pictures)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
