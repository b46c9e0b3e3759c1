"""The gateway's sentences and the page's words, from wording.yml; what the library says too comes from the library."""

from __future__ import annotations

from pathlib import Path

from knowledge.wording import Wording, read_wording
from knowledge.wording import wording as library_wording

FILE = Path(__file__).with_name("wording.yml")


def load_wording(hotline: str, path: Path = FILE) -> Wording:
    """Read the sentences; {hotline} is filled in everywhere.

    Raises:
        WordingError: the file is missing or broken; the gateway must not start without it.
    """
    return read_wording(path, always={"hotline": lambda: hotline})


def script_words(wording: Wording) -> dict[str, str | list[str]]:
    """The words of the page's scripts by dotted key, blanks unfilled: a page fills them in itself."""
    library = library_wording()
    words: dict[str, str | list[str]] = {
        "bot": wording.say("page.name"),
        "checklist.nothing": library.say("checklist.nothing"),
        "checklist.time": library.say("parts.time"),
        "checklist.how": library.say("parts.methods"),
        "checklist.imported": library.say("checklist.imported"),
        "checklist.methods_unknown": library.say("methods_unpublished"),
        "document.or": library.say("or").strip(),
        "checklist.unpublished": library.say("checklist.unpublished"),
        "unverified": library.say("to_be_checked"),
        "weekdays": list(wording.list("page.script.weekdays")),
    }
    words |= {f"methods.{name}": text for name, text in library.group("methods").items()}
    words |= {f"document.kinds.{name}": text for name, text in library.group("kinds").items()}
    return words | wording.group("page.script")
