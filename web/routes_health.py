"""GET /healthz: whether people can be served."""

from __future__ import annotations

from fastapi import APIRouter, Response

from web.health import overall
from web.schemas import HealthReply
from web.state import Shared

router = APIRouter(tags=["health"])


@router.get(
    "/healthz",
    response_model=HealthReply,
    responses={503: {"model": HealthReply, "description": "something is starting, missing or down"}},
)
async def healthz(response: Response, services: Shared) -> HealthReply:
    """200 only when the dialogue, the action server and the search index are all ready."""
    parts = await services.health.parts()
    status = overall(parts)
    response.status_code = 200 if status == "ok" else 503
    return HealthReply(status=status, parts=parts)
