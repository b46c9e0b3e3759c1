"""One process of the assistant: started in a group of its own, bound to the life of the one that started it."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAUNCH = Path(__file__).with_name("launch.py")


@dataclass(frozen=True)
class Address:
    """Where a part can be asked whether it lives."""

    host: str
    port: int
    path: str = "/"

    def ask(self, seconds: float) -> tuple[int, bytes] | None:
        """Status and body of a GET, whatever they are; None when no answer comes in time."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=seconds)
        try:
            connection.request("GET", self.path)
            answer = connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()


@dataclass
class Part:
    """A process and how to start it.

    Attributes:
        environment: all of its environment variables.
        log: where its output goes, appended.
    """

    name: str
    command: list[str]
    address: Address
    environment: Mapping[str, str] = field(repr=False)
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it anew.

        Raises:
            OSError: the system has no room for another process.
        """
        with contextlib.ExitStack() as stack:
            try:
                self.log.parent.mkdir(parents=True, exist_ok=True)
                output: int | None = stack.enter_context(self.log.open("ab")).fileno()
            except OSError:  # a full disk must not keep it down
                output = subprocess.DEVNULL
            self.process = subprocess.Popen(
                [sys.executable, "-S", str(LAUNCH), str(os.getpid()), *self.command],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    @property
    def ended(self) -> int | None:
        """Its exit code, once it has ended; None while it runs or was never started."""
        return self.process.poll() if self.process else None

    @property
    def runs(self) -> bool:
        """Whether it was started and has not ended."""
        return self.process is not None and self.process.poll() is None

    def send(self, what: signal.Signals) -> None:
        """Send a signal to it and to whatever it started."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, what)

    def last_words(self) -> str:
        """The last line of its log."""
        try:
            lines = self.log.read_text(errors="replace").strip().splitlines()
        except OSError:
            lines = []
        return lines[-1][:300] if lines else "no output"
