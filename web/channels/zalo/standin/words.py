"""The words of the stand-in's pages, from wording.yml."""

from __future__ import annotations

from pathlib import Path

from knowledge.wording import Wording, read_wording

FILE = Path(__file__).with_name("wording.yml")


def words() -> Wording:
    """
    Raises:
        WordingError: the file is missing or broken.
    """
    return read_wording(FILE)
