"""The contract for every channel: what a bot message may hold. Built and checked here, nowhere else.

A message has a `text` that stands alone, optional buttons, and an optional `custom` object of one of the types below.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator


class Part(BaseModel):
    """A piece of a message: checked, closed to unknown keys."""

    model_config = ConfigDict(extra="forbid")


class Button(Part):
    """A quick reply. `payload` is what the channel sends back when it is pressed."""

    title: str = Field(min_length=1, max_length=100)
    payload: str = Field(min_length=1, max_length=1000)


class Choice(Part):
    """A procedure to choose; `payload` is what the channel sends back when it is chosen."""

    code: str
    name: str
    hint: str = ""
    payload: str = Field(min_length=1, max_length=1000)


class ProcedureChoices(Part):
    type: Literal["procedure_choices"] = "procedure_choices"
    choices: list[Choice] = Field(min_length=1)


class Citation(Part):
    """Where an answer comes from: when it was read, when it says it changed, its page; `stale`: read long ago."""

    kind: str
    title: str
    read: dt.date
    verified: bool
    updated: dt.date | None = None
    url: str = ""
    stale: bool = False
    decision: str = ""
    note: str = ""


class ProcedureCard(Part):
    type: Literal["procedure_card"] = "procedure_card"
    code: str
    name: str
    short_name: str = ""
    about: str = ""
    field: str
    agency: str
    methods: list[str]
    source: Citation


class ChoiceOption(Part):
    """An answer to choose; `payload` is what the channel sends back when it is chosen."""

    value: str
    say: str
    payload: str = Field(min_length=1, max_length=1000)


class FactLine(Part):
    """An answer that was given. `change` is the payload that asks the question again; empty outside a conversation."""

    question_id: str
    question: str
    value: str
    answer: str
    change: str = Field(default="", max_length=1000)


class CaseQuestion(Part):
    """`asked`: how many were answered before this one; `at_most`: how many there can be; `facts`: the answers."""

    type: Literal["case_question"] = "case_question"
    code: str
    question_id: str
    text: str
    why: str = ""
    options: list[ChoiceOption]
    asked: int = Field(ge=0)
    at_most: int = Field(ge=1)
    facts: list[FactLine] = []


class Copies(Part):
    """How many of each kind; `either`: one of the kinds; `unstated`: the source names the paper but no number."""

    original: int = 0
    certified_copy: int = 0
    photocopy: int = 0
    either: bool = False
    unstated: bool = False


class FormLine(Part):
    title: str
    link: str = ""
    number: str = ""
    issued_by: str = ""
    online: str = ""


class DocumentLine(Part):
    """One document to bring. `only_if` is set while an unanswered question decides whether it is needed.

    `full` is the official wording where `name` is a label that fits a screen.
    """

    type: str
    name: str
    full: str = ""
    submit: Copies | None = None
    present: Copies | None = None
    tell: bool = False
    form: FormLine | None = None
    have: bool | None = None
    why: str = ""
    note: str = ""
    only_if: str = ""
    how_to_get: str = ""
    how_to_get_code: str = ""
    looked_up: str = ""
    valid: str = ""
    photograph: str = ""
    examples: list[str] = []
    verified: bool = True


class DocumentStep(Part):
    type: Literal["document_step"] = "document_step"
    code: str
    document: DocumentLine
    position: int = Field(ge=1)
    total: int = Field(ge=1)


class NotNeededLine(Part):
    """A document that need not be brought. `often_brought`: people bring it in vain, so it is said aloud."""

    type: str
    name: str
    why: str
    often_brought: bool = False


class FeeLine(Part):
    text: str
    amount: int | None = None
    free: bool = False
    method: str = ""
    only_if: str = ""
    verified: bool = True


class FeeAnswer(Part):
    text: str
    lines: list[FeeLine]


class TimeAnswer(Part):
    text: str
    amount: int | None = None
    unit: str = ""
    verified: bool = True


class OtherProcedure(Part):
    """Another procedure: the right one in this case, one to file at the same visit, or the province's own version."""

    code: str
    name: str
    say: str


class OfficeLine(Part):
    """Where to go, as the person's province tells it."""

    address: str
    hours: str = ""
    phone: str = ""


class Checklist(Part):
    """Everything one person must know before the one trip.

    `due_date` is None when it cannot be computed. `unpublished_documents`: the source names no papers at all, so an
    empty list of documents does not mean that none is needed. `imported`: in the record's own words, which nobody has
    written anew.
    """

    type: Literal["checklist"] = "checklist"
    code: str
    name: str
    short_name: str = ""
    facts: list[FactLine]
    documents: list[DocumentLine]
    unpublished_documents: bool = False
    imported: bool = False
    not_needed: list[NotNeededLine]
    fee: FeeAnswer
    time_limit: TimeAnswer
    due_date: dt.date | None
    methods: list[str]
    agency: str
    office: OfficeLine | None = None
    results: list[str] = []
    warnings: list[str]
    redirects: list[OtherProcedure] = []
    also: list[OtherProcedure] = []
    legal_basis: list[str]
    source: Citation
    as_of: dt.date


class NeedLine(Part):
    """A thing the person came for. The payloads take it up now, and off the list; empty where that cannot be."""

    code: str
    short_name: str
    state: Literal["waiting", "now", "done"]
    take: str = Field(default="", max_length=1000)
    drop: str = Field(default="", max_length=1000)


class Needs(Part):
    """The list of needs, in the order in which they are taken up."""

    type: Literal["needs"] = "needs"
    items: list[NeedLine] = Field(min_length=1)


class TripPlan(Part):
    type: Literal["trip_plan"] = "trip_plan"
    steps: list[str]


class DossierStatus(Part):
    type: Literal["dossier_status"] = "dossier_status"
    dossier: str
    status: str


class Handoff(Part):
    """Where to find a human. `reason`: human or complaint; `summary`: what it is about, without personal data."""

    type: Literal["handoff"] = "handoff"
    hotline: str
    text: str
    reason: str = ""
    summary: str = ""


class Feedback(Part):
    type: Literal["feedback"] = "feedback"
    question: str


class Notice(Part):
    """A plain remark. `topic` names what it answers (fee, time, place, out_of_scope …), for styling and tests."""

    type: Literal["notice"] = "notice"
    topic: str


Custom = Annotated[
    ProcedureChoices
    | ProcedureCard
    | CaseQuestion
    | DocumentStep
    | Checklist
    | Needs
    | TripPlan
    | DossierStatus
    | Handoff
    | Feedback
    | Notice,
    Field(discriminator="type"),
]


class Message(Part):
    """One message to a person.

    `numbered`: so many of the buttons, from the first on, stand in the text with their numbers from 1; a typed number
    means that button. A channel without buttons numbers the others after them.
    """

    text: str = Field(min_length=1)
    buttons: list[Button] = []
    numbered: int = Field(default=0, ge=0)
    custom: Custom | None = None

    @model_validator(mode="after")
    def _only_buttons_are_numbered(self) -> Message:
        if self.numbered > len(self.buttons):
            raise ValueError("a number in the text needs its button")
        return self


def parse_message(value: Any) -> Message:
    """Check one message that came as JSON.

    Raises:
        pydantic.ValidationError: the value breaks the contract.
    """
    return Message.model_validate(value)


def contract_schema() -> dict[str, Any]:
    """The JSON Schema of a message, as published in docs/message.schema.json."""
    return TypeAdapter(Message).json_schema()
