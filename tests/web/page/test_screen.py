"""What is on the screen: after every turn the question and its answers, at any size of screen and text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from deploy.chromium import ARGUMENTS, CHROMIUM
from tests.web.page.conftest import Site
from tests.web.page.handling import in_view, say, to_checklist, to_question, watch

SCREENS: list[ViewportSize] = [
    {"width": 360, "height": 640},
    {"width": 360, "height": 740},
    {"width": 1366, "height": 768},
]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: f"{screen['width']}x{screen['height']}")
def test_the_question_and_its_answers_are_on_the_screen_after_every_turn(page: Page, screen: ViewportSize) -> None:
    page.set_viewport_size(screen)
    say(page, "khai sinh")
    assert in_view(page, "#now .asks, #now .choice") == [True] * 4
    page.locator(".choice").first.click()
    expect(page.locator("#now .question")).to_be_visible()
    assert in_view(page, "#now .question .asks, #now .question .quick") == [True] * 5
    say(page, "lệ phí bao nhiêu")
    assert in_view(page, "#now .mine, #now .bot") == [True] * 2
    to_checklist(page)
    assert in_view(page, "#now .checklist h3, #now .lead") == [True] * 2


def test_a_finger_gets_the_keyboard_out_of_the_way(phone: Page) -> None:
    to_question(phone)
    expect(phone.locator("#text")).not_to_be_focused()
    assert in_view(phone, "#now .question .asks, #now .question .quick") == [True] * 5


def test_the_question_stays_while_the_keyboard_is_open(phone: Page) -> None:
    to_question(phone)
    phone.locator("#text").focus()
    phone.set_viewport_size({"width": 360, "height": 400})  # what interactive-widget=resizes-content makes of the page
    expect(phone.locator("#privacy")).to_be_hidden()
    expect(phone.locator(".composer")).to_be_in_viewport(ratio=1)
    assert in_view(phone, "#now .question .asks") == [True]
    assert in_view(phone, "#now .question .quick")[0]
    phone.set_viewport_size({"width": 360, "height": 740})
    assert in_view(phone, "#now .question .asks, #now .question .quick") == [True] * 5


def test_what_the_person_scrolled_to_stays(phone: Page) -> None:
    to_question(phone)
    phone.evaluate("dispatchEvent(new Event('touchmove')), scrollTo(0, 0)")
    phone.set_viewport_size({"width": 360, "height": 400})
    phone.wait_for_timeout(100)
    assert phone.evaluate("scrollY") == 0


def test_the_composer_rises_above_a_keyboard_that_lies_over_the_page(phone: Page) -> None:
    phone.evaluate(
        """() => {
        Object.defineProperty(visualViewport, "height", { get: () => innerHeight - 300 });
        visualViewport.dispatchEvent(new Event("resize"));
      }"""
    )
    below = phone.locator(".bottom").evaluate("(element) => innerHeight - element.getBoundingClientRect().bottom")
    assert round(below) == 300


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_overflows_and_targets_are_large(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    to_checklist(page)
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    _measure(page, width)
    for text in ("chưa rõ", "gặp cán bộ", "nhiều việc", "Nghĩavụđăngkýtrongsáumươingày" * 5):
        say(page, text)
    _measure(page, width)
    sizes = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
        .filter((element) => element.offsetParent && element.textContent.trim())
        .map((element) => parseFloat(getComputedStyle(element).fontSize))"""
    )
    assert min(sizes) >= 17


def _measure(page: Page, width: int) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, summary, a.quick, textarea, .document label")]
        .filter((target) => target.offsetParent).map((target) => [target.textContent, target.getBoundingClientRect()])
        .filter(([, box]) => box.height < 48 || box.width < 48).map(([text]) => text)"""
    )
    assert small == []


@pytest.mark.parametrize("zoom", [2, 4])
def test_zoomed_in_all_can_be_reached(page: Page, zoom: int) -> None:
    page.set_viewport_size({"width": 1366 // zoom, "height": 768 // zoom})
    to_question(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366 // zoom
    assert in_view(page, "#now .question .asks") == [True]
    _press_by_tab(page)


def test_with_large_letters_on_a_phone_all_can_be_read_and_pressed(large_letters: Page) -> None:
    page = large_letters
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    to_question(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    # neither header nor composer stays on the screen, which they would fill
    assert page.locator(".top, .bottom").evaluate_all("(all) => all.map((e) => getComputedStyle(e).position)") == [
        "static",
        "static",
    ]
    assert in_view(page, "#now .question .asks, #now .question .quick")[:2] == [True, True]
    page.get_by_role("button", name="Không có", exact=True).click()
    expect(page.locator("#now .checklist")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def _press_by_tab(page: Page) -> None:
    """The first answer is reached by the keyboard and is then on the screen."""
    page.locator("#now .question .quick").first.focus()
    assert in_view(page, "#now .question .quick")[0]
    page.keyboard.press("Enter")
    expect(page.locator("#now .checklist")).to_be_visible()


@pytest.fixture
def large_letters(site: Site, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A browser whose own size of letters is 32 pixels, twice the usual."""
    (tmp_path / "Default").mkdir()
    sizes = {"default_font_size": 32, "default_fixed_font_size": 28}
    (tmp_path / "Default" / "Preferences").write_text(json.dumps({"webkit": {"webprefs": sizes}}))
    context = browser.browser_type.launch_persistent_context(
        tmp_path,
        executable_path=CHROMIUM,
        args=ARGUMENTS,
        viewport={"width": 360, "height": 740},
        reduced_motion="reduce",
    )
    with watch(context.new_page()) as page:
        page.goto(site.url)
        yield page
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_keep_the_contrast(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    say(page, "khai sinh")
    for selector in (".bot .card", ".mine .bubble", ".choice-hint", ".send", ".brand h1", ".privacy"):
        assert _contrast(page, selector) >= 4.5, selector
    to_checklist(page)
    for selector in (".lead dt", ".box.warn", ".count", ".badge.submit", ".badge.unsure", ".given summary"):
        assert _contrast(page, selector) >= 4.5, selector


def test_forced_colours_leave_every_button_an_edge(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    to_checklist(page)
    bare = page.evaluate(
        """() => [...document.querySelectorAll("button:not(.fix), .count")].filter((button) => button.offsetParent)
        .filter((button) => getComputedStyle(button).borderTopStyle !== "solid").map((button) => button.textContent)"""
    )
    assert bare == []


def test_reduced_motion_jumps(page: Page) -> None:
    to_checklist(page)
    assert page.evaluate("document.getAnimations().length") == 0


def _contrast(page: Page, selector: str) -> float:
    """The ratio of the text's colour to the nearest painted ground behind it (WCAG 2.2, 1.4.3)."""
    pair = page.locator(selector).last.evaluate(
        """(element) => { let at = element, ground = getComputedStyle(at).backgroundColor;
        while (/, 0\\)$/.test(ground)) { at = at.parentElement; ground = getComputedStyle(at).backgroundColor; }
        return [getComputedStyle(element).color, ground]; }"""
    )
    light, dark = sorted((_luminance(colour) for colour in pair), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
