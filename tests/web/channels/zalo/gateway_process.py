"""The real gateway in a process of its own, with the tests' search, to be killed."""

from __future__ import annotations

from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess

import uvicorn

from knowledge.settings import Settings
from tests.web.helpers import open_search
from web.app import create_app


def start(settings: Settings) -> ForkServerProcess:
    """Begin to serve. The modules are imported once for all such processes."""
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    process = context.Process(target=serve, args=(settings,), daemon=True)
    process.start()
    return process


def serve(settings: Settings) -> None:
    """Serve until the process is killed."""
    app = create_app(settings, open_search, channels=[])
    uvicorn.run(app, port=settings.web_port, log_level="critical", ws="none")
