"""Small parts that really run, for tests of what is done with parts; and who is alive."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from deploy.supervision.part import Address, Part
from deploy.whole import ROOT, free_ports

SERVER = """
import signal, sys
from http.server import BaseHTTPRequestHandler, HTTPServer
class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(404)
        self.end_headers()
        self.wfile.write(b"here")
    def log_message(self, *_):
        pass
{extra}
print("serving", flush=True)
HTTPServer(("127.0.0.1", int(sys.argv[1])), Answer).serve_forever()
"""
STUBBORN = "signal.signal(signal.SIGTERM, signal.SIG_IGN)"


def part(folder: Path, name: str = "web", program: str = "", extra: str = "") -> Part:
    """A part that answers every GET with 404, or runs the given program; `extra` is done before it serves."""
    (port,) = free_ports(1)
    command = [sys.executable, "-c", program or SERVER.format(extra=extra), str(port)]
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    return Part(name, command, Address("127.0.0.1", port), variables, folder / f"{name}.log")


def lives(pid: int) -> bool:
    """Whether a process runs (one that only waits to be reaped does not)."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return status.rsplit(")", 1)[1].split()[0] != "Z"


def pid_of(some: Part) -> int:
    """The id of a part's process."""
    assert some.process is not None
    return some.process.pid
