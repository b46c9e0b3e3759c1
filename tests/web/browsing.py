"""What every test in a browser needs: a gateway that serves, its marks, and axe."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI

from deploy.chromium import CHROMIUM
from knowledge.settings import ROOT

NEEDS_CHROMIUM = (
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}: apt-get install chromium"),
)
_AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


def mark_all_below(folder: Path, items: list[pytest.Item]) -> None:
    """Every test of a folder drives a browser, and is skipped where there is none."""
    for item in items:
        if item.path.is_relative_to(folder):
            for mark in NEEDS_CHROMIUM:
                item.add_marker(mark)


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """Serve an application on a free port for the block; its origin."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the gateway did not start"
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        server.force_exit = True  # a browser may keep its connection
        thread.join()


def axe_source() -> str:
    """The script of axe-core; the test is skipped where npm brought none."""
    if not _AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci")
    return _AXE.read_text(encoding="utf-8")
