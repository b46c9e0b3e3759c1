"""The sentences on paper: each is used."""

from __future__ import annotations

from pathlib import Path

from knowledge.checklist import paper
from knowledge.checklist.paper.wording import paper_wording

FOLDER = Path(paper.__file__).parent


def test_each_sentence_is_used() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in [*FOLDER.glob("*.py"), *FOLDER.glob("*/*.typ")])
    every = [*paper_wording().keys(), *paper_wording().lists()]
    unused = [key for key in every if f'"{key}"' not in sources and f"words.{key.split('.')[-1]}" not in sources]
    assert unused == []
