"""Enter sends with every keyboard, and no letter is lost on the way."""

from __future__ import annotations

from playwright.sync_api import CDPSession, Page, Route, expect

from tests.web.page.conftest import Site


def composing(page: Page) -> CDPSession:
    """A session that can compose, as input methods and the keyboards of phones do."""
    page.locator("#text").focus()
    return page.context.new_cdp_session(page)


def compose(session: CDPSession, text: str) -> None:
    session.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})


def test_enter_sends_and_shift_enter_breaks_the_line(page: Page, site: Site) -> None:
    page.locator("#text").focus()
    page.keyboard.type("dòng một")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("dòng hai")
    expect(page.locator("#text")).to_have_value("dòng một\ndòng hai")
    page.keyboard.press("Enter")
    expect(page.locator(".mine.sent")).to_contain_text("dòng một")
    expect(page.locator("#text")).to_have_value("")
    assert [message for _, message in site.rasa.got] == ["dòng một dòng hai"]


def test_a_syllable_being_composed_is_sent_whole(page: Page, site: Site) -> None:
    session = composing(page)
    page.keyboard.type("khai ")
    for step in ("s", "si", "sin", "sinh"):
        compose(session, step)
    session.send("Input.insertText", {"text": "sinh"})  # the input method ends the syllable, then the line breaks
    page.keyboard.press("Enter")
    expect(page.locator(".mine.sent")).to_contain_text("khai sinh")
    expect(page.locator("#text")).to_have_value("")
    assert site.rasa.got[0][1] == "khai sinh"


def test_enter_that_only_ends_a_syllable_sends_nothing(page: Page, site: Site) -> None:
    session = composing(page)
    compose(session, "sinh")
    page.evaluate(
        """() => document.activeElement.dispatchEvent(
          new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true }))"""
    )
    session.send("Input.insertText", {"text": "sinh"})
    expect(page.locator("#text")).to_have_value("sinh")
    assert site.rasa.got == []


def test_a_line_break_during_a_composition_sends_when_it_has_ended(page: Page, site: Site) -> None:
    page.locator("#text").fill("đăng ký")
    page.evaluate(
        """() => {
        const box = document.getElementById("text");
        box.dispatchEvent(new InputEvent("beforeinput",
          { inputType: "insertLineBreak", isComposing: true, cancelable: true, bubbles: true }));
        box.value += " tạm trú";  // the last syllable is put in at the end of the composition
        box.dispatchEvent(new CompositionEvent("compositionend", { data: "trú", bubbles: true }));
      }"""
    )
    expect(page.locator(".mine.sent")).to_contain_text("đăng ký tạm trú")
    assert site.rasa.got[0][1] == "đăng ký tạm trú"


def test_a_keyboard_that_breaks_the_line_without_asking_sends_too(phone: Page, site: Site) -> None:
    phone.evaluate(
        """() => {
        const box = document.getElementById("text");
        box.value = "khai tử\\n";
        box.setSelectionRange(8, 8);
        box.dispatchEvent(new InputEvent("input", { inputType: "insertLineBreak", bubbles: true }));
      }"""
    )
    expect(phone.locator(".mine.sent")).to_contain_text("khai tử")
    assert site.rasa.got[0][1] == "khai tử"


def test_on_a_phone_enter_always_sends(phone: Page, site: Site) -> None:
    phone.locator("#text").focus()
    phone.keyboard.type("tạm trú")
    phone.keyboard.press("Shift+Enter")  # a phone's keyboard shifts by itself at the start of a sentence
    expect(phone.locator(".mine.sent")).to_contain_text("tạm trú")
    assert site.rasa.got[0][1] == "tạm trú"


def test_what_was_typed_before_the_script_came_stays(page: Page, site: Site) -> None:
    held: list[Route] = []
    page.route("**/chat.js", lambda route: held.append(route))
    page.goto(site.url, wait_until="commit")
    page.fill("#text", "gõ sớm")
    held[0].continue_()
    expect(page.locator("#watchdog")).to_have_count(0)
    expect(page.locator("#text")).to_have_value("gõ sớm")
