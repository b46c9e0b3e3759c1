"""The portal's own sentences (portal_wording.yml): what an imported procedure and the portal's commands tell people."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from knowledge.wording import Wording, read_wording


@lru_cache(maxsize=1)
def portal_wording() -> Wording:
    """The sentences, read once.

    Raises:
        WordingError: the file is missing or broken.
    """
    return read_wording(Path(__file__).with_name("portal_wording.yml"))
