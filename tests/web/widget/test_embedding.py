"""docs/widget.md does what it says: its snippet leads to a list, its policy is enough, its file is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from deploy.front import FRONT
from knowledge.settings import Settings
from tests.web.widget.conftest import Assistant, Host, Widget
from web.operations.notice import NoticeBoard

DOCUMENT = (Path(__file__).parents[3] / "docs" / "widget.md").read_text(encoding="utf-8")
EXAMPLE = "https://hoi.example.vn"
BLANK = '<!doctype html><html lang="vi"><head><title>Trang trắng</title></head><body>{}</body></html>'


def block(kind: str) -> str:
    """The document's only block of a kind."""
    found = re.findall(rf"```{kind}\n(.*?)```", DOCUMENT, re.DOTALL)
    assert len(found) == 1
    return str(found[0])


@pytest.mark.browser
@pytest.mark.parametrize("strict", [False, True])
def test_the_snippet_of_the_document_in_a_blank_page_leads_to_a_list(
    open_page: Callable[..., Page], host: Host, assistant: Assistant, strict: bool
) -> None:
    headers = {}
    if strict:
        rules = re.findall(rf"`((?:script|frame)-src {EXAMPLE}[^`]*)`", DOCUMENT)
        assert len(rules) == 2
        policy = "; ".join(["default-src 'none'", *rules])
        headers = {"Content_Security_Policy": policy.replace(EXAMPLE, assistant.url)}
    snippet = block("html").strip().replace(EXAMPLE, assistant.url)
    page = open_page()
    page.goto(host.put("/", BLANK.format(snippet), **headers))
    widget = Widget(page)
    widget.open()
    widget.say("khai sinh")
    widget.chat.locator(".choice").first.click()
    widget.chat.get_by_role("button", name="Không có", exact=True).click()
    expect(widget.chat.locator(".checklist")).to_contain_text("Tờ khai đăng ký khai sinh")


def test_the_list_of_sites_of_the_document_is_taken() -> None:
    sites = re.findall(r'DIMOTLAN_WIDGET_SITES="([^"]+)"', DOCUMENT)
    assert len(sites) == 1
    assert len(Settings(widget_sites=sites[0]).widget_origins) == 2


def test_the_attributes_of_the_document_are_those_of_the_loader() -> None:
    documented = set(re.findall(r"^\| `data-([a-z]+)` \|", DOCUMENT, re.MULTILINE))
    source = (FRONT / "widget" / "options.js").read_text(encoding="utf-8")
    named = re.findall(r"OPTIONS = \[(.*?)\]", source)
    assert documented == set(re.findall(r'"([a-z]+)"', named[0]))


def test_the_file_of_the_document_is_read(tmp_path: Path) -> None:
    (tmp_path / "notice.yml").write_text(block("yaml"), encoding="utf-8")
    board = NoticeBoard(tmp_path / "notice.yml")
    board.now()
    assert board.problem == ""


def test_every_figure_is_filled_in() -> None:
    assert "FIGURE" not in DOCUMENT
