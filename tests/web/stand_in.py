"""A stand-in of Rasa and of the action server on loopback, for tests of the gateway: it answers what a script says."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Script = Callable[[str], list[dict[str, Any]]]


def wrap(message: dict[str, Any]) -> dict[str, Any]:
    """A contract message as Rasa's REST channel sends it."""
    return {"recipient_id": "x", "custom": {"buttons": [], "custom": None, **message}}


def echo(message: str) -> list[dict[str, Any]]:
    """Says what it got, and offers one button."""
    offer = [{"title": "Có", "payload": '/answer{"value": "yes"}'}]
    return [wrap({"text": f"nhận: {message}", "buttons": offer})]


@dataclass
class StandIn:
    """`script` decides the answer; `status`, `delay` (s) and `raw` make it misbehave. `got` holds (sender, message)."""

    script: Script = echo
    status: int = 200
    delay: float = 0.0
    raw: bytes | None = None
    got: list[tuple[str, str]] = field(default_factory=list)
    running: int = 0
    most_running: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, sender: str, message: str) -> bytes:
        if sender.startswith("warm-up:"):
            return json.dumps(echo(message)).encode()
        with self._lock:
            self.got.append((sender, message))
            self.running += 1
            self.most_running = max(self.most_running, self.running)
        time.sleep(self.delay)
        with self._lock:
            self.running -= 1
        return self.raw if self.raw is not None else json.dumps(self.script(message)).encode()


def _handler(stand_in: StandIn) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(200, b"{}")

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            answer = stand_in.answer(body["sender"], body["message"])
            warm_up = body["sender"].startswith("warm-up:")
            self._send(200 if warm_up else stand_in.status, answer)

        def _send(self, status: int, body: bytes) -> None:
            try:
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                return  # the gateway stopped waiting, which some tests want

        def log_message(self, *_: object) -> None:
            return

    return Handler
