"""Run the assistant on one machine: action server, Rasa, gateway; start, wait until ready, stop cleanly.

Usage: .venv/bin/python deploy/serve.py [--quiet]. Ctrl-C or SIGTERM stops everything.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import httpx  # noqa: E402

from knowledge.library.assemble import why_not_loadable  # noqa: E402
from knowledge.settings import Settings, get_settings  # noqa: E402

PATIENCE = 180.0
GRACE = 15.0
Say = Callable[[str], None]


class CannotStart(Exception):
    """Something is missing or taken; the message says what to do."""


@dataclass
class Part:
    """One process of the assistant."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None


def main(arguments: Sequence[str] | None = None) -> int:
    """Start all parts, wait, and stop them; 0 after a stop that was asked for, 1 otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quiet", action="store_true", help="print nothing but faults")
    options = parser.parse_args(arguments)
    settings = get_settings()
    say: Say = _say_nothing if options.quiet else _say_aloud
    parts: list[Part] = []
    signal.signal(signal.SIGTERM, _raise_interrupt)
    start = time.perf_counter()
    try:
        _check(settings)
        parts = _parts(settings)
        for part in parts:
            part.process = _start(part, settings)
        _wait_until_ready(parts, settings, say)
        url = f"http://{settings.web_host}:{settings.web_port}"
        say(f"ready after {time.perf_counter() - start:.1f} s: {url}  (Ctrl-C stops)")
        return _watch(parts)
    except CannotStart as error:
        print(f"serve: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("stopping …")
        return 0
    finally:
        _stop(parts)


def _say_aloud(line: str) -> None:
    print(line, flush=True)


def _say_nothing(line: str) -> None:
    pass


def _raise_interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _check(settings: Settings) -> None:
    if reason := why_not_loadable(settings):
        raise CannotStart(reason)
    if not _model(settings).exists():
        raise CannotStart(f"no Rasa model at {_model(settings)}: run `make train`")
    ports = {
        "DIMOTLAN_WEB_PORT": (settings.web_host, settings.web_port),
        "DIMOTLAN_RASA_PORT": ("127.0.0.1", settings.rasa_port),
        "DIMOTLAN_ACTIONS_PORT": ("127.0.0.1", settings.actions_port),
    }
    for name, (host, port) in ports.items():
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                raise CannotStart(f"port {port} is in use: stop the program that has it, or set {name}") from None


def _model(settings: Settings) -> Path:
    return settings.var / "models" / "current.tar.gz"


def _parts(settings: Settings) -> list[Part]:
    python = sys.executable
    rasa = [python, "-m", "bot", "--model", str(_model(settings)), "--port", str(settings.rasa_port)]
    web = [python, "-m", "uvicorn", "web.app:create_app", "--factory", "--host", settings.web_host]
    return [
        Part("actions", [python, "-m", "actions"]),
        Part("rasa", rasa),
        Part(
            "web", [*web, "--port", str(settings.web_port), "--no-access-log", "--log-level", "warning", "--ws", "none"]
        ),
    ]


def _start(part: Part, settings: Settings) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "DIMOTLAN_VAR": str(settings.var),
        "DIMOTLAN_ACTIONS_PORT": str(settings.actions_port),
    }
    logs = settings.var / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    with (logs / f"{part.name}.log").open("ab") as log:
        return subprocess.Popen(part.command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True)


def _wait_until_ready(parts: list[Part], settings: Settings, say: Say) -> None:
    url = f"http://{settings.web_host}:{settings.web_port}/healthz"
    end = time.monotonic() + PATIENCE
    told = 0.0
    while time.monotonic() < end:
        _dead(parts, settings)
        try:
            answer = httpx.get(url, timeout=5.0)
            if answer.status_code == 200:
                return
            waiting = answer.text
        except httpx.HTTPError:
            waiting = "the gateway is starting"
        if time.monotonic() - told > 5:
            told = time.monotonic()
            say(f"  waiting: {waiting}")
        time.sleep(0.3)
    raise CannotStart(f"not ready after {PATIENCE:.0f} s; see {settings.var / 'logs'}")


def _dead(parts: list[Part], settings: Settings) -> None:
    for part in parts:
        if part.process and part.process.poll() is not None:
            log = settings.var / "logs" / f"{part.name}.log"
            last = log.read_text(errors="replace").strip().splitlines()[-1:] or ["no output"]
            raise CannotStart(f"{part.name} ended with {part.process.returncode}: {last[0][:300]} (log: {log})")


def _watch(parts: list[Part]) -> int:
    while True:
        for part in parts:
            if part.process and part.process.poll() is not None:
                print(f"serve: {part.name} ended with {part.process.returncode}; stopping the rest", file=sys.stderr)
                return 1
        time.sleep(0.5)


def _stop(parts: list[Part]) -> None:
    for signal_number, grace in ((signal.SIGTERM, GRACE), (signal.SIGKILL, 5.0)):
        running = [part.process for part in parts if part.process and part.process.poll() is None]
        for process in reversed(running):
            try:
                os.killpg(process.pid, signal_number)
            except ProcessLookupError:
                continue
        end = time.monotonic() + grace
        while any(process.poll() is None for process in running) and time.monotonic() < end:
            time.sleep(0.05)


if __name__ == "__main__":
    sys.exit(main())
