"""GET /healthz: whether people can be served. GET /metrics: how much and how well."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST

from knowledge.portal.sync.outcome import last_outcome
from web.api.deps import Shared
from web.api.schemas import CatalogueHealth, HealthReply, NoticeHealth, SyncHealth
from web.operations.health import overall

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
    library = services.library
    outcome = last_outcome(services.settings)
    announced = services.notices.now()
    return HealthReply(
        status=status,
        parts=parts,
        causes=services.health.causes(),
        catalogue=CatalogueHealth(
            authored=len(library.catalogue.authored),
            procedures=len(library.catalogue.procedures),
            since=library.live.now.since,
            refused=library.live.problem,
        ),
        notice=NoticeHealth(paused=announced.pause, notices=list(announced.notices), problem=services.notices.problem),
        sync=SyncHealth.model_validate(outcome, from_attributes=True) if outcome else None,
    )


@router.get("/metrics", response_class=PlainTextResponse)
async def metrics(services: Shared) -> PlainTextResponse:
    """Counters and gauges in Prometheus' text form."""
    return PlainTextResponse(services.metrics.text(), media_type=CONTENT_TYPE_LATEST)
