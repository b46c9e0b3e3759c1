"""The running whole on ports of its own, and a person who talks to it over HTTP: for tests, shows and measurements."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from knowledge.settings import Settings, get_settings

ROOT = Path(__file__).resolve().parent.parent
PID_FILE = "whole.pid"
"""In the data folder: the process id of `deploy/serve.py`, for whoever wants to do something to its parts."""
MOMENT = "2026-11-23T09:00:00"
"""A Monday morning: due dates and dated fees come out the same on every run."""


class NotStarted(Exception):
    """The whole did not come up; the message holds its last words."""


@contextmanager
def running_whole(var: Path, **environment: str) -> Iterator[Settings]:
    """Start `deploy/serve.py` on free ports with a data folder of its own, and stop it at the end.

    Index, records and model are taken from the ordinary data folder (index and model must exist).

    Raises:
        NotStarted: it did not become ready.
    """
    base = get_settings()
    borrow(base.var, var)
    web, rasa, actions = free_ports(3)
    settings = Settings(var=var, web_port=web, rasa_port=rasa, actions_port=actions)
    own = {
        "DIMOTLAN_VAR": str(var),
        "DIMOTLAN_EMBEDDER": str(base.embedder_dir),
        "DIMOTLAN_WEB_PORT": str(web),
        "DIMOTLAN_RASA_PORT": str(rasa),
        "DIMOTLAN_ACTIONS_PORT": str(actions),
        "DIMOTLAN_NOW": MOMENT,
        "DIMOTLAN_RATE_PER_MINUTE": "100000",
    }
    process = subprocess.Popen(
        [sys.executable, "deploy/serve.py"],
        cwd=ROOT,
        env={**os.environ, **own, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    (var / PID_FILE).write_text(str(process.pid))
    try:
        _wait(process)
        # somebody must go on reading, or the processes stop when the pipe is full of their log lines
        threading.Thread(target=deque, args=(process.stdout or (), 0), daemon=True).start()
        yield settings
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def borrow(source: Path, var: Path) -> None:
    """Lay a data folder out with what another one holds: model, catalogue, overlays, imported records, search index.

    The index fits the whole catalogue only, so the records go with it. What the processes write to is copied.
    """
    var.mkdir(parents=True, exist_ok=True)
    for name in ("models", "catalogue.json"):
        if (source / name).exists() and not (var / name).exists():
            (var / name).symlink_to((source / name).resolve())
    if not (var / "index").exists():
        shutil.copytree(source / "index", var / "index")
    if (source / "overlays").exists() and not (var / "overlays").exists():
        shutil.copytree(source / "overlays", var / "overlays")
    if (source / "records.db").exists() and not (var / "records.db").exists():
        with (
            contextlib.closing(sqlite3.connect(source / "records.db")) as records,
            contextlib.closing(sqlite3.connect(var / "records.db")) as copy,
        ):
            records.backup(copy)  # whole, also while the ordinary service writes


def _wait(process: subprocess.Popen[str]) -> None:
    said = []
    for line in process.stdout or ():
        said.append(line.strip())
        if line.startswith("ready"):
            return
    raise NotStarted(" / ".join(said[-3:]) or "no output")


def free_ports(count: int) -> list[int]:
    """Ports of the loopback address that nobody listens on now."""
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]
    finally:
        for probe in probes:
            probe.close()


@dataclass
class Person:
    """Someone who talks to the assistant through POST /api/chat and presses the buttons it offers."""

    client: httpx.Client
    session: str | None = None
    messages: list[dict[str, Any]] = field(default_factory=list)

    def say(self, text: str) -> list[dict[str, Any]]:
        """Type a message; the answer's messages."""
        return self._post({"text": text})

    def send(self, payload: str) -> list[dict[str, Any]]:
        """Send a payload as it is."""
        return self._post({"payload": payload})

    def press(self, title: str) -> list[dict[str, Any]]:
        """Press the button with this title.

        Raises:
            KeyError: the last answer has no such button.
        """
        for button in self.buttons():
            if button["title"] == title:
                return self.send(button["payload"])
        raise KeyError(f"no button {title!r} among {[button['title'] for button in self.buttons()]}")

    def buttons(self) -> list[dict[str, str]]:
        """The buttons of the last answer."""
        return [button for message in self.messages for button in message["buttons"]]

    def customs(self, kind: str) -> list[dict[str, Any]]:
        """The custom objects of one type in the last answer."""
        found = [message["custom"] for message in self.messages if message.get("custom")]
        return [custom for custom in found if custom["type"] == kind]

    def _post(self, body: dict[str, str]) -> list[dict[str, Any]]:
        if self.session:
            body = {**body, "session": self.session}
        answer = self.client.post("/api/chat", json=body)
        answer.raise_for_status()
        data = answer.json()
        self.session = data["session"]
        self.messages = data["messages"]
        return self.messages
