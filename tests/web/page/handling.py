"""What the tests of the page do with it, and what they see on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, expect

PATIENCE = 15_000
"""Milliseconds: a machine that does much else at the same time is slow, not wrong."""


@contextmanager
def watch(page: Page) -> Iterator[Page]:
    """No script error and nothing that the content security policy refused while the block runs."""
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None)
    yield page
    assert faults == []


def say(page: Page, text: str) -> None:
    """Type, press Enter, and wait until it is answered."""
    page.fill("#text", text)
    page.press("#text", "Enter")
    expect(page.locator(".mine.sent").last).to_contain_text(text)


def to_question(page: Page) -> None:
    """Choose the procedure; the question of the certificate of birth is open."""
    say(page, "khai sinh")
    page.locator("#now .choice").first.click()
    expect(page.locator("#now .question")).to_be_visible()


def to_checklist(page: Page) -> Locator:
    """Answer the question too; the list."""
    to_question(page)
    page.get_by_role("button", name="Không có", exact=True).click()
    sheet = page.locator("#now .checklist")
    expect(sheet).to_be_visible()
    return sheet


def in_view(page: Page, selector: str) -> list[bool]:
    """Of each element: whether all of it can be seen, between header and composer."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return list(
        page.evaluate(
            """(selector) => {
            const stuck = (element) => getComputedStyle(element).position === "sticky";
            const header = document.querySelector(".top"), bottom = document.querySelector(".bottom");
            const above = stuck(header) ? header.getBoundingClientRect().bottom : 0;
            const free = stuck(bottom) ? bottom.getBoundingClientRect().top : innerHeight;
            const below = Math.min(visualViewport.height, free);
            return [...document.querySelectorAll(selector)].map((element) => {
              const box = element.getBoundingClientRect();
              return box.height > 0 && box.top >= above && box.bottom <= below + 1;
            });
          }""",
            selector,
        )
    )
