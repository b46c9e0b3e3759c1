"""Several gateways, Rasa servers and action servers over one PostgreSQL and one Redis, started again when they end."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from deploy.whole import MOMENT, NotStarted, borrow, free_ports
from knowledge.settings import ROOT, get_settings

PATIENCE = 240.0
"""Seconds until all must be ready."""


@dataclass
class Part:
    """One process, and what it is started with."""

    name: str
    command: list[str]
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = None


@dataclass
class Replicas:
    """`count` of each part. `gateways`: where people reach them."""

    count: int
    var: Path
    database_url: str
    redis_url: str
    gateways: list[str] = field(default_factory=list)
    _parts: list[Part] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)

    @contextlib.contextmanager
    def running(self) -> Iterator[Replicas]:
        """Start all, keep them running, and stop them at the end.

        Raises:
            NotStarted: a gateway did not become ready.
        """
        borrow(get_settings().var, self.var)
        self._lay_out()
        keeper = threading.Thread(target=self._keep, daemon=True)
        keeper.start()
        try:
            self._wait()
            yield self
        finally:
            self._stop.set()
            keeper.join()
            for part in self._parts:
                _end(part)

    def _lay_out(self) -> None:
        actions, rasas, webs = (free_ports(self.count * 3)[place::3] for place in range(3))
        shared = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONWARNINGS": "ignore",
            "RASA_TELEMETRY_ENABLED": "false",
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
            "DIMOTLAN_VAR": str(self.var),
            "DIMOTLAN_EMBEDDER": str(get_settings().embedder_dir),
            "DIMOTLAN_DATABASE_URL": self.database_url,
            "DIMOTLAN_REDIS_URL": self.redis_url,
            "DIMOTLAN_PARTS_SECRET": secrets.token_hex(16),
            "DIMOTLAN_SECRET": secrets.token_hex(32),
            "DIMOTLAN_RATE_PER_MINUTE": "100000",
            "DIMOTLAN_REPLY_TIMEOUT": "5",
            "DIMOTLAN_NOW": MOMENT,
            "DIMOTLAN_RASA_URLS": ",".join(f"http://127.0.0.1:{port}" for port in rasas),
            "DIMOTLAN_ACTIONS_URLS": ",".join(f"http://127.0.0.1:{port}" for port in actions),
        }
        python, model = sys.executable, str(self.var / "models" / "current.tar.gz")
        for action, rasa, web in zip(actions, rasas, webs, strict=True):
            gateway = ["-m", "uvicorn", "web.app:create_app", "--factory", "--host", "127.0.0.1", "--port", str(web)]
            quiet = ["--no-access-log", "--log-level", "warning", "--ws", "none"]
            own = {**shared, "DIMOTLAN_ACTIONS_PORT": str(action)}
            rasa_own = {**shared, "DIMOTLAN_ACTIONS_URL": f"http://127.0.0.1:{action}"}
            self._parts += [
                Part(f"actions-{action}", [python, "-m", "actions"], own),
                Part(f"rasa-{rasa}", [python, "-m", "bot", "--model", model, "--port", str(rasa)], rasa_own),
                Part(f"web-{web}", [python, *gateway, *quiet], shared),
            ]
            self.gateways.append(f"http://127.0.0.1:{web}")

    def _keep(self) -> None:
        logs = self.var / "logs"
        logs.mkdir(parents=True, exist_ok=True)
        while not self._stop.is_set():
            for part in self._parts:
                if part.process is None or part.process.poll() is not None:
                    with (logs / f"{part.name}.log").open("ab") as log:
                        part.process = subprocess.Popen(
                            part.command, cwd=ROOT, env=part.environment, stdout=log, stderr=log, start_new_session=True
                        )
            self._stop.wait(0.3)

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE
        for gateway in self.gateways:
            while not _ready(gateway):
                if time.monotonic() > end:
                    raise NotStarted(f"{gateway} is not ready; see {self.var / 'logs'}")
                time.sleep(0.5)


def _ready(gateway: str) -> bool:
    try:
        return httpx.get(f"{gateway}/healthz", timeout=5, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False


def _end(part: Part) -> None:
    if part.process and part.process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(part.process.pid, signal.SIGKILL)
        part.process.wait()
