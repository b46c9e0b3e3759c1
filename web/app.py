"""The gateway's application: `uvicorn web.app:create_app --factory`.

One worker: the order of a session's messages and the rate limits are kept in this process.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterable
from typing import Any

import httpx
from fastapi import FastAPI

from knowledge.settings import Settings, get_settings
from knowledge.wording import Wording
from web.api import chat, health, procedures
from web.channels.channel import Converse, Incoming, MountedChannel, converse
from web.channels.registry import channels as registered_channels
from web.chat.conversation import Conversation
from web.chat.offers import OfferBook
from web.chat.queue import Reply
from web.chat.rasa_client import RasaClient
from web.chat.sender import PAGE
from web.chat.sessions import SessionIssuer, load_secret
from web.errors import add_error_handlers
from web.library import Library, OpenSearch, open_searcher
from web.logs import configure_logs, event
from web.middleware.body_limit import BodyLimit
from web.middleware.request_log import RequestLog
from web.middleware.security_headers import SecurityHeaders
from web.operations.health import Health
from web.operations.metrics import Metrics
from web.operations.sync_schedule import SyncSchedule
from web.pages import add_pages
from web.rate_limiter import ADDRESS_FACTOR, RateLimiter
from web.state import Services
from web.wording import load_wording

KEEP_WAITING = 60.0
"""Seconds more that a turn may take after the person was told that no answer came; its reply is kept for later."""


def create_app(
    settings: Settings | None = None,
    open_search: OpenSearch = open_searcher,
    channels: Iterable[MountedChannel[Any, Any]] | None = None,
) -> FastAPI:
    """Make the application; files are opened and models loaded when it starts, not here.

    Args:
        settings: defaults to the settings of the process.
        open_search: opens the search; tests bring their own.
        channels: the channels besides the page; defaults to those of web/channels/registry.py.

    Raises:
        ValueError: two channels have one name.
    """
    settings = settings or get_settings()
    wording, metrics = load_wording(settings.hotline), Metrics()

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        configure_logs()
        async with _services(settings, wording, open_search, metrics) as services:
            app.state.services = services
            yield

    app = FastAPI(
        title="Đi Một Lần",
        version="0.1.0",
        description="Tìm đúng thủ tục hành chính và đúng giấy tờ cho trường hợp của mỗi người.",
        lifespan=lifespan,
        # The interactive documentation loads scripts from an outside host; /openapi.json stays.
        docs_url=None,
        redoc_url=None,
    )
    add_error_handlers(app, wording)
    for routes in (chat, procedures, health):
        app.include_router(routes.router)
    _mount(app, registered_channels() if channels is None else channels)
    add_pages(app, settings, wording)
    # The middleware added last is the outermost.
    app.add_middleware(BodyLimit, max_body=settings.max_body, wording=wording)
    app.add_middleware(RequestLog, wording=wording, metrics=metrics)
    app.add_middleware(SecurityHeaders)
    return app


def _mount(app: FastAPI, channels: Iterable[MountedChannel[Any, Any]]) -> None:
    names = {PAGE}
    for channel in channels:
        if channel.name in names or ":" in channel.name:
            raise ValueError(f"a channel needs a name of its own without a colon, not {channel.name!r}")
        names.add(channel.name)
        app.include_router(channel.routes(_converse(app, channel.name)))


def _converse(app: FastAPI, channel: str) -> Converse:
    async def speak(incoming: Incoming) -> Reply:
        services: Services = app.state.services
        return await converse(channel, incoming, services.conversation, services.by_sender)

    return speak


@contextlib.asynccontextmanager
async def _services(
    settings: Settings, wording: Wording, open_search: OpenSearch, metrics: Metrics
) -> AsyncIterator[Services]:
    library = await asyncio.to_thread(Library, settings, open_search)
    metrics.watch(settings, library)
    offers = await asyncio.to_thread(OfferBook, settings.var / "web.db")
    limits = httpx.Limits(max_connections=200, max_keepalive_connections=20)
    async with httpx.AsyncClient(limits=limits, trust_env=False) as client:
        state = Health(settings, client, library, wording)
        warm_up = asyncio.create_task(state.warm_up())
        dialogue = RasaClient(client, settings.rasa_url, settings.reply_timeout + KEEP_WAITING)
        conversation = Conversation(dialogue, offers, wording, settings.max_text, settings.reply_timeout)
        schedule = SyncSchedule(settings)
        schedule.start()
        event("start", procedures=len(library.catalogue.procedures))
        try:
            yield Services(
                settings=settings,
                issuer=SessionIssuer(load_secret(settings)),
                conversation=conversation,
                library=library,
                health=state,
                metrics=metrics,
                by_sender=RateLimiter(settings.rate_per_minute),
                by_address=RateLimiter(settings.rate_per_minute * ADDRESS_FACTOR),
            )
        finally:
            library.live.stop()
            await schedule.stop()
            warm_up.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await warm_up
            await conversation.close()
            offers.close()
            event("stop")
