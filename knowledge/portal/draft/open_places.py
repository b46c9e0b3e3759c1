"""The marks a draft leaves where a person has to decide or to write, and where they still stand in the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from knowledge.portal.draft.yaml_text import one_line

OWN_WORDS = "own words"
"""The words beside the mark are the record's: rewrite them."""
_MARK = re.compile(r"#\s*TODO:?\s*(.*)")


def mark(*reasons: str) -> str:
    """The mark that ends a line, or nothing without a reason."""
    listed = "; ".join(one_line(reason) for reason in reasons if reason)
    return f"  # TODO: {listed}" if listed else ""


def marks_in(text: str) -> list[tuple[int, str]]:
    """The line (from 1) and the words of each mark."""
    found = ((number, _MARK.search(line)) for number, line in enumerate(text.split("\n"), start=1))
    return [(number, match.group(1).strip()) for number, match in found if match]


def open_places(root: Path) -> Iterable[str]:
    """Each mark in the files below `root`, as `file:line: still to do: …`, by file and line."""
    for path in sorted(root.rglob("*.yml")):
        for line, words in marks_in(path.read_text(encoding="utf-8")):
            yield f"{path.relative_to(root)}:{line}: still to do: {words}"
