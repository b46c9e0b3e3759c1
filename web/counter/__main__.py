"""Make the counter's index in a process of its own: `python -m web.counter`. The gateway runs it beside itself."""

from __future__ import annotations

import sys

from knowledge.library.assemble import load_catalogue
from knowledge.settings import Settings, get_settings
from web.counter.index import make_index
from web.counter.shelf import folder_of, keep, version_of


def main(settings: Settings | None = None) -> int:
    """Make the index of the catalogue in the settings, and keep it where the gateway looks for it."""
    settings = settings or get_settings()
    catalogue = load_catalogue(settings)
    keep(folder_of(settings), version_of(catalogue), make_index(catalogue))
    return 0


if __name__ == "__main__":
    sys.exit(main())
