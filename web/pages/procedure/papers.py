"""One case on paper and in a calendar: /thu-tuc/{code}/giay-to.pdf and /thu-tuc/{code}/hen.ics."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable

from fastapi import APIRouter, Request
from fastapi.responses import Response

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.case_view import CaseView, case_view
from knowledge.checklist.paper.calendar_file import Day, calendar_file, deadline_day, due_day
from knowledge.checklist.paper.own_deadline import is_counted
from knowledge.checklist.paper.sheet import checklist_sheet
from knowledge.errors import UnknownProcedure
from knowledge.settings import VIETNAM, now_in_vietnam
from web.pages.procedure.addresses import PAGES, base_of, path_of, slug
from web.pages.procedure.frame import Frame
from web.pages.procedure.query import EVENT, FILED, WrongDay, day_of, facts_in, place_of
from web.pages.procedure.sheets import Sheets, TooBusy
from web.pages.procedure.wording import procedure_wording
from web.state import Services

_MORNING = dt.time(8)
_Make = Callable[[Request, Catalogue, CaseView, dt.date], Awaitable[Response]]


class Papers:
    """The routes of the sheet and of the calendar file."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._sheets = Sheets()

    def routes(self) -> APIRouter:
        """GET /thu-tuc/{code}/giay-to.pdf and /thu-tuc/{code}/hen.ics."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(f"{PAGES}/{{code}}/giay-to.pdf", self.sheet, methods=["GET"])
        router.add_api_route(f"{PAGES}/{{code}}/hen.ics", self.calendar, methods=["GET"])
        return router

    async def sheet(self, request: Request, code: str) -> Response:
        """The list of a case on one A4."""
        return await self._answer(request, code, self._sheet)

    async def calendar(self, request: Request, code: str) -> Response:
        """The due day of a case, and the person's own deadline where the day of its event is given."""
        return await self._answer(request, code, self._calendar)

    async def _answer(self, request: Request, code: str, make: _Make) -> Response:
        if refusal := await self._frame.refusal(request):
            return refusal
        say = procedure_wording().say
        services: Services = request.app.state.services
        catalogue, province = services.library.catalogue, self._frame.settings.province
        try:
            filed = day_of(request, FILED)
            now = dt.datetime.combine(filed, _MORNING, VIETNAM) if filed else now_in_vietnam()
            view = await asyncio.to_thread(case_view, catalogue, code, facts_in(request), now, province)
            return await make(request, catalogue, view, now.date())
        except UnknownProcedure:
            return self._frame.lost(request)
        except WrongDay:
            return self._frame.message(request, 422, say("wrong_day"))
        except TooBusy:
            return self._frame.message(request, 503, say("too_busy"), headers={"Retry-After": "5"})

    async def _sheet(self, request: Request, catalogue: Catalogue, view: CaseView, filed: dt.date) -> Response:
        address = self._address(request, view)
        deadlines = view.guidance.get("deadline", [])
        key = (catalogue.fingerprint, address, filed, view.checklist.due_date)
        content = await self._sheets.get(key, lambda: checklist_sheet(view.checklist, address, deadlines, filed))
        return _file(content, "application/pdf", view, "pdf")

    async def _calendar(self, request: Request, catalogue: Catalogue, view: CaseView, filed: dt.date) -> Response:
        address, event = self._address(request, view), day_of(request, EVENT)
        days: list[Day | None] = []
        if event:
            days += _deadline_days(view, place_of(request), event, address)
        if not event or FILED in request.query_params:
            days.append(due_day(view.checklist, filed, address))
        known = [day for day in days if day]
        if not known:
            return self._frame.message(request, 404, procedure_wording().say("no_days"))
        return _file(calendar_file(view.checklist, known, address), "text/calendar; charset=utf-8", view, "ics")

    def _address(self, request: Request, view: CaseView) -> str:
        return base_of(request, self._frame.settings) + path_of(view.procedure.code, view.facts)


def _deadline_days(view: CaseView, place: int | None, event: dt.date, address: str) -> list[Day]:
    """The deadline at a place of the procedure's, else the first that a day can be counted for."""
    counted = [deadline for deadline in view.deadlines if is_counted(deadline)]
    if place is not None:
        named = view.procedure.deadline[place : place + 1] if place >= 0 else ()
        counted = [deadline for deadline in named if deadline in counted]
    return [deadline_day(view.checklist, deadline, event, address) for deadline in counted[:1]]


def _file(content: bytes, media_type: str, view: CaseView, ending: str) -> Response:
    name = slug(view.checklist.short_name or view.checklist.name)[:80] or view.procedure.code
    headers = {"Content-Disposition": f'inline; filename="{name}.{ending}"', "X-Robots-Tag": "noindex"}
    return Response(content, media_type=media_type, headers=headers)
