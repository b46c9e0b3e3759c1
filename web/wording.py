"""The Vietnamese words of the gateway and of the page, from wording.yml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).resolve().parent / "wording.yml"


@dataclass(frozen=True)
class Texts:
    """`api`: sentences of the server; `page`: the words of the chat page; `warm_up`: first questions after a start."""

    api: dict[str, str]
    page: dict[str, Any]
    warm_up: tuple[str, ...]

    def say(self, key: str, **values: object) -> str:
        """The sentence `key` of `api` with its {values} filled in."""
        return self.api[key].format(**values)


def load_texts(path: Path = FILE) -> Texts:
    """Read the words.

    Raises:
        OSError, yaml.YAMLError, KeyError: the file is missing or broken; the gateway must not start without it.
    """
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Texts(api=raw["api"], page=raw["page"], warm_up=tuple(raw["warm_up"]))
