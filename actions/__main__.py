"""`python -m actions`: the action server, on the loopback address by default."""

from __future__ import annotations

import hmac
import logging
import sys

from rasa_sdk.endpoint import create_app
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

from actions.library import warm_up
from actions.questions import ahead
from knowledge.errors import KnowledgeError
from knowledge.logs import log_json
from knowledge.settings import get_settings

SECRET_HEADER = "X-Parts-Secret"


def main() -> int:
    """Warm up, then serve until stopped; 1 when the knowledge is not usable."""
    log_json("actions")
    try:
        warm_up()
    except (KnowledgeError, OSError) as error:
        print(f"actions: {error}", file=sys.stderr)
        return 1
    app: Sanic = create_app("actions")
    accept_only(app, get_settings().parts_secret)
    logging.getLogger("actions").info("ready")
    ahead.read_every_question()
    try:
        app.run(get_settings().parts_host, get_settings().actions_port, workers=1, access_log=False)
    finally:
        ahead.stop()
    return 0


def accept_only(app: Sanic, secret: str) -> None:
    """Refuse every turn that does not come from a part of this assistant."""

    @app.middleware("request")
    async def check(request: Request) -> HTTPResponse | None:
        given = request.headers.get(SECRET_HEADER, "")
        if request.method == "GET" or hmac.compare_digest(given.encode(), secret.encode()):
            return None
        return json({}, status=403)


if __name__ == "__main__":
    sys.exit(main())
