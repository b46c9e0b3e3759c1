"""`python -m web.channels.zalo authorise | status`: gets the office's permission, and tells how the channel is."""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import sys
import time
from collections.abc import Callable, Sequence

import httpx

from knowledge.settings import VIETNAM, Settings, get_settings
from web.channels.zalo import watch
from web.channels.zalo.api.oauth import BadReturn, OAuth, Permission, TokenRefused, TokenUnreachable
from web.channels.zalo.api.tokens import NOTE, read_pair, write_pair
from web.channels.zalo.authorise import returned_to_loopback
from web.channels.zalo.channel import NAME, ZaloChannel
from web.channels.zalo.office_hours import open_hours
from web.chat.outbox import Outbox
from web.store.database import Database, StoreUnavailable
from web.store.notes import Notes

UNSET = "set DIMOTLAN_ZALO_APP_ID, DIMOTLAN_ZALO_OA_ID and DIMOTLAN_ZALO_APP_SECRET first"


def parser() -> argparse.ArgumentParser:
    """The command line."""
    made = argparse.ArgumentParser(prog="python -m web.channels.zalo", description=__doc__)
    verbs = made.add_subparsers(dest="verb", required=True)
    authorise = verbs.add_parser("authorise", help="get the office's permission and keep the tokens")
    authorise.add_argument(
        "--redirect", default="", help="the callback address entered at Zalo; you paste what the browser then shows"
    )
    authorise.add_argument(
        "--port", type=int, default=0, help="without --redirect: Zalo leads back to this port of this machine; 0: any"
    )
    verbs.add_parser("status", help="tokens, last event, what waits to be sent")
    return made


def main(arguments: Sequence[str] | None = None, ask: Callable[[str], str] = input) -> int:
    """Run a verb.

    Returns:
        The exit code: 0, 1 when something is wrong with the channel, 2 when the verb could not be done.
    """
    wanted = parser().parse_args(arguments)
    settings = get_settings()
    if not ZaloChannel.is_configured(settings):
        print(UNSET, file=sys.stderr)
        return 2
    try:
        database = Database.open(settings)
    except StoreUnavailable as error:
        print(f"the database cannot be used: {error}", file=sys.stderr)
        return 2
    try:
        if wanted.verb == "status":
            return status(settings, database)
        return asyncio.run(authorise(settings, Notes(database), wanted.redirect, wanted.port, ask))
    except StoreUnavailable as error:
        print(f"the database cannot be used: {error}", file=sys.stderr)
        return 2
    finally:
        database.close()


async def authorise(settings: Settings, notes: Notes, redirect: str, port: int, ask: Callable[[str], str]) -> int:
    """Get a code with the permission of the office's administrator, redeem it, keep the tokens."""
    permission = Permission.new()
    async with httpx.AsyncClient(trust_env=False) as client:
        oauth = OAuth(client, settings)
        try:
            if redirect:
                print(
                    f"Open this address as the administrator of the OA:\n{oauth.permission_url(permission, redirect)}"
                )
                address = await asyncio.to_thread(ask, "The address that the browser then shows: ")
            else:
                address = await returned_to_loopback(lambda back: oauth.permission_url(permission, back), port)
            pair = await oauth.redeem(oauth.code_in(address, permission), permission)
        except (BadReturn, OSError, EOFError) as error:
            print(f"not authorised: {error or 'no address was given'}", file=sys.stderr)
            return 2
        except TokenRefused as error:
            reason = f"Zalo refuses the code ({error.code}); a code is good once and for ten minutes"
            print(f"not authorised: {reason}", file=sys.stderr)
            return 2
        except TokenUnreachable as error:
            print(f"not authorised: no usable answer from {settings.zalo_oauth} ({error.reason})", file=sys.stderr)
            return 2
    await asyncio.to_thread(write_pair, notes, pair)
    print(f"authorised; the access token is renewed by itself, this one is good until {_when(pair.access_until)}")
    return 0


def status(settings: Settings, database: Database) -> int:
    """Print how the channel is, as far as the database tells."""
    notes, now, good = Notes(database), time.time(), True
    pair = read_pair(notes.read(NOTE))
    if pair is None:
        print("token: none; run: python -m web.channels.zalo authorise")
        good = False
    else:
        print(f"access token: until {_when(pair.access_until)}{_over(pair.access_until, now)}")
        print(f"refresh token: until {_when(pair.refresh_until)}{_over(pair.refresh_until, now)}")
        good = pair.refresh_until > now
    last = notes.read(watch.NOTE)
    if isinstance(last, int | float):
        silent = open_hours(last, now)
        print(f"last event: {_when(last)}, {silent:.1f} office hours ago")
        good = good and not (settings.zalo_alarm_hours and silent >= settings.zalo_alarm_hours)
    else:
        print("last event: none yet")
    print(f"waiting to be sent: {Outbox(database).waiting(NAME)}")
    print("problems of the running gateway: see /healthz")
    return 0 if good else 1


def _when(moment: float) -> str:
    return f"{dt.datetime.fromtimestamp(moment, VIETNAM):%d/%m/%Y %H:%M}"


def _over(until: float, now: float) -> str:
    return "" if until > now else " (over)"


if __name__ == "__main__":
    sys.exit(main())
