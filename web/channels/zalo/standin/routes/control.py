"""Control of the platform: its state, faults, limits, tokens, webhook and time. The package's docstring lists it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, ConfigDict, Field

from web.channels.zalo.standin.allowance.limits import Limits
from web.channels.zalo.standin.faults import Fault
from web.channels.zalo.standin.hooks.events import EVENTS
from web.channels.zalo.standin.hooks.signature import Style
from web.channels.zalo.standin.hooks.webhook import WebhookSettings
from web.channels.zalo.standin.routes.here import Here

router = APIRouter(prefix="/standin")
Answer = dict[str, Any]


class Order(BaseModel):
    """The body of a control call: a key that is not known is refused."""

    model_config = ConfigDict(extra="forbid")


class ClockOrder(Order):
    """`advance`: so many seconds on; `offset`: so many seconds ahead of the real time."""

    advance: float = Field(default=0, allow_inf_nan=False)
    offset: float | None = Field(default=None, allow_inf_nan=False)


class ExpireOrder(Order):
    access: bool = True
    refresh: bool = False


class RawOrder(Order):
    """Any event. `body` may be wrong in any way that JSON allows."""

    body: dict[str, Any]
    style: Style = "good"
    copies: int = Field(default=1, ge=1, le=100)


@router.get("/status")
async def status(platform: Here) -> Answer:
    """Everything about the platform but the people; no secret and no token."""
    now, pair, webhook = platform.clock.now(), platform.tokens.pair, platform.webhook
    return {
        "now": now,
        "offset": platform.clock.offset,
        "tokens": {
            "issued": pair is not None,
            "access_seconds": round(pair.access_until - now) if pair else None,
            "refresh_seconds": round(pair.refresh_until - now) if pair else None,
            "refreshed": platform.tokens.refreshed,
        },
        "limits": platform.limits.model_dump(),
        "paid_left": platform.windows.paid_left(platform.limits),
        "webhook": {
            **webhook.settings.model_dump(),
            "waiting": webhook.waiting,
            "underway": webhook.underway,
            "lost": webhook.lost,
            "last_status": webhook.tries[-1].status if webhook.tries else None,
        },
        "faults": {
            "coming": [fault.model_dump() for fault in platform.faults.coming],
            "passed": platform.faults.passed,
        },
    }


@router.post("/clock")
async def move_clock(order: ClockOrder, platform: Here) -> Answer:
    start = platform.clock.offset if order.offset is None else order.offset
    platform.clock.move_to(start + order.advance)
    return {"now": platform.clock.now(), "offset": platform.clock.offset}


@router.post("/faults")
async def order_fault(fault: Fault, platform: Here) -> Answer:
    platform.faults.coming.append(fault)
    return {"coming": len(platform.faults.coming)}


@router.delete("/faults")
async def forget_faults(platform: Here) -> Answer:
    platform.faults.coming.clear()
    return {"coming": 0}


@router.post("/limits")
async def change_limits(changes: Limits, platform: Here) -> Answer:
    platform.change_limits(changes)
    return platform.limits.model_dump()


@router.post("/tokens")
async def issue_tokens(platform: Here) -> Answer:
    """A pair without the permission page."""
    return {**platform.tokens.issue().body()}


@router.post("/tokens/expire")
async def expire_tokens(order: ExpireOrder, platform: Here) -> Answer:
    platform.tokens.expire(access=order.access, refresh=order.refresh)
    return {}


@router.post("/tokens/revoke")
async def revoke_tokens(platform: Here) -> Answer:
    platform.tokens.revoke()
    return {}


@router.post("/webhook")
async def change_webhook(changes: WebhookSettings, platform: Here) -> Answer:
    if unknown := set(changes.events or ()) - set(EVENTS):
        raise HTTPException(422, f"no such events: {', '.join(sorted(unknown))}")
    platform.change_webhook(changes)
    return platform.webhook.settings.model_dump()


@router.post("/webhook/release")
async def release(platform: Here) -> Answer:
    """Send the events that are held now."""
    platform.webhook.release()
    return {"underway": platform.webhook.underway}


@router.post("/webhook/raw")
async def send_raw(order: RawOrder, platform: Here) -> Answer:
    platform.webhook.send(order.body, order.style, order.copies)
    return {"underway": platform.webhook.underway}


@router.post("/webhook/probe")
async def probe(platform: Here) -> Answer:
    if platform.webhook.settings.url is None:
        raise HTTPException(409, "no webhook is set")
    return {"status": await platform.webhook.probe()}


@router.get("/webhook/tries")
async def tries(platform: Here) -> list[Answer]:
    """Every try to deliver an event, the oldest first."""
    return [asdict(each) for each in platform.webhook.tries]
