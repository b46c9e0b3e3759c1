"""The stand-in's application, and a way to serve it from a test."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator

import uvicorn
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from web.channels.zalo.standin.account import Account
from web.channels.zalo.standin.clock import Clock
from web.channels.zalo.standin.faults import Gate
from web.channels.zalo.standin.hooks.webhook import WebhookSettings
from web.channels.zalo.standin.platform import Platform
from web.channels.zalo.standin.routes import api, control, control_people, oauth, page, sent_files
from web.channels.zalo.standin.routes.templates import STATIC
from web.channels.zalo.standin.words import words

LOOPBACK = "127.0.0.1"
STARTS_WITHIN = 10.0
"""The longest time until it listens, in seconds."""


def create_app(
    account: Account | None = None, webhook: WebhookSettings | None = None, clock: Clock | None = None
) -> FastAPI:
    """Make the application. Everything is kept in its memory.

    Args:
        account: defaults to the invented one.
        webhook: defaults to none, until the control API sets one.
        clock: defaults to the real time.
    """
    platform = Platform(account or Account(), clock or Clock(), webhook or WebhookSettings(), words().list("people"))

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        await platform.webhook.close()

    app = FastAPI(title="Zalo stand-in", lifespan=lifespan, docs_url=None, redoc_url=None)
    app.state.platform = platform
    for routes in (api, oauth, control, control_people, sent_files, page):
        app.include_router(routes.router)
    app.mount("/standin/static", StaticFiles(directory=STATIC), name="static")
    app.add_middleware(Gate, faults=platform.faults)
    return app


def listen(port: int) -> socket.socket:
    """A socket on the loopback address; port 0: any free port.

    Raises:
        OSError: the port is taken.
    """
    bound = socket.socket()
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((LOOPBACK, port))
        bound.listen()  # from now on a client that connects waits until the server runs
    except OSError:
        bound.close()
        raise
    return bound


def base_of(bound: socket.socket) -> str:
    """The address of the stand-in behind a socket."""
    return f"http://{LOOPBACK}:{bound.getsockname()[1]}"


def server_of(app: FastAPI) -> uvicorn.Server:
    """A server, to be run on a socket. It logs nothing: addresses hold ids of people."""
    return uvicorn.Server(
        uvicorn.Config(app, log_level="critical", access_log=False, ws="none", timeout_graceful_shutdown=1)
    )


@contextlib.contextmanager
def serving(app: FastAPI, port: int = 0) -> Iterator[str]:
    """Serve it from a thread while the block runs; yields its address.

    Raises:
        OSError: the port is taken.
        TimeoutError: it did not start.
    """
    bound, server = listen(port), server_of(app)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    until = time.monotonic() + STARTS_WITHIN
    while not server.started and time.monotonic() < until and thread.is_alive():
        time.sleep(0.005)
    try:
        if not server.started:
            raise TimeoutError("the stand-in did not start")
        yield base_of(bound)
    finally:
        server.should_exit = True  # the thread ends soon; there is no need to wait for it
