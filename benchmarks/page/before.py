"""The page as it was in an earlier commit, in front of the gateway of today, to be measured in the same run.

Its files are taken from git and served as they were: one by one, uncompressed. Its security headers are left out, which
favours it.
"""

from __future__ import annotations

import subprocess
import tarfile
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import httpx
import jinja2
import uvicorn
import yaml
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from deploy.whole import ROOT, free_ports

COMMIT = "3cca75b"
"""The page that ../shared/findings/web.md measured."""


@contextmanager
def page_before(gateway: str, commit: str = COMMIT) -> Iterator[str | None]:
    """Serve the page of a commit; its address, or None where git does not know the commit."""
    archive = subprocess.run(["git", "archive", commit, "web"], cwd=ROOT, capture_output=True)
    if archive.returncode:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=BytesIO(archive.stdout)) as files:
            files.extractall(folder, filter="data")
        (port,) = free_ports(1)
        server = uvicorn.Server(
            uvicorn.Config(_app(Path(folder) / "web", gateway), port=port, log_level="warning", ws="none")
        )
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            if not thread.is_alive():
                raise RuntimeError("the page of before could not be served")
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}/"
        server.should_exit = True
        thread.join()


def _app(web: Path, gateway: str) -> Starlette:
    html = _html(web)

    async def page(_: Request) -> Response:
        return HTMLResponse(html)

    async def chat(request: Request) -> Response:
        async with httpx.AsyncClient(base_url=gateway, timeout=60, trust_env=False) as client:
            headers = {"Content-Type": "application/json"}
            reply = await client.post("/api/chat", content=await request.body(), headers=headers)
        return Response(reply.content, reply.status_code, media_type="application/json")

    routes = [Route("/", page), Route("/api/chat", chat, methods=["POST"])]
    return Starlette(routes=[*routes, Mount("/static", StaticFiles(directory=web / "static"))])


def _html(web: Path) -> str:
    words = yaml.safe_load((web / "texts.yml").read_text(encoding="utf-8"))["page"]
    scripts = sorted((web / "static" / "js").rglob("*.js"))
    values = {
        "t": words,
        "base": "/static",
        "modules": [f"/static/{path.relative_to(web / 'static').as_posix()}" for path in scripts],
        "hotline": "",
        "max_text": 1000,
        "config": {"texts": words["script"], "hotline": "", "maxText": 1000},
    }
    template = (web / "templates" / "chat.html").read_text(encoding="utf-8")
    environment = jinja2.Environment(autoescape=True)
    return environment.from_string(template).render(values)
