"""/thu-tuc: the list, a page for every procedure, names that lead to one, and what search engines fetch."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from fastapi.templating import Jinja2Templates

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.case_view import CaseView, case_view
from knowledge.checklist.paper import qr_svg
from knowledge.checklist.paper.own_deadline import is_counted
from knowledge.checklist.paper.wording import paper_wording
from knowledge.checklist.phrases import called
from knowledge.errors import UnknownProcedure
from knowledge.settings import Settings, now_in_vietnam
from knowledge.wording import Wording
from web.pages.assets import Assets
from web.pages.procedure.addresses import PAGES, base_of, path_of, slug
from web.pages.procedure.frame import Frame
from web.pages.procedure.linked_data import linked_data
from web.pages.procedure.listing import Listing
from web.pages.procedure.names import Names
from web.pages.procedure.papers import Papers
from web.pages.procedure.per_catalogue import PerCatalogue
from web.pages.procedure.query import facts_in
from web.pages.procedure.sitemap import places_of, robots, sitemap
from web.pages.procedure.wording import procedure_wording
from web.state import Services

MOST_QUOTED = 60
"""Sentences of the official record that a page quotes."""
_XML = "application/xml; charset=utf-8"


def procedure_pages(settings: Settings, wording: Wording, assets: Assets, templates: Jinja2Templates) -> APIRouter:
    """All routes of this folder."""
    frame = Frame(settings, wording, assets, templates)
    router = APIRouter(include_in_schema=False)
    router.include_router(Papers(frame).routes())
    router.include_router(ProcedurePages(frame).routes())
    return router


class ProcedurePages:
    """The routes, with what is made once of each catalogue."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._names = PerCatalogue(Names.of)
        self._listing = PerCatalogue(Listing.of)
        self._places = PerCatalogue(places_of)

    def routes(self) -> APIRouter:
        """GET /thu-tuc, /thu-tuc/{code or name}, /sitemap.xml and /robots.txt."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(PAGES, self.list, methods=["GET"], response_class=HTMLResponse)
        router.add_api_route(f"{PAGES}/{{name}}", self.page, methods=["GET"], response_class=HTMLResponse)
        router.add_api_route("/sitemap.xml", self.sitemap, methods=["GET"])
        router.add_api_route("/sitemap-{part:int}.xml", self.sitemap, methods=["GET"])
        router.add_api_route("/robots.txt", self.robots, methods=["GET"])
        return router

    async def page(self, request: Request, name: str) -> Response:
        """A procedure in the case that the address tells; a name or an old code leads to the page of its code."""
        if refusal := await self._frame.refusal(request):
            return refusal
        catalogue = _catalogue(request)
        try:
            view = await asyncio.to_thread(
                case_view, catalogue, name, facts_in(request), now_in_vietnam(), self._frame.settings.province
            )
        except UnknownProcedure:
            return await self._named(request, catalogue, name)
        if name != view.procedure.code:
            return _moved(view.procedure.code, request, 301)
        base = base_of(request, self._frame.settings)
        values = await asyncio.to_thread(_values, catalogue, view, base)
        return self._frame.page(request, "procedure_page.html", values)

    async def _named(self, request: Request, catalogue: Catalogue, name: str) -> Response:
        codes = (await self._names.of(catalogue)).codes(name)
        if not codes:
            return self._frame.lost(request)
        if len(codes) == 1:
            return _moved(codes[0], request, 302)  # what a name means may change with the catalogue
        entries = [catalogue.entries[code] for code in codes]
        return self._frame.page(request, "procedure_choose.html", {"entries": entries}, 300)

    async def list(self, request: Request) -> Response:
        """All fields, or the procedures of one (?linh-vuc=)."""
        if refusal := await self._frame.refusal(request):
            return refusal
        listing = await self._listing.of(_catalogue(request))
        wanted = request.query_params.get("linh-vuc", "")
        field = listing.fields.get(slug(wanted[:300]))
        if wanted and not field:
            return self._frame.lost(request)
        return self._frame.page(request, "procedure_list.html", {"listing": listing, "field": field})

    async def sitemap(self, request: Request, part: int | None = None) -> Response:
        """Every page, with the day its record last changed."""
        if refusal := await self._frame.refusal(request):
            return refusal
        places = await self._places.of(_catalogue(request))
        found = sitemap(places, base_of(request, self._frame.settings), part)
        return self._frame.lost(request) if found is None else Response(found, media_type=_XML)

    async def robots(self, request: Request) -> Response:
        """What robots may fetch."""
        return PlainTextResponse(robots(base_of(request, self._frame.settings)))


def _catalogue(request: Request) -> Catalogue:
    services: Services = request.app.state.services
    return services.library.catalogue


def _moved(code: str, request: Request, status: int) -> Response:
    query = request.url.query
    return RedirectResponse(path_of(code) + (f"?{quote(query, safe='=&%+')}" if query else ""), status)


def _values(catalogue: Catalogue, view: CaseView, base: str) -> dict[str, Any]:
    """What the template shows."""
    procedure, checklist = view.procedure, view.checklist
    field = catalogue.fields.get(procedure.field)
    address = base + path_of(procedure.code, view.facts)
    asked = catalogue.next_question(procedure.code, view.facts)
    certain = [line for line in checklist.documents if not line.only_if]
    confused = [other for other in procedure.confused_with if other.code in catalogue.entries]
    steps: Sequence[str] = () if procedure.steps else catalogue.official_text(procedure.code)[:MOST_QUOTED]
    return {
        "view": view,
        "procedure": procedure,
        "checklist": checklist,
        "name": called(procedure),
        "authored": procedure.code in catalogue.authored,
        "field": field.name if field and field.name else "",
        "field_slug": slug(field.name) if field else "",
        "certain": certain,
        "papers_title": paper_wording().say("sheet.papers", count=len(certain)),
        "perhaps": [line for line in checklist.documents if line.only_if],
        "often_brought": [line for line in checklist.not_needed if line.often_brought],
        "confused": confused,
        "names": {other.code: catalogue.name(other.code) for other in confused},
        "official_text": steps,
        "next_question": asked.question.id if asked else "",
        "answers": {fact.question_id: fact.answer for fact in checklist.facts},
        "deadlines": [
            (procedure.deadline.index(deadline), deadline) for deadline in view.deadlines if is_counted(deadline)
        ],
        "description": _description(view, len(certain)),
        "address": address,
        "canonical": base + path_of(procedure.code),
        "linked_data": linked_data(catalogue, procedure, base),
        "qr": "data:image/svg+xml," + quote(qr_svg(address)) if len(address) < 1_000 else "",
    }


def _description(view: CaseView, count: int) -> str:
    say, checklist = procedure_wording().say, view.checklist
    name = checklist.short_name or checklist.name
    if any(not shown.value for shown in view.questions) or not count:
        return say("description_open", name=name)
    return say("description", name=name, count=count, fee=checklist.fee.text, time=checklist.time_limit.text)
