"""The counter's page, its index, what changed, and its blank slips."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.templating import Jinja2Templates

from knowledge.settings import Settings, now_in_vietnam
from knowledge.wording import Wording
from web.api.deps import Shared, limit_address
from web.api.schemas import Received
from web.counter.changes import LastChange, changes_lately
from web.counter.networks import Closed, only_office
from web.counter.shelf import Shelf, version_of
from web.counter.slips import Slip, slip_pdf
from web.counter.words import levels, load_words, own_forms, page_words, script_words
from web.library import Library
from web.pages.assets import FOR_EVER, Assets

SLIPS: dict[str, Slip] = {"mau-02": "missing", "mau-01": "receipt"}
_OWN_PARAMETERS = ("giay", "nop")


def add_counter(app: FastAPI, settings: Settings, assets: Assets, templates: Jinja2Templates) -> None:
    """Serve /quay and what belongs to it, to the office's networks only.

    Raises:
        ValueError: the setting of the networks cannot be read.
    """
    words = load_words()
    router = APIRouter(include_in_schema=False, dependencies=[Depends(only_office(settings))])
    router.include_router(_data(settings, words))
    router.include_router(_pages(settings, words, assets, templates))
    app.include_router(router)

    async def closed(request: Request, _: Exception) -> Response:
        values = {"asset": assets.url, "t": words.group("closed")}
        return templates.TemplateResponse(request, "counter_closed.html", values, status_code=403)

    app.add_exception_handler(Closed, closed)


def _pages(settings: Settings, words: Wording, assets: Assets, templates: Jinja2Templates) -> APIRouter:
    router = APIRouter()
    fixed = {
        "wording": script_words(words),
        "levels": levels(),
        "own_forms": own_forms(words),
    }

    async def page(request: Request, services: Shared) -> Response:
        config = fixed | {"index": _index_address(services.library), "base": _base(settings, request)}
        values = {"asset": assets.url, "t": page_words(words), "config": config}
        return templates.TemplateResponse(request, "counter.html", values, headers={"Cache-Control": "no-cache"})

    for path in ("/quay", "/quay/{code}"):
        router.add_api_route(path, page, response_class=HTMLResponse)
    return router


def _data(settings: Settings, words: Wording) -> APIRouter:
    router = APIRouter()
    shelf = Shelf(settings)

    @router.get("/quay/index-moi.json")
    async def newest(services: Shared) -> dict[str, str]:
        return {"index": _index_address(services.library)}

    @router.get("/quay/index-{version}.json")
    async def index(version: str, request: Request, services: Shared) -> Response:
        packed = await shelf.index(services.library.catalogue, version)
        if packed is None:
            raise HTTPException(404)
        headers = {"Cache-Control": FOR_EVER, "Content-Encoding": "gzip"}
        return Response(packed, media_type="application/json", headers=headers)

    @router.get("/quay/{code}/thay-doi.json", dependencies=[Depends(limit_address)])
    async def changed(code: str, services: Shared) -> LastChange:
        known = services.library.procedure(code).code
        return await asyncio.to_thread(changes_lately, settings, known, now_in_vietnam().date())

    @router.get("/quay/{code}/{form}.pdf", dependencies=[Depends(limit_address)])
    async def blank_slip(
        code: str,
        form: str,
        request: Request,
        services: Shared,
        giay: Annotated[list[str], Query(max_length=60)] = [],  # noqa: B006 (FastAPI copies it)
        nop: Received | None = None,
    ) -> Response:
        slip = SLIPS.get(form)
        if slip is None:
            raise HTTPException(404)
        facts = {key: value for key, value in request.query_params.items() if key not in _OWN_PARAMETERS}
        checklist = await services.library.checklist(code, facts, nop)
        base = _base(settings, request)
        made = await asyncio.to_thread(slip_pdf, words, slip, checklist, giay, nop or now_in_vietnam(), base)
        name = f'inline; filename="{form}-{checklist.code}.pdf"'
        return Response(made, media_type="application/pdf", headers={"Content-Disposition": name})

    return router


def _index_address(library: Library) -> str:
    return f"/quay/index-{version_of(library.catalogue)}.json"


def _base(settings: Settings, request: Request) -> str:
    """Where people reach the gateway: for links on paper."""
    return (settings.public_url or str(request.base_url)).rstrip("/")
