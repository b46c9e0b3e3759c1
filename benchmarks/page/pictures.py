"""The pictures of the README, taken from the running whole."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.page.screen import talk

OPENING = "vo em moi sinh be o nha, chua co giay chung sinh, gio lam khai sinh can gi"
WHOLE = "đăng ký khai tử"


def take_pictures(browser: Browser, base: str, folder: Path) -> None:
    """`chat.png`: a need told without marks, on a desktop; `checklist-phone.png`: a list, on a phone."""
    page = browser.new_page(viewport={"width": 760, "height": 860}, locale="vi-VN", reduced_motion="reduce")
    page.goto(base)
    page.fill("#text", OPENING)
    page.press("#text", "Enter")
    page.wait_for_selector("#now .replies button", timeout=60_000)
    page.wait_for_timeout(500)
    page.screenshot(path=folder / "chat.png")
    page.close()
    phone = browser.new_page(viewport={"width": 360, "height": 740}, locale="vi-VN", reduced_motion="reduce")
    phone.goto(base)
    talk(phone, WHOLE)
    phone.screenshot(path=folder / "checklist-phone.png")
    phone.close()
