"""The page on small and large screens and on a slow line: `python -m benchmarks.page [--write FILE]`.

Needs Chromium and what `make setup` makes (index, model): it runs the whole, and talks to it through the page.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import yaml
from playwright.sync_api import Browser, ViewportSize

from benchmarks.page.before import COMMIT, page_before
from benchmarks.page.pictures import take_pictures
from benchmarks.page.screen import LONGEST, Look, talk
from benchmarks.page.speed import DELAY, RATE, SLOWER, Load, load
from benchmarks.shown import show
from deploy.chromium import chromium
from deploy.whole import running_whole

REQUESTS = Path(__file__).with_name("requests.yml")
SCREENS: tuple[ViewportSize, ...] = (
    {"width": 360, "height": 740},
    {"width": 360, "height": 640},
    {"width": 1366, "height": 768},
)
FEW = 2
"""Turns of a conversation on the other screens than the first."""
LOADS = 3
GOAL = (12, 12), (51, 55)
"""First turns with the question in view, and answers in view, on the first screen: so many of so many."""


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.page")
    parser.add_argument("--write", type=Path, help="write the report as Markdown here too")
    parser.add_argument("--pictures", type=Path, help="only take the README's pictures into this folder")
    options = parser.parse_args(arguments)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_whole(Path(folder)) as settings,
        chromium() as browser,
    ):
        base = f"http://127.0.0.1:{settings.web_port}/"
        reached: list[bool] = []
        if options.pictures:
            take_pictures(browser, base, options.pictures)
        else:
            show(_report(browser, base, reached), options.write)
    return 0 if all(reached) else 1


def _report(browser: Browser, base: str, reached: list[bool]) -> Iterator[str]:
    requests = yaml.safe_load(REQUESTS.read_text(encoding="utf-8"))
    yield f"{len(requests)} everyday requests typed into the page, then the first answer to every question"
    yield ""
    yield "| screen | first turn: question in view | its answers | all turns: question in view | answers | lists |"
    yield "|---|---|---|---|---|---|"
    for screen in SCREENS:
        turns = LONGEST if screen == SCREENS[0] else FEW
        talks = [_talk(browser, base, screen, request, turns) for request in requests]
        first, every = [looks[0] for looks in talks if looks], [look for looks in talks for look in looks]
        lists = sum(look.list for look in every)
        size = f"{screen['width']}×{screen['height']}"
        yield f"| {size} | {_counted(first, len(requests))} | {_counted(every, len(every))} | {lists} |"
        if screen == SCREENS[0]:
            reached += _goals(first, len(requests))
    yield ""
    slow = f"processor {SLOWER}× slower, {DELAY} ms there and back, {RATE * 8 // 1000} kbit/s"
    yield f"First visit, {slow}, median of {LOADS}:"
    yield ""
    yield "| page | greeting after | requests | kB over the line |"
    yield "|---|---|---|---|"
    yield _line("this one", [load(browser, base, "#welcome-title") for _ in range(LOADS)])
    with page_before(base) as before:
        if before:
            yield _line(f"that of {COMMIT}", [load(browser, before, ".bot") for _ in range(LOADS)])
        else:
            yield f"| that of {COMMIT} | this copy of the repository does not know it | | |"


def _talk(browser: Browser, base: str, screen: ViewportSize, request: str, turns: int) -> list[Look]:
    phone = screen["width"] < 600
    context = browser.new_context(viewport=screen, is_mobile=phone, has_touch=phone, reduced_motion="reduce")
    page = context.new_page()
    page.goto(base)
    page.wait_for_selector("#watchdog", state="detached")
    looks = talk(page, request, turns)
    context.close()
    return looks


def _counted(looks: list[Look], most: int) -> str:
    seen, buttons, of = (
        sum(look.question for look in looks),
        sum(look.buttons for look in looks),
        sum(look.of for look in looks),
    )
    return f"{seen} of {most} | {buttons} of {of}"


def _goals(first: list[Look], requests: int) -> list[bool]:
    (questions, of_questions), (buttons, of_buttons) = GOAL
    seen, offered = sum(look.buttons for look in first), sum(look.of for look in first)
    asked = sum(look.question for look in first)
    return [asked * of_questions >= questions * requests, seen * of_buttons >= buttons * offered]


def _line(name: str, loads: list[Load]) -> str:
    greeted = statistics.median(each.greeted for each in loads)
    return f"| {name} | {greeted:.1f} s | {loads[0].requests} | {loads[0].sent / 1000:.1f} |"


if __name__ == "__main__":
    sys.exit(main())
