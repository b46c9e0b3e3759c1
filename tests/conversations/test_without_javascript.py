"""The running whole in a browser without scripts: from a sentence to the exact list, by forms alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from deploy.chromium import CHROMIUM, chromium
from knowledge.settings import Settings


@pytest.mark.whole
@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium: apt-get install chromium")
def test_the_list_is_reached_by_forms(whole: Settings) -> None:
    with chromium() as browser:
        page = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 640}).new_page()
        page.set_default_timeout(30_000)
        page.goto(f"http://127.0.0.1:{whole.web_port}/")
        page.fill("#text", "tôi mới sinh con ở nhà, muốn làm giấy khai sinh cho bé")
        page.get_by_role("button", name="Gửi").click()
        expect(page.locator("article").first).to_be_visible()
        for _ in range(12):
            if page.get_by_role("listitem").filter(has_text="Tờ khai đăng ký khai sinh").count():
                break
            page.locator(".answers").last.locator("button").first.click()
        expect(page.get_by_role("listitem").filter(has_text="Tờ khai đăng ký khai sinh").first).to_be_visible()
        expect(page.get_by_text("1.001193").first).to_be_visible()
