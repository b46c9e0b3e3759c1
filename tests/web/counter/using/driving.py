"""The counter in a real browser over the authored catalogue; only the search by meaning is a stand-in."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from playwright.sync_api import Browser, Page, expect

from knowledge.settings import Settings
from tests.web.browsing import axe_source, serving
from tests.web.stand_in import StandIn
from web.app import create_app

DESK = {"width": 1366, "height": 768}
BIRTH = "1.001193"
PATIENCE = 15_000
"""Milliseconds: other tests may keep the machine busy."""
expect.set_options(timeout=PATIENCE)


class Meaning:
    """Finds what a test says, whatever is asked."""

    codes: tuple[str, ...] = ("1.004222",)
    delay = 0.0

    def search(self, question: str, limit: int = 4) -> Any:
        codes, delay = self.codes, self.delay
        time.sleep(delay)
        found = tuple(SimpleNamespace(code=code, name=code, score=0.5) for code in codes)
        return SimpleNamespace(question=question, decision="answer", candidates=found)


@contextmanager
def counter_site(var: Path, meaning: Meaning) -> Iterator[str]:
    """The gateway on a free port; yields its address."""
    rasa = StandIn()
    settings = Settings(var=var, rasa_port=rasa.port, actions_port=rasa.port, rate_per_minute=10_000)
    app = create_app(settings, lambda *_: meaning)
    with serving(app) as origin:
        yield origin
    rasa.stop()


@contextmanager
def opened(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """The counter, its index loaded. A script error, or anything that the security policy blocks, fails the test."""
    context = browser.new_context(**{"viewport": DESK, "locale": "vi-VN", "reduced_motion": "reduce", **options})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None)
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("data-index", "ready")
    yield page
    context.close()
    assert faults == []


def at_birth(page: Page, facts: str = "") -> Page:
    """The registration of a birth on the desk."""
    page.goto(re.sub(r"(https?://[^/]+).*", rf"\1/quay/{BIRTH}{facts}", page.url))
    expect(page.locator("#desk-title")).to_be_focused()
    return page


def look_up(page: Page, text: str) -> None:
    """Type into the box what stood not there before."""
    page.fill("#box", "")
    page.locator("#box").press_sequentially(text)


def titles(page: Page) -> list[str]:
    return page.locator("[role=option] .hit-title").all_inner_texts()


def codes(page: Page) -> list[str]:
    return page.locator("[role=option] .hit-code").all_inner_texts()


def axe(page: Page) -> list[str]:
    """What axe finds, an entry a fault; the rules of WCAG 2.2 AA and its best practices."""
    page.evaluate(axe_source())
    found = page.evaluate("async () => (await axe.run()).violations.map((v) => [v.id, v.nodes.map((n) => n.html)])")
    return [f"{rule}: {nodes[:3]}" for rule, nodes in found]
