"""The pair of tokens: kept in the database, renewed by one gateway at a time, written before it is used.

A refresh token is good for one use, and using it kills the access token of before. So a pair that was asked for and not
written down is lost, and the office must give its permission anew; nothing here uses a pair that is not written.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

from web.channels.zalo.api.oauth import Pair, TokenRefused, TokenUnreachable
from web.logs import event
from web.store.database import StoreUnavailable
from web.store.leases import Leases
from web.store.notes import Notes

NOTE = "zalo:token"
LEASE = "zalo:token"
EARLY = 2 * 3600.0
"""Seconds before its end at which an access token is renewed."""
WARN = 7 * 86_400.0
"""Seconds before a refresh token's end from which an operator is told."""
PATIENCE = 15.0
"""Seconds to wait for another gateway that is renewing."""
LOOK_EVERY = 0.2
WRITE_TRIES = 20
"""How often a new pair is tried to be written, a second apart."""


class NoToken(Exception):
    """There is no usable access token now. `again`: one may be had later without anybody doing anything."""

    def __init__(self, reason: str, *, again: bool) -> None:
        self.reason = reason
        self.again = again
        super().__init__(reason)


Renew = Callable[[str], Awaitable[Pair]]
"""Asks Zalo for a new pair with a refresh token."""


class Tokens:
    """
    Args:
        notes: where the pair is kept.
        leases: so that only one gateway renews.
        renew: asks for a new pair.
        clock: seconds since the epoch.
    """

    def __init__(self, notes: Notes, leases: Leases, renew: Renew, clock: Callable[[], float] = time.time) -> None:
        self._notes = notes
        self._leases = leases
        self._renew = renew
        self._clock = clock
        self._pair: Pair | None = None
        self._looked = False
        self._unwritten: Pair | None = None
        self._refused: tuple[str, int] | None = None
        self._asking: set[asyncio.Future[Pair]] = set()

    async def access(self) -> str:
        """An access token that is good for a while yet.

        Raises:
            NoToken: there is none.
            StoreUnavailable: the database failed.
        """
        pair = self._pair or await self._read()
        if pair.access_until - self._clock() > EARLY:
            return pair.access
        try:
            return (await self._renewed(pair)).access
        except NoToken:
            if pair.access_until > self._clock():
                return pair.access  # it cannot be renewed now, but it is not over
            raise

    async def instead_of(self, dead: str) -> str:
        """An access token in place of one that Zalo refused.

        Raises:
            NoToken: there is none.
            StoreUnavailable: the database failed.
        """
        pair = await self._read()
        if pair.access != dead:
            return pair.access  # somebody else renewed it
        return (await self._renewed(pair)).access

    async def keep_fresh(self) -> None:
        """Renew when it is time; what prevents it shows in `problems`."""
        try:
            self._pair = await self._read()
            await self.access()
        except (NoToken, StoreUnavailable):
            return

    async def close(self) -> None:
        """Wait until what was asked for is written down."""
        await asyncio.gather(*self._asking, return_exceptions=True)

    def problems(self) -> dict[str, str]:
        """What an operator must know."""
        again = "run: python -m web.channels.zalo authorise"
        if self._unwritten is not None:
            return {"token": "the new tokens cannot be stored: the database must be writable before this gateway stops"}
        if self._refused:
            return {"token": f"Zalo refuses the refresh token ({self._refused[1]}); {again}"}
        if self._pair is None:
            return {"token": f"not authorised; {again}"} if self._looked else {}
        left = self._pair.refresh_until - self._clock()
        if left < WARN:
            return {"token": f"the permission ends in {max(0.0, left) / 86_400:.1f} days; {again}"}
        return {}

    async def _read(self) -> Pair:
        if self._unwritten is not None:
            await self._write(self._unwritten)
        self._pair = read_pair(await asyncio.to_thread(self._notes.read, NOTE))
        self._looked = True
        if self._pair is None:
            raise NoToken("not_authorised", again=False)
        return self._pair

    async def _renewed(self, old: Pair) -> Pair:
        """A pair newer than `old`, made here or by another gateway."""
        until = time.monotonic() + PATIENCE
        while True:
            async with self._leases.held(LEASE) as mine:
                pair = await self._read()
                if pair.access != old.access:
                    return pair
                if mine:
                    return await self._ask(pair)
            if time.monotonic() > until:
                raise NoToken("renewed_elsewhere", again=True)
            await asyncio.sleep(LOOK_EVERY)

    async def _ask(self, pair: Pair) -> Pair:
        if self._refused and self._refused[0] == pair.refresh:
            raise NoToken("refused", again=False)
        # what was asked for must be written down, whoever stops waiting for it
        asking = asyncio.ensure_future(self._ask_and_write(pair))
        self._asking.add(asking)
        asking.add_done_callback(self._asking.discard)
        try:
            return await asyncio.shield(asking)
        except TokenRefused as error:
            self._refused = (pair.refresh, error.code)
            event("zalo_token_refused", logging.ERROR, code=error.code)
            raise NoToken("refused", again=False) from None
        except TokenUnreachable as error:
            event("zalo_token_unreachable", logging.WARNING, reason=error.reason)
            raise NoToken("unreachable", again=True) from None

    async def _ask_and_write(self, pair: Pair) -> Pair:
        renewed = await self._renew(pair.refresh)
        self._unwritten = renewed
        for _ in range(WRITE_TRIES):
            try:
                await self._write(renewed)
            except StoreUnavailable:
                await asyncio.sleep(1.0)
            else:
                event("zalo_token_renewed", hours=round((renewed.access_until - self._clock()) / 3600, 1))
                return renewed
        event("zalo_token_not_stored", logging.CRITICAL)
        raise NoToken("not_stored", again=True)

    async def _write(self, pair: Pair) -> None:
        await asyncio.to_thread(write_pair, self._notes, pair)
        self._pair, self._unwritten, self._refused = pair, None, None


def read_pair(note: Any) -> Pair | None:
    """The pair in a note; None when there is none."""
    return Pair(**note) if isinstance(note, dict) and note.keys() == Pair.__dataclass_fields__.keys() else None


def write_pair(notes: Notes, pair: Pair) -> None:
    """Keep a pair in place of the one before.

    Raises:
        StoreUnavailable: the database failed.
    """
    notes.write(NOTE, asdict(pair))
