"""What the stand-in's tests share: a time that stands, a receiver that knows only the facts, the office's calls."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx

APP, SECRET = "3100000000000000001", "standin-oa-secret"
LAN = "7100000000000000001"
NOON = 1_790_000_000.0
PDF = b"%PDF-1.7\nxyz"


class Time:
    """A time that stands still until it is set."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> float:
        return self.now


@dataclass(frozen=True)
class Got:
    """A request that came to the receiver; the names of headers in small letters."""

    raw: bytes
    headers: dict[str, str]

    @property
    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = json.loads(self.raw)
        return body

    @property
    def name(self) -> str:
        return str(self.body.get("event_name"))

    @property
    def signed(self) -> bool:
        """Whether the signature is as the facts say."""
        text = APP.encode() + self.raw + str(self.body["timestamp"]).encode() + SECRET.encode()
        return self.headers.get("x-zevent-signature") == "mac=" + hashlib.sha256(text).hexdigest()


class Receiver:
    """A real server at the webhook's address. `statuses`: of the next responses; then 200. `delay`: in seconds."""

    def __init__(self) -> None:
        self.got: list[Got] = []
        self.statuses: deque[int] = deque()
        self.delay = 0.0
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers["content-length"]))
                receiver.got.append(Got(raw, {name.lower(): value for name, value in self.headers.items()}))
                time.sleep(receiver.delay)
                self.send_response(receiver.statuses.popleft() if receiver.statuses else 200)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, format: str, *arguments: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/zalo/webhook"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def names(self) -> list[str]:
        return [got.name for got in self.got]

    def of(self, name: str) -> list[Got]:
        return [got for got in self.got if got.name == name]

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def eventually(true: Callable[[], object], within: float = 5.0) -> None:
    """Wait until it is true."""
    until = time.monotonic() + within
    while not true():
        assert time.monotonic() < until, "it did not come true"
        time.sleep(0.01)


async def soon(true: Callable[[], object], within: float = 5.0) -> None:
    """Wait until it is true, while the loop goes on."""
    until = time.monotonic() + within
    while not true():
        assert time.monotonic() < until, "it did not come true"
        await asyncio.sleep(0.01)


class Office:
    """Calls of the office and of the control, at the address of a stand-in."""

    def __init__(self, base: str) -> None:
        self.http = httpx.Client(base_url=base, trust_env=False, timeout=10, verify=False)
        self.token = ""

    def permit(self) -> None:
        self.token = str(self.control("tokens")["access_token"])

    def control(self, path: str, **body: Any) -> Any:
        response = self.http.post(f"/standin/{path}", json=body)
        assert response.status_code == 200, response.text
        return response.json()

    def act(self, act: str, person: str = LAN, **body: Any) -> Any:
        return self.control(f"people/{person}/{act}", **body)

    def status(self) -> Any:
        return self.http.get("/standin/status").json()

    def transcript(self, person: str = LAN) -> Any:
        return self.http.get(f"/standin/people/{person}/transcript").json()

    def post(self, message: dict[str, Any], person: str = LAN) -> httpx.Response:
        body = {"recipient": {"user_id": person}, "message": message}
        return self.http.post("/v3.0/oa/message/cs", json=body, headers={"access_token": self.token})

    def send(self, message: dict[str, Any], person: str = LAN) -> Any:
        response = self.post(message, person)
        assert response.status_code == 200
        return response.json()

    def say(self, text: str, person: str = LAN) -> Any:
        return self.send({"text": text}, person)

    def upload(self, name: str, content: bytes) -> Any:
        files, headers = {"file": (name, content)}, {"access_token": self.token}
        return self.http.post("/v2.0/oa/upload/file", files=files, headers=headers).json()


def buttons(*made: dict[str, Any], text: str = "Chọn:") -> dict[str, Any]:
    """A text with buttons."""
    return {"text": text, "attachment": {"type": "template", "payload": {"buttons": list(made)}}}


def query(title: str = "Có", payload: object = "/yes", kind: str = "oa.query.show") -> dict[str, Any]:
    return {"title": title, "type": kind, "payload": payload}


def encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()
