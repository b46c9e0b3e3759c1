"""POST /api/widget/key: what seals a conversation that the page of another site keeps for the widget's frame.

Where a browser lets a frame of another site keep nothing, the site's page keeps the conversation across its pages. It
must not be able to read it: the key is bound to the address from which the person asks, so the site's own server gets
another one, and its scripts cannot read this answer, which allows no other origin.
"""

from __future__ import annotations

import ipaddress

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field

from web.api.deps import Shared, address_of, limit_address
from web.api.schemas import ErrorReply

router = APIRouter(prefix="/api/widget", tags=["chat"])
SAME_NETWORK = 64
"""Bits of an IPv6 address that stay the same for one household: the rest changes by itself."""


class KeyRequest(BaseModel):
    """`id` was thrown by the frame."""

    id: str = Field(pattern="^[0-9a-f]{32}$")


class KeyReply(BaseModel):
    key: str = Field(description="256 bits, hexadecimal")


@router.post(
    "/key",
    response_model=KeyReply,
    responses={422: {"model": ErrorReply}, 429: {"model": ErrorReply}},
    dependencies=[Depends(limit_address)],
)
async def key(request: Request, services: Shared, body: KeyRequest) -> KeyReply:
    """The key that belongs to an id at the address of whoever asks; nothing is stored."""
    return KeyReply(key=services.issuer.key_of("widget", body.id, _network(address_of(request))))


def _network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, SAME_NETWORK), strict=False))
    return str(parsed)
