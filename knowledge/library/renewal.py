"""`python -m knowledge.library.renewal PARENT`: publish what lies there, in a process that ends with its parent.

Exit codes: 0 looked at (see `publish.last_outcome`), 75 another process is at it, 1 failed, the reason on stderr.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence

from filelock import Timeout

from knowledge.errors import KnowledgeError
from knowledge.library.editions import Editions
from knowledge.library.publish import publish
from knowledge.library.with_parent import die_with
from knowledge.settings import get_settings

BUSY = os.EX_TEMPFAIL
NICE = 10
LOGGER = logging.getLogger("dimotlan.knowledge")


def main(arguments: Sequence[str] | None = None) -> int:
    """Publish once, at low priority."""
    (parent,) = sys.argv[1:] if arguments is None else arguments
    die_with(int(parent))
    os.nice(NICE)
    settings = get_settings()
    try:
        with Editions(settings).lock(timeout=0):
            publish(settings, build=True, report=LOGGER.info)
    except Timeout:
        return BUSY
    except (KnowledgeError, OSError) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
