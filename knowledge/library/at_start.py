"""`python -m knowledge.library.at_start`: take up what can serve, and say what is wrong, before the parts are started.

Exit codes: 0 something can serve (what is wrong with it, a line each, on stdout), 1 nothing can, the reason on stderr.
"""

from __future__ import annotations

import sys

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.errors import KnowledgeError
from knowledge.library.reload import Live
from knowledge.search.index.manifest import is_whole
from knowledge.settings import Settings, get_settings


def main() -> int:
    """Look once."""
    live: Live[None] = Live(get_settings(), _no_search)
    try:
        snapshot = live.open()
    except (KnowledgeError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    if live.problem:
        print(f"the newest catalogue is not sound: {live.problem}")
        print(f"what serves: {'the files as they are' if snapshot.edition is None else f'edition {snapshot.edition}'}")
    if snapshot.index is None or not is_whole(snapshot.index):
        print("the search index is missing: it is built in the background, and all else serves meanwhile")
    return 0


def _no_search(_: Catalogue, __: Settings) -> None:
    """Nothing is searched here."""


if __name__ == "__main__":
    sys.exit(main())
