"""YAML written as the catalogue's files are written: one entry a line, comments beside it, quotes only where needed."""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

import yaml

WIDTH = 150
"""Lists and comments are wrapped at this many characters."""
_NO_LIMIT = 1 << 30
_UNPRINTABLE = re.compile("[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML does not allow in a file, not even in a comment."""


def one_line(text: str) -> str:
    """The text on one line, without characters that YAML refuses."""
    return re.sub(r"\s+", " ", _UNPRINTABLE.sub(" ", text)).strip()


def scalar(text: str) -> str:
    """A text as it may stand inside braces; in double quotes where it needs quotes."""
    flat = one_line(text)
    plain = _dumped(flat, None)
    return plain if not plain.startswith(("'", '"')) else _dumped(flat, '"')


def _dumped(text: str, style: str | None) -> str:
    listed = yaml.safe_dump([text], default_style=style, default_flow_style=True, allow_unicode=True, width=_NO_LIMIT)
    return str(listed).strip()[1:-1]


def flow(value: Any) -> str:
    """A value on one line: {original: 1}, [direct, online], 2026-07-18, "yes"."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(inner) for inner in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | dt.date) and not isinstance(value, StrEnum):
        return str(value)
    return scalar(str(value))


def key_with_list(key: str, items: Iterable[str]) -> list[str]:
    """`key: [a, b, …]`, wrapped between two items where the line is full."""
    lines: list[str] = []
    line = f"{key}: ["
    texts = [scalar(item) for item in items]
    for place, text in enumerate(texts):
        piece = text + ("]" if place == len(texts) - 1 else ",")
        if len(line) + len(piece) > WIDTH and place:
            lines.append(line.rstrip())
            line = "  "
        line += piece + " "
    return [*lines, line.rstrip() if texts else f"{key}: []"]


def comment(text: str) -> Iterator[str]:
    """The text as comment lines."""
    yield from (f"# {line}" for line in textwrap.wrap(one_line(text), WIDTH - 2))
