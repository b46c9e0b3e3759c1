"""Whether everything is ready: the search index, the dialogue and the action server."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Sequence

import httpx

from knowledge.settings import Settings
from knowledge.wording import Wording
from web.channels.channel import PushingChannel
from web.chat.rasa_client import DialogueError, RasaClient
from web.library import Library
from web.logs import event
from web.store.database import Database

MISSES = 2
"""Looks in a row without an answer after which the dialogue counts as away: one may be lost while it is busy."""
PROBE_TIMEOUT = 2.0
WARM_UP_TIMEOUT = 60.0
RETRY_AFTER = 1.0
LOOK_EVERY = 2.0
"""Seconds between two looks whether the dialogue is still there."""


class Health:
    """Warms everything up after a start and tells the state of each part.

    A part is "starting", "ok", "down" (was reached before or refuses) or "missing" (no index built). The dialogue is
    "ok" only after it answered once: its first turn loads models and takes seconds.
    """

    def __init__(
        self,
        settings: Settings,
        client: httpx.AsyncClient,
        library: Library,
        database: Database,
        wording: Wording,
        channels: Sequence[PushingChannel] = (),
    ) -> None:
        self._client = client
        self._library = library
        self._database = database
        self._channels = channels
        self._wording = wording
        self._probes = {
            "rasa": tuple(f"{url}/" for url in settings.rasa_addresses),
            "actions": tuple(f"{url}/health" for url in settings.actions_addresses),
        }
        self._dialogue = RasaClient(client, settings.rasa_addresses, WARM_UP_TIMEOUT, settings.parts_secret)
        self._ready_once: set[str] = set()
        self._away: dict[str, str] = {}

    async def warm_up(self) -> None:
        """Open the search and wake the dialogue; try again until both have answered. Goes on until it is cancelled."""
        await asyncio.gather(self._warm_index(), self._warm_dialogue())
        event("ready")
        while True:
            await asyncio.sleep(LOOK_EVERY)
            await self._warm_again()

    async def _warm_again(self) -> None:
        """After the dialogue was away: it is ready only when its first turn, which loads models, is behind it."""
        for _ in range(MISSES):
            if (await self._answering("rasa"))[0]:
                return
            await asyncio.sleep(RETRY_AFTER)
        self._ready_once.discard("warm")
        await self._warm_dialogue()
        event("ready_again")

    async def _warm_index(self) -> None:
        while not await self._open_index():
            await asyncio.sleep(RETRY_AFTER)

    async def _open_index(self) -> bool:
        try:
            return await self._library.open_index(self._wording.list("warm_up")[-1])
        except Exception as error:  # a broken model or index must show in /healthz, not end the gateway
            if self._library.index_state != "down":
                event("index_broken", logging.ERROR, error=type(error).__name__)
            self._library.index_state = "down"
            return False

    async def _warm_dialogue(self) -> None:
        while not await self._wake_dialogue():
            await asyncio.sleep(RETRY_AFTER)
        self._ready_once |= {"rasa", "warm"}

    async def _wake_dialogue(self) -> bool:
        if not all(count for count, _ in [await self._answering(name) for name in self._probes]):
            return False
        sender = f"warm-up:{secrets.token_hex(6)}"
        try:
            for question in self._wording.list("warm_up"):
                await self._dialogue.send(sender, question, secrets.token_hex(6))
            await self._dialogue.forget([sender])
        except DialogueError as error:
            event("warm_up_failed", logging.WARNING, reason=error.reason)
            return False
        return True

    async def _answering(self, name: str) -> tuple[int, int]:
        """How many of a part's servers answer, of how many."""
        answers = await asyncio.gather(*(self._answers(url) for url in self._probes[name]))
        return sum(answers), len(answers)

    async def _answers(self, url: str) -> bool:
        try:
            return (await self._client.get(url, timeout=PROBE_TIMEOUT)).is_success
        except httpx.HTTPError:
            return False

    async def parts(self) -> dict[str, str]:
        """The state of each part, asked now."""
        names = list(self._probes)
        counts = await asyncio.gather(*(self._answering(name) for name in names))
        self._away = {
            name: f"{most - count} of {most} do not answer"
            for name, (count, most) in zip(names, counts, strict=True)
            if 0 < count < most
        }
        states = {name: self._state(name, count > 0) for name, (count, _) in zip(names, counts, strict=True)}
        problem = await asyncio.to_thread(self._database.probe)
        return {**states, "index": self._library.index_state, "database": "down" if problem else "ok"}

    def causes(self) -> dict[str, str]:
        """Why a part is down, or less than all of it up, and what is wrong with a channel; as of the last `parts`."""
        causes = dict(self._away)
        causes |= {"database": self._database.problem} if self._database.problem else {}
        for channel in self._channels:
            causes |= {f"{channel.name}: {name}": cause for name, cause in channel.problems().items()}
        return causes

    def _state(self, name: str, answers: bool) -> str:
        if name == "rasa" and answers:
            return "ok" if "warm" in self._ready_once else "starting"
        if answers:
            self._ready_once.add(name)
            return "ok"
        return "down" if name in self._ready_once else "starting"


def overall(parts: dict[str, str]) -> str:
    """One word for all parts: "ok" when every one is, "starting" while some only start, else "degraded"."""
    states = set(parts.values())
    if states == {"ok"}:
        return "ok"
    return "starting" if states <= {"ok", "starting"} else "degraded"
