"""`python -m web.channels.zalo.standin`: serve the stand-in, and print how to connect the assistant to it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from web.channels.zalo.standin.account import Account
from web.channels.zalo.standin.app import base_of, create_app, listen, server_of
from web.channels.zalo.standin.hooks.webhook import WebhookSettings

PORT = 8090
WEBHOOK = "http://127.0.0.1:8080/zalo/webhook"


def parser() -> argparse.ArgumentParser:
    """The defaults work together with an assistant that `make run` serves."""
    usual = Account()
    made = argparse.ArgumentParser(prog="python -m web.channels.zalo.standin", description=__doc__)
    made.add_argument("--port", type=int, default=PORT, help="on 127.0.0.1; 0: any free one (%(default)s)")
    made.add_argument("--webhook", default=WEBHOOK, help="where events are sent (%(default)s)")
    made.add_argument("--speed", type=float, default=1.0, help="the waits before further tries are divided by this")
    made.add_argument("--app-id", default=usual.app_id)
    made.add_argument("--oa-id", default=usual.oa_id)
    made.add_argument("--app-secret", default=usual.app_secret, help="asks for tokens")
    made.add_argument("--oa-secret", default=usual.oa_secret, help="signs the webhook's events")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until it is stopped.

    Returns:
        The exit code: 0, or 2 when the arguments or the port cannot be used.
    """
    wanted = parser().parse_args(arguments)
    account = Account(
        app_id=wanted.app_id, oa_id=wanted.oa_id, app_secret=wanted.app_secret, oa_secret=wanted.oa_secret
    )
    try:
        webhook = WebhookSettings(url=wanted.webhook, speed=wanted.speed)
        bound = listen(wanted.port)
    except (ValueError, OSError, OverflowError) as error:
        print(f"the stand-in cannot start: {error}", file=sys.stderr)
        return 2
    base = base_of(bound)
    print(f"Zalo stand-in: {base}/ (chat), events to {wanted.webhook}", flush=True)
    print("\n".join(account.environment(base)), flush=True)
    server_of(create_app(account, webhook)).run(sockets=[bound])
    return 0


if __name__ == "__main__":
    sys.exit(main())
