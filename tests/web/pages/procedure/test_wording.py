"""The sentences of these pages: each is used."""

from __future__ import annotations

from pathlib import Path

from web import pages
from web.pages.procedure.wording import procedure_wording

FOLDER = Path(pages.__file__).parent / "procedure"
TEMPLATES = FOLDER.parents[1] / "templates"
BY_NAME = ("level.", "sections.")
"""Sentences of which the page says the one that a value of the schema names."""


def test_each_sentence_is_used() -> None:
    paths = [*FOLDER.glob("*.py"), *TEMPLATES.glob("procedure_*.html")]
    sources = "".join(path.read_text(encoding="utf-8") for path in paths)
    every = procedure_wording().keys()
    unused = [key for key in every if f'"{key}"' not in sources and not key.startswith(BY_NAME)]
    assert unused == []
