"""`python -m web.channels.zalo_bot webhook-on URL`: let the Bot Platform send its updates to the gateway."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence

import httpx

from knowledge.settings import Settings, get_settings
from web.channels.zalo_bot.channel import SHORTEST_SECRET
from web.channels.zalo_bot.client import BotClient, BotError, unlogged


def parser() -> argparse.ArgumentParser:
    """The command line."""
    made = argparse.ArgumentParser(prog="python -m web.channels.zalo_bot", description=__doc__)
    verbs = made.add_subparsers(dest="verb", required=True)
    on = verbs.add_parser("webhook-on", help="let updates be sent to the gateway")
    on.add_argument("url", help="https://…/zalo-bot/webhook")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the verb.

    Returns:
        The exit code: 0, or 2 when it could not be done.
    """
    wanted, settings = parser().parse_args(arguments), get_settings()
    if not settings.zalo_bot_token or len(settings.zalo_bot_secret) < SHORTEST_SECRET:
        print("set DIMOTLAN_ZALO_BOT_TOKEN and DIMOTLAN_ZALO_BOT_SECRET (8 to 256 characters) first", file=sys.stderr)
        return 2
    try:
        asyncio.run(webhook_on(settings, wanted.url))
    except BotError as error:
        print(f"the webhook was not set: {error}", file=sys.stderr)
        return 2
    print(f"updates are sent to {wanted.url}")
    return 0


async def webhook_on(settings: Settings, url: str) -> None:
    """Set the webhook.

    Raises:
        BotError: it was refused.
    """
    with unlogged(settings.zalo_bot_token):
        async with httpx.AsyncClient(trust_env=False) as client:
            bot = BotClient(client, settings.zalo_bot_api, settings.zalo_bot_token)
            await bot.set_webhook(url, settings.zalo_bot_secret)


if __name__ == "__main__":
    sys.exit(main())
