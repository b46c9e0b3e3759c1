"""The gateway's application: `uvicorn web.app:create_app --factory`."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterable, Sequence
from typing import Any

import httpx
from fastapi import FastAPI
from redis import Redis
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from knowledge.settings import Settings, get_settings
from knowledge.wording import Wording
from web.api import chat, health, procedures, widget_key
from web.channels.channel import Converse, Incoming, MountedChannel, PushingChannel, converse
from web.channels.registry import channels as registered_channels
from web.channels.registry import pushing_channels
from web.chat.exchange import Reply
from web.chat.rasa_client import RasaClient
from web.chat.sender import PAGE
from web.chat.sessions import SessionIssuer, load_secret
from web.counter.routes import add_counter
from web.errors import add_error_handlers
from web.library import Library, OpenSearch, open_searcher
from web.logs import configure_logs, event
from web.middleware.body_limit import BodyLimit
from web.middleware.head import Head
from web.middleware.request_log import RequestLog
from web.middleware.security_headers import SecurityHeaders
from web.operations.health import Health
from web.operations.metrics import Metrics
from web.operations.notice import NoticeBoard
from web.operations.sync_schedule import SyncSchedule
from web.pages.every import add_pages
from web.rate_limiter import ADDRESS_FACTOR, RateLimiter
from web.shared_rate_limiter import SharedRateLimiter
from web.state import Services
from web.store.database import Database
from web.store.leases import Leases
from web.store.redis_leases import RedisLeases
from web.talk import Talk
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
    pushing, notices = pushing_channels(settings), NoticeBoard(settings.notice_file)

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        configure_logs()
        async with _services(settings, wording, open_search, metrics, pushing, notices) as services:
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
    if settings.widget_origins:
        app.include_router(widget_key.router)
    _mount(app, registered_channels() if channels is None else channels)
    for channel in pushing:
        app.include_router(channel.routes())
    add_counter(app, settings, *add_pages(app, settings, wording, notices))
    # The middleware added last is the outermost.
    app.add_middleware(BodyLimit, max_body=settings.max_body, wording=wording)
    app.add_middleware(RequestLog, wording=wording, metrics=metrics)
    app.add_middleware(SecurityHeaders, framed_by=settings.widget_origins)
    app.add_middleware(Head)
    if settings.trusted_proxies:
        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=settings.trusted_proxies)
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
    settings: Settings,
    wording: Wording,
    open_search: OpenSearch,
    metrics: Metrics,
    pushing: Sequence[PushingChannel],
    notices: NoticeBoard,
) -> AsyncIterator[Services]:
    library = await asyncio.to_thread(Library, settings, open_search)
    metrics.watch(settings, library)
    metrics.watch_channels(pushing)
    database = await asyncio.to_thread(Database.open, settings)
    limits = httpx.Limits(max_connections=200, max_keepalive_connections=20)
    async with httpx.AsyncClient(limits=limits, trust_env=False) as client:
        state = Health(settings, client, library, database, wording, pushing)
        warm_up = asyncio.create_task(state.warm_up())
        dialogue = RasaClient(
            client, settings.rasa_addresses, settings.reply_timeout + KEEP_WAITING, settings.parts_secret
        )
        redis = Redis.from_url(settings.redis_url, socket_timeout=3) if settings.redis_url else None
        leases = RedisLeases(redis) if redis else Leases(database)
        talk = Talk(settings, database, leases, dialogue, wording, lambda: notices.now().pause)
        desks = {channel: talk.add_pushing(channel.name, channel.pack, channel.deliver) for channel in pushing}
        talk.start()
        for channel, desk in desks.items():
            await channel.open(desk, client)
        schedule = SyncSchedule(settings)
        schedule.start()
        event("start", procedures=len(library.catalogue.procedures))
        try:
            yield Services(
                settings=settings,
                issuer=SessionIssuer(load_secret(settings)),
                conversation=talk.conversation,
                library=library,
                health=state,
                notices=notices,
                metrics=metrics,
                by_sender=_limiter(redis, "sender", settings.rate_per_minute),
                by_address=_limiter(redis, "address", settings.rate_per_minute * ADDRESS_FACTOR),
            )
        finally:
            library.live.stop()
            await schedule.stop()
            warm_up.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await warm_up
            for channel in desks:
                await channel.close()
            await talk.close(settings.reply_timeout)
            database.close()
            if redis:
                redis.close()
            event("stop")


def _limiter(redis: Redis | None, name: str, per_minute: int) -> RateLimiter:
    return SharedRateLimiter(redis, name, per_minute) if redis else RateLimiter(per_minute)
