"""Run the assistant on one machine: action server, Rasa, gateway; start, wait until ready, keep alive, stop cleanly.

Usage: .venv/bin/python deploy/serve.py [--quiet]. Ctrl-C or SIGTERM stops everything, a second one at once.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from deploy.supervision.part import Part  # noqa: E402
from deploy.supervision.parts import environment, health_of, make_parts, model, room_for_connections  # noqa: E402
from deploy.supervision.stopping import stop_all  # noqa: E402
from deploy.supervision.supervisor import Supervisor  # noqa: E402
from deploy.supervision.telling import Teller  # noqa: E402
from knowledge.settings import Settings, get_settings  # noqa: E402

PATIENCE = 180.0
Say = Callable[[str], None]


class CannotStart(Exception):
    """Something is missing or taken; the message says what to do."""


class StopAsked(Exception):
    """A signal came before everything was ready."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Start all parts, keep them alive, and stop them; 0 after a stop that was asked for, 1 when there was no start."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quiet", action="store_true", help="print nothing but faults")
    options = parser.parse_args(arguments)
    settings = get_settings()
    say: Say = _say_nothing if options.quiet else _say_aloud
    stop, hurry = _signals()
    parts: list[Part] = []
    start = time.perf_counter()
    try:
        _check(settings, stop, say)
        tell = Teller(settings.var / "logs" / "supervisor.log")
        room_for_connections()
        parts = make_parts(settings)
        for part in parts:
            part.start()
        _wait_until_ready(parts, settings, stop, say)
        seconds = time.perf_counter() - start
        tell.event("ready", seconds=round(seconds, 1))
        say(f"ready after {seconds:.1f} s: http://{settings.web_host}:{settings.web_port}  (Ctrl-C stops)")
        Supervisor(parts, tell).watch(stop)
        tell.event("stopping")
        say("stopping …")
        return 0
    except CannotStart as error:
        print(f"serve: {error}", file=sys.stderr)
        return 1
    except StopAsked:
        say("stopping …")
        return 0
    finally:
        stop_all(parts, hurry)


def _signals() -> tuple[threading.Event, threading.Event]:
    """Set by the first signal that asks for a stop, and by the second one."""
    stop, hurry = threading.Event(), threading.Event()

    def asked(*_: object) -> None:
        (hurry if stop.is_set() else stop).set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, asked)
    return stop, hurry


def _say_aloud(line: str) -> None:
    print(line, flush=True)


def _say_nothing(line: str) -> None:
    pass


def _check(settings: Settings, stop: threading.Event, say: Say) -> None:
    _take_up(settings, stop, say)
    if not model(settings).exists():
        raise CannotStart(f"no Rasa model at {model(settings)}: run `make train`")
    ports = {
        "DIMOTLAN_WEB_PORT": (settings.web_host, settings.web_port),
        "DIMOTLAN_RASA_PORT": (settings.parts_host, settings.rasa_port),
        "DIMOTLAN_ACTIONS_PORT": (settings.parts_host, settings.actions_port),
    }
    for name, (host, port) in ports.items():
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                raise CannotStart(f"port {port} is in use: stop the program that has it, or set {name}") from None


def _take_up(settings: Settings, stop: threading.Event, say: Say) -> None:
    """Have the catalogue looked at in a process of its own: this one stays small."""
    command = [sys.executable, "-m", "knowledge.library.at_start"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(settings), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as looking:
        while looking.poll() is None:
            if stop.wait(0.05):
                looking.kill()
                raise StopAsked
        found, reason = looking.communicate()
    if looking.returncode:
        raise CannotStart(reason.strip() or f"the look at the catalogue ended with {looking.returncode}")
    for line in found.splitlines():
        print(f"serve: {line}", file=sys.stderr)


def _wait_until_ready(parts: list[Part], settings: Settings, stop: threading.Event, say: Say) -> None:
    gateway = health_of(settings)
    end, told = time.monotonic() + PATIENCE, 0.0
    while time.monotonic() < end:
        _dead(parts)
        answer = gateway.ask(5.0)
        if answer is not None and _can_serve(*answer):
            return
        if time.monotonic() - told > 5:
            told = time.monotonic()
            say(f"  waiting: {answer[1].decode(errors='replace') if answer else 'the gateway is starting'}")
        if stop.wait(0.3):
            raise StopAsked
    raise CannotStart(f"not ready after {PATIENCE:.0f} s; see {settings.var / 'logs'}")


def _can_serve(status: int, body: bytes) -> bool:
    """Whether people can be served: all is ready, or all but an index that is still to be built."""
    if status == 200:
        return True
    with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError):
        states = json.loads(body)["parts"]
        others = {state for part, state in states.items() if part != "index"}
        return states["index"] in ("building", "missing") and others == {"ok"}
    return False


def _dead(parts: list[Part]) -> None:
    for part in parts:
        if part.ended is not None:
            raise CannotStart(f"{part.name} ended with {part.ended}: {part.last_words()} (log: {part.log})")


if __name__ == "__main__":
    sys.exit(main())
