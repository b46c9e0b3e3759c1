"""What the channel itself says, from wording.yml."""

from __future__ import annotations

from pathlib import Path

from knowledge.wording import Wording, read_wording

FILE = Path(__file__).with_name("wording.yml")


def load_words(hotline: str) -> Wording:
    """The sentences; {hotline} is filled in everywhere.

    Raises:
        WordingError: the file is missing or broken.
    """
    return read_wording(FILE, always={"hotline": lambda: hotline})
