"""The command that lets the platform send its updates."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from knowledge.settings import get_settings
from web.channels.zalo_bot.__main__ import main

URL = "https://motcua.test/zalo-bot/webhook"


@pytest.fixture
def platform(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, Any]]]:
    got: list[tuple[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            got.append((self.path, body))
            answer = json.dumps({"ok": body["url"] == URL, "error_code": 400}).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    monkeypatch.setenv("DIMOTLAN_ZALO_BOT_API", f"http://127.0.0.1:{server.server_address[1]}")
    get_settings.cache_clear()
    yield got
    get_settings.cache_clear()
    server.shutdown()
    server.server_close()


def test_the_webhook_is_set(
    platform: list[tuple[str, Any]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["webhook-on", URL]) == 2
    assert "first" in capsys.readouterr().err
    monkeypatch.setenv("DIMOTLAN_ZALO_BOT_TOKEN", "1:geheim")
    monkeypatch.setenv("DIMOTLAN_ZALO_BOT_SECRET", "s" * 12)
    get_settings.cache_clear()
    assert main(["webhook-on", URL]) == 0
    assert platform == [("/bot1:geheim/setWebhook", {"url": URL, "secret_token": "s" * 12})]
    assert main(["webhook-on", "https://other.test/"]) == 2
    told = capsys.readouterr()
    assert "geheim" not in told.out + told.err
