"""The procedures as JSON: list, search, one procedure, and the checklist of one case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query, Response
from fastapi.responses import PlainTextResponse

from knowledge.checklist.as_text import checklist_text
from knowledge.checklist.source import cite
from knowledge.messages import Checklist
from knowledge.schema.guidance import Guidance
from knowledge.schema.procedure import Procedure
from knowledge.settings import now_in_vietnam
from web.api.deps import Shared, limit_address
from web.api.schemas import (
    ChecklistRequest,
    DocumentOut,
    ErrorReply,
    GuidanceOut,
    NeighbourOut,
    ProcedureDetail,
    ProcedureLine,
    ProcedureList,
    QuestionOut,
)
from web.chat.clean_text import clean
from web.library import Library

_NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"model": ErrorReply, "description": "no procedure has this code"}}
_REFUSALS: dict[int | str, dict[str, Any]] = {
    422: {"model": ErrorReply, "description": "what was sent does not fit; the message names what is allowed"},
    429: {"model": ErrorReply, "description": "too many requests; see Retry-After"},
}
_SEARCH: dict[int | str, dict[str, Any]] = {503: {"model": ErrorReply, "description": "the search is still starting"}}
_BODY: dict[int | str, dict[str, Any]] = {
    400: {"model": ErrorReply, "description": "the body is not JSON"},
    413: {"model": ErrorReply, "description": "the body is too large"},
}

_AS_TEXT: dict[int | str, dict[str, Any]] = {200: {"content": {"text/plain": {"schema": {"type": "string"}}}}}

router = APIRouter(
    prefix="/api/procedures", tags=["procedures"], responses=_REFUSALS, dependencies=[Depends(limit_address)]
)


@router.get("", response_model=ProcedureList, response_model_exclude_none=True, responses=_SEARCH)
async def procedures(
    services: Shared,
    q: Annotated[
        str, Query(max_length=1000, description="what a person says; empty: all procedures", examples=["con em mới đẻ"])
    ] = "",
    limit: Annotated[int, Query(ge=1, le=100, description="at most this many")] = 20,
) -> ProcedureList:
    """The procedures that answer a question, best first; without `q` all of them, authored ones first, by name."""
    library = services.library
    question = clean(q)
    if not question:
        catalogue = library.catalogue
        codes = sorted(
            catalogue.searched(), key=lambda code: (code not in catalogue.authored, catalogue.name(code), code)
        )
        shown = [catalogue.procedures[code] for code in codes[:limit]]
        return ProcedureList(total=len(codes), procedures=[_line(library, procedure) for procedure in shown])
    result = await library.search(question, limit)
    lines = [
        _line(library, library.catalogue.procedures[candidate.code], candidate.score)
        for candidate in result.candidates
        if candidate.code in library.catalogue.procedures
    ]
    return ProcedureList(question=question, decision=str(result.decision), total=len(lines), procedures=lines)


@router.get("/{code}", response_model=ProcedureDetail, response_model_exclude_none=True, responses=_NOT_FOUND)
async def procedure(services: Shared, code: str) -> ProcedureDetail:
    """One procedure with its questions, documents, fees and time limits."""
    return _detail(services.library, services.library.procedure(code))


@router.post("/{code}/checklist", response_model=Checklist, responses={**_NOT_FOUND, **_BODY, **_AS_TEXT})
async def checklist(
    services: Shared, code: str, body: ChecklistRequest, accept: Annotated[str, Header(include_in_schema=False)] = ""
) -> Checklist | Response:
    """What one person must bring, given the answers (`facts`); with `Accept: text/plain` as text that stands alone."""
    made = await services.library.checklist(code, body.facts, body.received)
    return PlainTextResponse(checklist_text(made)) if accept.startswith("text/plain") else made


def _line(library: Library, procedure: Procedure, score: float | None = None) -> ProcedureLine:
    field = library.catalogue.fields.get(procedure.field)
    return ProcedureLine(
        code=procedure.code,
        name=procedure.name,
        about=procedure.about,
        field=procedure.field,
        field_name=field.name if field else procedure.field,
        level=procedure.level,
        agency=procedure.agency,
        score=None if score is None else round(float(score), 4),
    )


def _guidance(parts: Iterable[Guidance]) -> list[GuidanceOut]:
    return [GuidanceOut.model_validate(part, from_attributes=True) for part in parts]


def _detail(library: Library, procedure: Procedure) -> ProcedureDetail:
    types = library.catalogue.document_types
    return ProcedureDetail(
        **_line(library, procedure).model_dump(),
        short_name=procedure.short_name,
        decision=procedure.decision,
        effective=procedure.effective.model_dump(mode="json", exclude_none=True),
        questions=[QuestionOut.model_validate(question, from_attributes=True) for question in procedure.questions],
        documents=[DocumentOut(name=types[entry.type].name, **dict(entry)) for entry in procedure.documents],
        fees=list(procedure.fees),
        time_limit=list(procedure.time_limit),
        methods=list(procedure.methods),
        results=[types[result].name for result in procedure.results],
        warnings=[warning.say for warning in procedure.warnings if warning.holds_on(now_in_vietnam().date())],
        confused_with=[
            NeighbourOut(code=other.code, name=library.catalogue.procedures[other.code].name, when=other.when)
            for other in procedure.confused_with
            if other.code in library.catalogue.procedures
        ],
        deadline=_guidance(procedure.deadline),
        eligibility=_guidance(procedure.eligibility),
        authorisation=_guidance(procedure.authorisation),
        legal_basis=list(procedure.legal_basis),
        source=cite(procedure, now_in_vietnam().date(), library.catalogue.link(procedure.code)),
    )
