"""Measure the clerk's look-up at /quay: `python -m benchmarks.counter [--slow 4]`, over the catalogue in DIMOTLAN_VAR.

Key to screen as the browser itself measures it (performance marks of the page, from the key's own time stamp to after
the frame is painted), the size of the index, and the server's part ("Gần nghĩa"). A gateway of its own is started for
it; Rasa is not needed. For the national catalogue see docs/counter.md. Needs Chromium and Playwright.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser

from benchmarks.evaluate.cases import QUESTIONS
from benchmarks.timing import line, percentile, timed
from deploy.chromium import chromium
from training.questions import read_labelled

TYPED = (
    "khai sinh",
    "kết hôn",
    "dang ky thuong tru",
    "CT01",
    "04/2024/TT-BTP",
    "cần giấy chứng sinh",
    "1.001193",
    "tách thửa",
    "hộ kinh doanh",
    "giấy phép xây dựng",
    "trợ cấp mai táng",
    "xác nhận độc thân",
)
"""What clerks type: names, a form, a circular, a paper, a code."""
KEY_EVERY = 90
"""Milliseconds between two keys: a quick typist."""
SERVED_QUESTIONS = 300


@contextlib.contextmanager
def gateway() -> Iterator[str]:
    """The gateway in a process of its own, its search warm; yields its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    nobody = {"DIMOTLAN_RASA_PORT": "9", "DIMOTLAN_ACTIONS_PORT": "9", "DIMOTLAN_RATE_PER_MINUTE": "1000000"}
    command = [sys.executable, "-m", "uvicorn", "web.app:create_app", "--factory", "--port", str(port)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([*command, "--log-level", "error", "--ws", "none"], env=os.environ | nobody, **quiet)  # type: ignore[call-overload]
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/api/procedures?q=khai+sinh", process)
        yield address
    finally:
        process.terminate()
        process.wait()


def _wait_for(url: str, process: subprocess.Popen[Any]) -> None:
    for _ in range(1_200):
        if process.poll() is not None:
            raise SystemExit("the gateway did not start: run `make setup`, then `python -m knowledge index`")
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(url, trust_env=False).status_code == 200:
                return
        time.sleep(0.1)
    raise SystemExit("the search was not ready in two minutes: run `python -m knowledge index`")


def index_size(address: str) -> str:
    """How large the index is, on the line and unpacked, and how long the first clerk waits for its making."""
    with httpx.Client(base_url=address, trust_env=False, timeout=120) as client:
        where = client.get("/quay/index-moi.json").json()["index"]
        first = timed(lambda: client.get(where))
        again = timed(lambda: client.get(where))
        body = client.get(where)
    packed, count = int(body.headers["content-length"]), len(body.json()["codes"])
    made = f"first asked for {first:,.0f} ms, then {again:.0f} ms"
    return f"index: {count:,} procedures, {packed:,} bytes gzip, {len(body.content):,} unpacked; {made}"


def served(address: str) -> list[float]:
    """Milliseconds of each search by meaning, one after the other."""
    questions = [labelled.question for labelled in read_labelled(QUESTIONS / "test.jsonl")][:SERVED_QUESTIONS]
    with httpx.Client(base_url=address, trust_env=False, timeout=30) as client:

        def ask(question: str) -> None:
            client.get("/api/procedures", params={"q": question, "limit": 8}).raise_for_status()

        return [timed(partial(ask, question)) for question in [*TYPED, *questions]]


def key_to_screen(browser: Browser, address: str, slow: float) -> tuple[list[float], list[float]]:
    """Milliseconds from each key to the painted list, and of the search alone in the browser."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(f"{address}/quay")
    page.wait_for_selector("html[data-index=ready]", timeout=60_000)
    if slow > 1:
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slow})
    spent: list[float] = []
    for text in TYPED:
        page.fill("#box", "")
        page.wait_for_timeout(500)
        page.evaluate("performance.clearMeasures('key to screen')")
        page.locator("#box").press_sequentially(text, delay=KEY_EVERY)
        page.wait_for_timeout(500)
        spent += page.evaluate("performance.getEntriesByName('key to screen').map((entry) => entry.duration)")
    found: list[float] = page.evaluate("performance.getEntriesByName('look up').map((entry) => entry.duration)")
    page.close()
    return spent, found


def take_pictures(browser: Browser, address: str, folder: Path) -> None:
    """The three states of a visit, as docs/counter.md shows them."""
    page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="vi-VN")
    page.goto(f"{address}/quay")
    page.wait_for_selector("html[data-index=ready]", timeout=60_000)
    page.keyboard.type("ct01")
    page.wait_for_timeout(1_500)
    page.screenshot(path=folder / "counter-hits.png")
    facts = "birth_proof=none&witness=yes&parents=married&within_60_days=yes&method=direct&filer=self"
    page.goto(f"{address}/quay/1.001193?{facts}")
    page.wait_for_selector(".paper")
    page.screenshot(path=folder / "counter-desk.png")
    page.click("#slip-missing")
    page.screenshot(path=folder / "counter-slip.png", full_page=True)
    page.close()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=Path, help="also take pictures of the page into this folder")
    parser.add_argument("--slow", type=float, default=4.0, help="how many times slower a cheap machine is")
    options = parser.parse_args(arguments)
    with gateway() as address:
        print(index_size(address), flush=True)
        served_in = served(address)
        print(line("server, /api/procedures?q=", served_in), flush=True)
        with chromium() as browser:
            keys, looked_up = key_to_screen(browser, address, 1)
            print(line("key to screen, this machine", keys), line("the search alone", looked_up), sep="\n", flush=True)
            slow_keys, _ = key_to_screen(browser, address, options.slow)
            print(line(f"key to screen, {options.slow:g} times slower", slow_keys))
            if options.pictures:
                take_pictures(browser, address, options.pictures)
    return int(percentile(keys, 0.95) > 50 or percentile(served_in, 0.95) > 40)


if __name__ == "__main__":
    sys.exit(main())
