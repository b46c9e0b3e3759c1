"""Whether everything is ready: the search index, the dialogue and the action server."""

from __future__ import annotations

import asyncio
import logging
import secrets

import httpx

from knowledge.settings import Settings
from knowledge.wording import Wording
from web.chat.rasa_client import DialogueError, RasaClient
from web.library import Library
from web.logs import event

PROBE_TIMEOUT = 2.0
WARM_UP_TIMEOUT = 60.0
RETRY_AFTER = 1.0


class Health:
    """Warms everything up after a start and tells the state of each part.

    A part is "starting", "ok", "down" (was reached before or refuses) or "missing" (no index built). The dialogue is
    "ok" only after it answered once: its first turn loads models and takes seconds.
    """

    def __init__(self, settings: Settings, client: httpx.AsyncClient, library: Library, wording: Wording) -> None:
        self._client = client
        self._library = library
        self._wording = wording
        self._probes = {"rasa": f"{settings.rasa_url}/", "actions": f"{settings.actions_url}/health"}
        self._dialogue = RasaClient(client, settings.rasa_url, WARM_UP_TIMEOUT)
        self._ready_once: set[str] = set()

    async def warm_up(self) -> None:
        """Open the search and wake the dialogue; try again until both have answered."""
        await asyncio.gather(self._warm_index(), self._warm_dialogue())
        event("ready")

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
        self._ready_once.add("rasa")

    async def _wake_dialogue(self) -> bool:
        if not all([await self._answers(url) for url in self._probes.values()]):
            return False
        sender = f"warm-up:{secrets.token_hex(6)}"
        try:
            for question in self._wording.list("warm_up"):
                await self._dialogue.send(sender, question)
        except DialogueError as error:
            event("warm_up_failed", logging.WARNING, reason=error.reason)
            return False
        return True

    async def _answers(self, url: str) -> bool:
        try:
            return (await self._client.get(url, timeout=PROBE_TIMEOUT)).is_success
        except httpx.HTTPError:
            return False

    async def parts(self) -> dict[str, str]:
        """The state of each part, asked now."""
        names = list(self._probes)
        answers = await asyncio.gather(*(self._answers(self._probes[name]) for name in names))
        states = {name: self._state(name, answers[place]) for place, name in enumerate(names)}
        return {**states, "index": self._library.index_state}

    def _state(self, name: str, answers: bool) -> str:
        if name == "rasa" and answers:
            return "ok" if name in self._ready_once else "starting"
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
