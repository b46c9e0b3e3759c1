"""A page of another site, and the assistant it takes the widget from."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx

from deploy.whole import free_ports, running_whole

SECONDS = 120
"""How long the gateway may take to start."""
STYLE = """body { margin: 0; font: 17px/1.6 system-ui, sans-serif; color: #1d2733 } header { background: #a51c1c;
color: #fff; padding: 18px 6vw; font-size: 22px; font-weight: 700 } main { padding: 10px 6vw; max-width: 46em }"""


def page_of_a_site(snippet: str) -> str:
    """A page as communes have them: a banner and news."""
    news = "".join(
        f"<h2>Tin số {number}</h2><p>{'Ủy ban nhân dân xã thông báo lịch tiếp công dân trong tuần. ' * 6}</p>"
        for number in range(1, 60)
    )
    return f"""<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Trang thông tin điện tử xã</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head>
<body><header>Trang thông tin điện tử xã</header><main>{news}</main>{snippet}</body></html>"""


@contextmanager
def site(pages: dict[str, str]) -> Iterator[str]:
    """Serve pages on another origin than the assistant's; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path in pages else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(pages.get(self.path, "").encode())

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_address[1]}"
    server.shutdown()


@contextmanager
def assistant(host: str, whole: bool) -> Iterator[str]:
    """The assistant that a site may show, and its address: the running whole, or the gateway alone, which opens the
    frame but answers nothing.

    Raises:
        TimeoutError: the gateway does not start.
    """
    if whole:
        with tempfile.TemporaryDirectory() as var, running_whole(Path(var), DIMOTLAN_WIDGET_SITES=host) as settings:
            yield f"http://127.0.0.1:{settings.web_port}"
        return
    port = free_ports(1)[0]
    address = f"http://127.0.0.1:{port}"
    own = {"DIMOTLAN_WIDGET_SITES": host, "DIMOTLAN_RASA_PORT": "9", "DIMOTLAN_ACTIONS_PORT": "9"}
    command = [sys.executable, "-m", "uvicorn", "web.app:create_app", "--factory", "--port", str(port), "--ws", "none"]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env={**os.environ, **own}, stdout=quiet, stderr=quiet)
    try:
        _wait(f"{address}/widget.js")
        yield address
    finally:
        process.terminate()
        process.wait(30)


def _wait(address: str) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        try:
            if httpx.get(address).is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise TimeoutError(address)
