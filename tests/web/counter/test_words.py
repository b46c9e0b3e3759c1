"""Every word that the counter's scripts and template ask for is there, and none stands there for nothing."""

from __future__ import annotations

import re
from pathlib import Path

from web.counter.words import load_words, own_forms, page_words, script_words

WEB = Path(__file__).parents[3] / "web"
SCRIPTS = "".join(path.read_text(encoding="utf-8") for path in sorted((WEB / "front" / "counter").glob("*.js")))
TEMPLATES = "".join(path.read_text(encoding="utf-8") for path in sorted((WEB / "templates").glob("counter*.html")))
MADE = {
    "kinds": r"kinds\.\$\{kind\}",
    "levels": r"levels\.\$\{",
    "slip.fields": r"slip\.fields\.\$\{id\}",
    "slip.lines": r"slip\.lines\.\$\{id\}",
    "slip.sign": r"slip\.sign\.\$\{id\}",
    "slip.missing": r"slip\.\$\{kind\}\.",
    "slip.receipt": r"slip\.\$\{kind\}\.",
}
"""Keys that a script puts together, and how it does."""


def asked() -> set[str]:
    return set(re.findall(r"""\bsay\((?:[^"()]*\? )?"([\w.]+)\"""", SCRIPTS)) | set(
        re.findall(r"""\bsay\([^"()]*\? "[\w.]+" : "([\w.]+)\"""", SCRIPTS)
    )


def test_every_word_the_scripts_ask_for_is_there() -> None:
    words = script_words(load_words())
    assert len(asked()) > 40
    assert sorted(key for key in asked() if key not in words) == []


def test_no_word_stands_there_for_nothing() -> None:
    words = script_words(load_words())
    plain = {"weekdays", "leads"}
    made = {key for key in words if (group := MADE.get(key.rpartition(".")[0])) and re.search(group, SCRIPTS)}
    assert sorted(set(words) - asked() - made - plain) == []
    keys = set(load_words().group("page"))
    assert sorted(key for key in keys if f"t.{key} " not in TEMPLATES) == []


def test_every_word_of_the_template_is_there() -> None:
    known = set(page_words(load_words())) | set(load_words().group("closed"))
    assert sorted(key for key in re.findall(r"\bt\.(\w+)", TEMPLATES) if key not in known) == []


def test_fields_with_slips_of_their_own() -> None:
    forms = own_forms(load_words())
    assert "CT05" in forms["cu_tru"]["missing"]
    assert "CT04" in forms["cu_tru"]["receipt"]
    assert set(forms["can_cuoc"]) == {"receipt"}
