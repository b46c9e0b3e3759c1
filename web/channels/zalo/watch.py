"""Looks after the channel: renews tokens in time, notices when Zalo has become silent, tells an operator."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping

from knowledge.settings import Settings
from web.channels.zalo.api.tokens import Tokens
from web.channels.zalo.mail import Mail
from web.channels.zalo.office_hours import open_hours
from web.channels.zalo.people import People
from web.logs import event
from web.store.database import StoreUnavailable
from web.store.notes import Notes

NOTE = "zalo:last_event"
"""When Zalo last sent an event, in seconds since 1970."""
EVERY = 60.0
"""Seconds between two looks."""
DAY = 24 * 3600.0
UNSIGNED_FOR = 3600.0
"""Seconds for which an event with a wrong signature counts as a problem."""


class Watch:
    """
    Args:
        settings: of the process.
        notes: where the time of the last event is kept.
        tokens: are renewed before they end.
        mail: tells an operator.
        people: forget those who have long been silent.
        others: further problems of the channel.
        clock: seconds since the epoch.
    """

    def __init__(
        self,
        settings: Settings,
        notes: Notes,
        tokens: Tokens,
        mail: Mail,
        people: People,
        others: Callable[[], Mapping[str, str]],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._settings = settings
        self._notes = notes
        self._tokens = tokens
        self._mail = mail
        self._people = people
        self._others = others
        self._clock = clock
        self._last = 0.0
        self._unsigned = 0.0
        self._cleaned = 0.0
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Look now and every minute."""
        self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Stop."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def heard(self) -> None:
        """Zalo sent an event."""
        self._last = self._clock()

    def unsigned(self) -> None:
        """An event came whose signature is wrong."""
        self._unsigned = self._clock()

    def problems(self) -> dict[str, str]:
        """What an operator must know now, by a stable name."""
        found = {**self._tokens.problems(), **self._others()}
        now, hours = self._clock(), self._settings.zalo_alarm_hours
        if hours and self._last and (silent := open_hours(self._last, now)) >= hours:
            found["silence"] = (
                f"no event from Zalo for {silent:.0f} office hours: see in Zalo's developer console whether the "
                "webhook is still switched on"
            )
        if self._unsigned and now - self._unsigned < UNSIGNED_FOR:
            found["signature"] = "events with a wrong signature came: is DIMOTLAN_ZALO_OA_SECRET the OA's secret key?"
        if not self._settings.zalo_oa_secret:
            found["secret"] = "DIMOTLAN_ZALO_OA_SECRET is not set: no event is taken"
        if self._settings.zalo_bootstrap:
            found["bootstrap"] = "unsigned events are answered: unset DIMOTLAN_ZALO_BOOTSTRAP now that Zalo is set up"
        if self._mail.problem:
            found["mail"] = f"alarms cannot be sent ({self._mail.problem}): see DIMOTLAN_SMTP_URL"
        return found

    async def look(self) -> None:
        """One look.

        Raises:
            StoreUnavailable: the database failed.
        """
        await self._tokens.keep_fresh()
        await self._remember()
        await self._mail.tell(self.problems())
        await self._clean()

    async def _clean(self) -> None:
        """Once a day; what the dialogue knows of the silent is forgotten elsewhere."""
        now = self._clock()
        if now - self._cleaned >= DAY:
            self._cleaned = now
            await self._people.forget_silent(now - self._settings.keep_days * DAY)

    async def _remember(self) -> None:
        """Write down when the last event came, and learn what other gateways heard; from the first start on."""
        kept = await asyncio.to_thread(self._notes.read, NOTE)
        kept = float(kept) if isinstance(kept, int | float) else 0.0
        self._last = max(self._last, kept) or self._clock()
        if self._last > kept:
            await asyncio.to_thread(self._notes.write, NOTE, self._last)

    async def _run(self) -> None:
        while True:
            try:
                await self.look()
            except StoreUnavailable:
                pass  # logged where it arose
            except Exception as error:  # a fault in one look must not end the looking
                event("zalo_watch_fault", logging.ERROR, error=type(error).__name__)
            await asyncio.sleep(EVERY)
