"""`python -m actions`: the action server, on the loopback address only."""

from __future__ import annotations

import logging
import sys

from rasa_sdk.endpoint import create_app
from sanic import Sanic

from actions.library import warm_up
from knowledge.errors import KnowledgeError
from knowledge.logs import log_json
from knowledge.settings import get_settings


def main() -> int:
    """Warm up, then serve until stopped; 1 when the knowledge is not usable."""
    log_json("actions")
    try:
        warm_up()
    except (KnowledgeError, OSError) as error:
        print(f"actions: {error}", file=sys.stderr)
        return 1
    app: Sanic = create_app("actions")
    logging.getLogger("actions").info("ready")
    app.run("127.0.0.1", get_settings().actions_port, workers=1, access_log=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
