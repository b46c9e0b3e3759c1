"""What `python -m benchmarks.page` measures is what is on the screen."""

from __future__ import annotations

from playwright.sync_api import Page

from benchmarks.page.screen import Look, look, talk
from tests.web.page.handling import say


def test_it_looks_after_every_turn_until_the_list(page: Page) -> None:
    assert talk(page, "khai sinh") == [
        Look(question=True, buttons=4, of=4, list=False),
        Look(question=True, buttons=4, of=4, list=False),
        Look(question=True, buttons=0, of=0, list=True),
    ]


def test_what_is_hidden_or_covered_is_not_in_view(page: Page) -> None:
    say(page, "khai sinh")
    page.evaluate("document.querySelector('.bottom').style.height = '400px'")
    seen = look(page)
    assert seen is not None
    assert seen.buttons < seen.of == 4
    page.evaluate("document.querySelector('#now .asks').style.transform = 'translateY(-2000px)'")
    unseen = look(page)
    assert unseen is not None
    assert not unseen.question


def test_nothing_asked_is_nothing_to_look_at(page: Page) -> None:
    say(page, "kể dài")
    assert look(page) is None
