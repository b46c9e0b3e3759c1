"""Zalo's stand-in in a process of its own, and the real gateway behind real HTTP; they meet only there."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from knowledge.settings import Settings
from tests.web.channels.zalo import gateway_process
from tests.web.helpers import open_search
from web.app import create_app
from web.channels.zalo.api.oauth import Pair
from web.channels.zalo.api.tokens import write_pair
from web.store.database import Database
from web.store.notes import Notes

ROOT = Path(__file__).resolve().parents[4]
LIVES, REFRESH_LIVES = 90_000.0, 90 * 86_400.0


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def wait_for(what: Callable[[], Any], seconds: float = 10.0) -> Any:
    """Wait until something is true, and return it."""
    end = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < end, "did not become true in time"
        time.sleep(0.02)
    return found


class Zalo:
    """The stand-in, by its HTTP interface alone."""

    def __init__(self, base: str, lines: list[str]) -> None:
        self.base = base
        self.environment = dict(line.split("=", 1) for line in lines)
        self.http = httpx.Client(base_url=base, trust_env=False, timeout=20)

    def control(self, path: str, **body: Any) -> Any:
        answer = self.http.post(f"/standin/{path}", json=body)
        assert answer.is_success, answer.text
        return answer.json()

    def look(self, path: str) -> Any:
        answer = self.http.get(f"/standin/{path}")
        assert answer.is_success, answer.text
        return answer.json()

    def settings(self) -> dict[str, str]:
        """The settings that connect a gateway."""
        names = {name.removeprefix("DIMOTLAN_").lower(): value for name, value in self.environment.items()}
        return {name: value for name, value in names.items() if name.startswith("zalo_")}

    def reset(self) -> None:
        """As if it had just been started, but for the people of before."""
        self.http.delete("/standin/faults")
        self.control("clock", offset=0)
        self.control("limits", text_limit=2000, rate_per_minute=4000, sub_quota=0, without_quota=-211)
        self.control("webhook", on=False)
        self.control("webhook", on=True, duplicates=0, hold=0, style="good", numeric=False, events=None, speed=60)

    def person(self) -> Somebody:
        return Somebody(self, self.control("people", name="Người thử")["id"])

    def pair(self) -> Pair:
        """New tokens, without the permission page."""
        given, now = self.control("tokens"), time.time()
        return Pair(given["access_token"], given["refresh_token"], now + LIVES, now + REFRESH_LIVES)


class Somebody:
    """A person on Zalo."""

    def __init__(self, zalo: Zalo, person_id: str) -> None:
        self.zalo, self.id = zalo, person_id

    def do(self, act: str, **body: Any) -> Any:
        return self.zalo.control(f"people/{self.id}/{act}", **body)

    def say(self, text: str, **more: Any) -> Any:
        return self.do("say", text=text, **more)

    def got(self) -> list[dict[str, Any]]:
        """What the office sent."""
        entries: list[dict[str, Any]] = self.zalo.look(f"people/{self.id}/transcript")
        return [entry for entry in entries if entry["author"] == "oa"]

    def texts(self) -> list[str]:
        return [entry["text"] for entry in self.got()]

    def gets(self, count: int, seconds: float = 10.0) -> list[dict[str, Any]]:
        """Wait until the office has sent so many messages."""
        wait_for(lambda: len(self.got()) >= count, seconds)
        return self.got()

    def press(self, title: str) -> None:
        """Press a button of the last message that has it."""
        for entry in reversed(self.got()):
            for place, button in enumerate(entry["buttons"]):
                if button["title"] == title:
                    self.do("click", msg_id=entry["msg_id"], button=place)
                    return
        raise AssertionError(f"no button {title!r}")


@contextlib.contextmanager
def zalo_running() -> Iterator[Zalo]:
    """The stand-in in a process of its own, which is ended with the block."""
    port = free_port()
    command = [sys.executable, "-m", "web.channels.zalo.standin", "--port", str(port), "--speed", "60"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        lines = _first_lines(process, 7)
        zalo = Zalo(f"http://127.0.0.1:{port}", [line for line in lines if line.startswith("DIMOTLAN_")])
        wait_for(lambda: _answers(f"{zalo.base}/standin/status"))
        yield zalo
        zalo.http.close()
    finally:
        process.terminate()
        process.wait(10)


def _first_lines(process: subprocess.Popen[str], count: int) -> list[str]:
    assert process.stdout is not None
    return [process.stdout.readline().strip() for _ in range(count)]


def _answers(url: str) -> bool:
    try:
        httpx.get(url, trust_env=False, timeout=5)
    except httpx.HTTPError:
        return False
    return True


def keep_tokens(settings: Settings, pair: Pair) -> None:
    """As `authorise` does."""
    database = Database.open(settings)
    write_pair(Notes(database), pair)
    database.close()


@contextlib.contextmanager
def gateway_running(settings: Settings) -> Iterator[str]:
    """The real gateway in a thread, behind real HTTP; yields its address."""
    app = create_app(settings, open_search, channels=[])
    config = uvicorn.Config(app, host="127.0.0.1", port=settings.web_port, log_level="critical", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        wait_for(lambda: server.started)
        yield f"http://127.0.0.1:{settings.web_port}"
    finally:
        server.should_exit = True
        thread.join(20)


@contextlib.contextmanager
def gateway_to_kill(settings: Settings) -> Iterator[Callable[[], None]]:
    """The real gateway in a process of its own; yields what kills it at once. It is ended with the block."""
    process = gateway_process.start(settings)
    try:
        wait_for(lambda: _answers(f"http://127.0.0.1:{settings.web_port}/healthz") or not process.is_alive(), 120)
        assert process.is_alive()
        yield process.kill
    finally:
        process.kill()
        process.join(10)
