"""What the counter says, from wording.yml; levels and kinds of copies come from the library."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from knowledge.portal.review.wording import diff_wording
from knowledge.wording import Wording, read_wording
from knowledge.wording import wording as library_wording

FILE = Path(__file__).with_name("wording.yml")
KEYS = ("box", "move", "open", "answer", "tab", "clear", "print", "help")


def load_words() -> Wording:
    """The sentences.

    Raises:
        WordingError: the file is missing or broken.
    """
    return read_wording(FILE)


def script_words(words: Wording) -> dict[str, str | list[str]]:
    """The words of the page's scripts by dotted key, blanks unfilled: the page fills them in itself."""
    library = library_wording()
    found: dict[str, str | list[str]] = dict(words.group("script"))
    found |= {
        "weekdays": list(words.list("script.weekdays")),
        "leads": list(words.list("leads")),
        "imported": library.say("checklist.imported"),
        "or": library.say("or").strip(),
        "unstated": library.say("unstated"),
    }
    found |= {f"kinds.{name}": text for name, text in library.group("kinds").items()}
    return found | {f"levels.{name}": text for name, text in levels().items()}


def levels() -> dict[str, str]:
    """The levels of administration in words, as the portal's review says them."""
    return diff_wording().group("levels")


def own_forms(words: Wording) -> dict[str, dict[str, str]]:
    """Field → slip → what the clerk is told where the field's offices have slips of their own."""
    found: dict[str, dict[str, str]] = {}
    for key, text in words.group("own_forms").items():
        field, slip = key.split(".")
        found.setdefault(field, {})[slip] = text
    return found


def page_words(words: Wording) -> dict[str, Any]:
    """The words of the template: by their keys, and the rows of the table of keys."""
    return {**words.group("page"), "key_rows": [words.list(f"keys.{key}") for key in KEYS]}
