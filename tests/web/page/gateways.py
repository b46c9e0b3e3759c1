"""A gateway of one's own for a test, which can be stopped and started again at the same address."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

from knowledge.settings import Settings
from tests.web.helpers import CATALOGUE, open_search
from tests.web.scripted import script
from tests.web.stand_in import StandIn
from web.app import create_app


class Gateway:
    """The gateway in front of a scripted dialogue, on a port that stays the same."""

    def __init__(self, var: Path, **changes: Any) -> None:
        self.rasa = StandIn(script=script)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self._settings = Settings(
            var=var,
            catalogue=CATALOGUE,
            rasa_port=self.rasa.port,
            actions_port=self.rasa.port,
            rate_per_minute=10_000,
            **changes,
        )
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        app = create_app(self._settings, open_search)
        self._server = uvicorn.Server(uvicorn.Config(app, port=self.port, log_level="warning", ws="none"))
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            assert self._thread.is_alive(), "the gateway did not start"
            time.sleep(0.02)

    def stop(self) -> None:
        if self._server and self._thread:
            self._server.should_exit = True
            self._thread.join()
            self._server = None


@contextmanager
def gateway(var: Path, **changes: Any) -> Iterator[Gateway]:
    """Started; keyword arguments change settings."""
    started = Gateway(var, **changes)
    started.start()
    yield started
    started.stop()
    started.rasa.stop()
