"""What the JSON API takes and gives, as documented in /openapi.json."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from knowledge.messages import Citation
from knowledge.schema.conditions import Condition, Level, Method
from knowledge.schema.procedure import Fee, Quantity, TimeLimit
from knowledge.settings import VIETNAM, now_in_vietnam


def near(moment: dt.datetime) -> dt.datetime:
    """A moment for which the calendar of working days can be known, on the clock of Việt Nam.

    Raises:
        ValueError: it is more than two years away.
    """
    here = moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)
    if abs(here - now_in_vietnam()) > dt.timedelta(days=730):
        raise ValueError("more than two years away")
    return here.astimezone(VIETNAM)


Received = Annotated[dt.datetime, AfterValidator(near)]


class ErrorBody(BaseModel):
    code: str = Field(description="stable name of the error", examples=["too_many"])
    message: str = Field(description="what happened and what to do, in Vietnamese", examples=["Bạn gửi nhanh quá."])


class ErrorReply(BaseModel):
    """Every refusal has this shape."""

    error: ErrorBody


class ProcedureLine(BaseModel):
    """A procedure in a list. `score` only in a search."""

    code: str
    name: str
    about: str = ""
    field: str
    field_name: str
    level: Level
    agency: str
    score: float | None = None


class ProcedureList(BaseModel):
    """`question` and `decision` (answer, ask_back, out_of_scope) only in a search."""

    question: str | None = None
    decision: str | None = None
    total: int
    procedures: list[ProcedureLine]


class OptionOut(BaseModel):
    value: str
    say: str


class QuestionOut(BaseModel):
    """A question about the case; `when` says for which earlier answers it is asked."""

    id: str
    ask: str
    why: str = ""
    when: Condition
    options: list[OptionOut]


class DocumentOut(BaseModel):
    type: str
    name: str
    submit: Quantity | None = None
    present: Quantity | None = None
    tell: bool = False
    when: Condition
    why: str = ""
    note: str = ""
    verified: bool = True


class GuidanceOut(BaseModel):
    """A sentence that holds in some cases; `late`: what lateness costs, where it is a deadline."""

    say: str
    when: Condition
    late: str = ""
    verified: bool = True


class NeighbourOut(BaseModel):
    code: str
    name: str
    when: str


class ProcedureDetail(ProcedureLine):
    """Everything the catalogue knows of a procedure, for every case; the checklist is for one case."""

    short_name: str = ""
    decision: str = ""
    effective: dict[str, Any]
    questions: list[QuestionOut]
    documents: list[DocumentOut]
    fees: list[Fee]
    time_limit: list[TimeLimit]
    methods: list[Method]
    results: list[str]
    warnings: list[str]
    confused_with: list[NeighbourOut]
    deadline: list[GuidanceOut]
    eligibility: list[GuidanceOut]
    authorisation: list[GuidanceOut]
    legal_basis: list[str]
    source: Citation


class ChecklistRequest(BaseModel):
    """Answers by question id. Unanswered questions leave their documents in the list, marked `only_if`."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"facts": {"birth_proof": "none", "witness": "no"}}]})

    facts: dict[str, str] = Field(default_factory=dict, max_length=50)
    received: Received | None = Field(default=None, description="when it is filed (Việt Nam time); missing: now")


class CatalogueHealth(BaseModel):
    """The catalogue that serves; `refused` says why a newer one does not."""

    authored: int
    procedures: int
    since: dt.datetime
    refused: str = ""


class SyncHealth(BaseModel):
    """How the last sync with the portal ended."""

    started: dt.datetime
    finished: dt.datetime
    ok: bool
    new: int
    changed: int
    ended: int
    unusable: int
    error: str = ""


class NoticeHealth(BaseModel):
    """What the office announces now; `paused` says why no message is taken, `problem` what is wrong with its file."""

    paused: str
    notices: list[str]
    problem: str


class HealthReply(BaseModel):
    status: str = Field(description="ok, starting or degraded")
    causes: dict[str, str] = Field(default_factory=dict, description="why a part is down, for operators")
    parts: dict[str, str] = Field(
        description="each of ok, starting, down, missing", examples=[{"rasa": "ok", "actions": "ok", "index": "ok"}]
    )
    catalogue: CatalogueHealth
    notice: NoticeHealth
    sync: SyncHealth | None = None
