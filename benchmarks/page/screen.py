"""What can be seen after every turn: the question, and each of its answers, wholly and not covered by anything."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

LONGEST = 14
"""Turns after which a conversation is left, list or not."""
_SEEN = """() => {
  const asked = [...document.querySelectorAll("#now [role=group]")].pop();
  if (!asked) return null;
  const list = asked.querySelector(".checklist");
  const stuck = (element) => getComputedStyle(element).position === "sticky";
  const header = document.querySelector(".top"), bottom = document.querySelector(".bottom");
  const above = stuck(header) ? header.getBoundingClientRect().bottom : 0;
  const below = Math.min(visualViewport.height, stuck(bottom) ? bottom.getBoundingClientRect().top : innerHeight);
  const seen = (element) => {
    const box = element.getBoundingClientRect();
    return box.height > 0 && box.top >= above - 1 && box.bottom <= below + 1;
  };
  const buttons = list ? [] : [...asked.querySelectorAll("button.choice, .replies button.quick")].map(seen);
  const asks = list ? [...list.querySelectorAll("h3, .lead")] : [asked.querySelector(".asks") ?? asked];
  const question = asks.every(seen);
  return { question, buttons: buttons.filter(Boolean).length, of: buttons.length, list: Boolean(list) };
}"""


@dataclass(frozen=True)
class Look:
    """One turn: whether the question is in view (of a list its name and five lines), and how many of its answers."""

    question: bool
    buttons: int
    of: int
    list: bool


def look(page: Page) -> Look | None:
    """What is in view now; None when nothing is asked."""
    page.wait_for_timeout(100)
    seen = page.evaluate(_SEEN)
    return Look(**seen) if seen else None


def talk(page: Page, request: str, turns: int = LONGEST) -> list[Look]:
    """Type a request, press the first answer of each question, and look after every turn until the list is there."""
    page.fill("#text", request)
    page.press("#text", "Enter")
    looks = []
    for _ in range(turns):
        _answered(page)
        seen = look(page)
        if seen is None:
            break
        looks.append(seen)
        first = page.locator("#now [role=group]").last.locator("button.choice, .replies button.quick").first
        if seen.list or not first.count():
            break
        first.click()
    return looks


def _answered(page: Page) -> None:
    page.wait_for_selector("#now .bot", timeout=60_000)
    page.wait_for_selector("#waiting", state="hidden", timeout=60_000)
