"""A report as it comes: line by line on the screen, and into a file when it is whole."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def show(lines: Iterable[str], write: Path | None) -> None:
    """Print the lines, and write them as Markdown to `write`."""
    shown = []
    for line in lines:
        print(line, flush=True)
        shown.append(line)
    if write:
        write.write_text("\n".join(shown) + "\n", encoding="utf-8")
