"""A stand-in of Rasa and of the action server on loopback, for tests of the gateway: it answers what a script says.

Like `bot/channel.py` it applies a message id once: sent again it gets the answer of before, whatever came between,
unless the gateway says that it is not sent again.
"""

from __future__ import annotations

import json
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

GATE_PATIENCE = 20.0
Script = Callable[[str], list[dict[str, Any]]]


def wrap(message: dict[str, Any]) -> dict[str, Any]:
    """A contract message as Rasa's channel sends it."""
    return {"recipient_id": "x", "custom": {"buttons": [], "custom": None, **message}}


def echo(message: str) -> list[dict[str, Any]]:
    """Says what it got, and offers one button."""
    offer = [{"title": "Có", "payload": '/answer{"value": "yes"}'}]
    return [wrap({"text": f"nhận: {message}", "buttons": offer})]


@dataclass
class StandIn:
    """A dialogue with a script. Any attribute may be changed while it runs.

    Attributes:
        script: decides the answer.
        status: with another one than 200 nothing is applied; `got` holds the message nevertheless.
        delay: seconds before an answer; whoever has stopped waiting by then finds it when asking again.
        gate: while it is not set, nothing is answered, though it is applied.
        raw: an unusable answer, which is not kept.
        secret: what the gateway must know.
        got: (sender, message) of every turn; a message that is sent again is none.
        asked: (sender, message id) of every request.
        forgotten: the senders of every request to forget.
    """

    script: Script = echo
    status: int = 200
    delay: float = 0.0
    raw: bytes | None = None
    secret: str = ""
    gate: threading.Event = field(default_factory=threading.Event)
    got: list[tuple[str, str]] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    running: int = 0
    most_running: int = 0
    _answers: dict[str, dict[str, bytes]] = field(default_factory=lambda: defaultdict(dict))
    _turns: dict[str, threading.Lock] = field(default_factory=lambda: defaultdict(threading.Lock))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.gate.set()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def stop(self) -> None:
        self.gate.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, sender: str, message: str, message_id: str, again: bool) -> tuple[int, bytes]:
        """The status and the answer to a message."""
        if sender.startswith("warm-up:"):
            return 200, json.dumps(echo(message)).encode()
        with self._lock:
            self.asked.append((sender, message_id))
            turn = self._turns[sender]
        with turn:
            known = self._answers[sender].get(message_id) if again else None
            return (200, known) if known is not None else self._turn(sender, message, message_id)

    def _turn(self, sender: str, message: str, message_id: str) -> tuple[int, bytes]:
        with self._lock:
            self.got.append((sender, message))
            self.running += 1
            self.most_running = max(self.most_running, self.running)
        status, raw = self.status, self.raw
        answer = b"{}" if status != 200 or raw is not None else json.dumps(self.script(message)).encode()
        time.sleep(self.delay)
        self.gate.wait(GATE_PATIENCE)
        with self._lock:
            self.running -= 1
        if status == 200 and raw is None:
            self._answers[sender][message_id] = answer
        return status, answer if raw is None else raw

    def forget(self, senders: list[str]) -> tuple[int, bytes]:
        """Forget conversations, unless `status` says that it cannot."""
        if self.status == 200:
            with self._lock:
                self.forgotten += [sender for sender in senders if not sender.startswith("warm-up:")]
                for sender in senders:
                    self._answers.pop(sender, None)
        return self.status, json.dumps({"forgotten": len(senders)}).encode()


def _handler(stand_in: StandIn) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(200, b"{}")

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.headers.get("X-Parts-Secret", "") != stand_in.secret:
                self._send(403, b"{}")
            elif self.path == "/webhooks/gateway/webhook":
                known = body["sender"], body["message"], body["message_id"]
                self._send(*stand_in.answer(*known, body.get("again", True)))
            elif self.path == "/webhooks/gateway/forget":
                self._send(*stand_in.forget(body["senders"]))
            else:
                self._send(404, b"{}")

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
