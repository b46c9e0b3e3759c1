"""What the routes share, made once when the gateway starts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request

from knowledge.settings import Settings
from web.conversation import Conversation
from web.health import Health
from web.library import Library
from web.limits import RateLimiter
from web.metrics import Metrics
from web.sessions import SessionIssuer


@dataclass(frozen=True)
class Services:
    settings: Settings
    issuer: SessionIssuer
    conversation: Conversation
    library: Library
    health: Health
    metrics: Metrics
    by_session: RateLimiter
    by_address: RateLimiter


def _services(request: Request) -> Services:
    return cast(Services, request.app.state.services)


Shared = Annotated[Services, Depends(_services)]


def limit_address(request: Request, services: Shared) -> None:
    """Count the request against its address.

    Raises:
        ApiError: 429.
    """
    services.by_address.take(request.client.host if request.client else "?")
