"""Each of the portal's sentences is used (that each used one exists is checked for the whole house)."""

from __future__ import annotations

import re

from knowledge.portal.wording import portal_wording
from knowledge.settings import ROOT

PORTAL = ROOT / "knowledge" / "portal"
OTHERS = PORTAL / "review"
"""The folder with sentences of its own."""
SOURCES = [
    *(path for path in PORTAL.rglob("*.py") if OTHERS not in path.parents),
    ROOT / "knowledge" / "cli" / "portal.py",
]
BY_VARIABLE = {
    *(f"question.{name}.{part}" for name in ("case", "authorised") for part in ("ask", "why", "none")),
    *(f"sync.{name}" for name in ("failed", "refused", "running")),
}
"""Sentences that are chosen by a variable."""


def test_every_sentence_is_used() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    keys = set(portal_wording().keys())
    written = set(re.findall(r'"([a-z_]+(?:\.[a-z_]+)*)"', code)) | set(re.findall(r"say\('([a-z_.]+)'\)", code))
    assert keys - written - BY_VARIABLE == set()
    assert keys >= BY_VARIABLE


def test_a_sentence_with_its_blanks() -> None:
    assert portal_wording().say("agency.more", names="UBND xã; Sở", rest=3) == "UBND xã; Sở và 3 nơi khác"


def test_a_file_name_stays_as_it_is() -> None:
    assert "mẫu Mẫu 36..docx kèm" in portal_wording().say("how_to_get.form", form="Mẫu 36..docx")
