"""What the routes take: the shared services, and the address's share of requests."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Request

from web.state import Services


async def _services(request: Request) -> Services:
    # async, though it waits for nothing: FastAPI calls others in a thread, which costs more than all they do
    return cast(Services, request.app.state.services)


Shared = Annotated[Services, Depends(_services)]


async def limit_address(request: Request, services: Shared) -> None:
    """Count the request against its address.

    Raises:
        ApiError: 429.
    """
    await services.by_address.take(address_of(request))


def address_of(request: Request) -> str:
    """Where a request came from, as the trusted proxies in front of the gateway say."""
    return request.client.host if request.client else "?"
