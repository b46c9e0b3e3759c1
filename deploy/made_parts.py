"""Parts of the documents that are made, not typed: what stands between `<!-- made:NAME -->` and `<!-- /made -->`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
Maker = Callable[[], str]
"""Makes the text of a part."""
_PART = re.compile(r"(<!-- made:(?P<name>[\w.]+) -->)(?P<text>.*?)(<!-- /made -->)", re.DOTALL)


def documents() -> list[Path]:
    """Every document that may hold such parts."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]


def with_parts(text: str, parts: Mapping[str, Maker]) -> str:
    """The document with these parts made anew; parts of other names stay as they are."""

    def made(match: re.Match[str]) -> str:
        make = parts.get(match["name"])
        return f"{match[1]}{make()}{match[4]}" if make else match.group()

    return _PART.sub(made, text)


def write(parts: Mapping[str, Maker]) -> list[Path]:
    """Make the parts anew in every document; the documents that changed."""
    changed = []
    for path in documents():
        before = path.read_text(encoding="utf-8")
        after = with_parts(before, parts)
        if after != before:
            path.write_text(after, encoding="utf-8")
            changed.append(path)
    return changed


def names_in(text: str) -> list[str]:
    """The names of the parts in a document."""
    return [match["name"] for match in _PART.finditer(text)]
