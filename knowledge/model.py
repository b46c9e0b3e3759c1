"""The catalogue's schema: a procedure, its questions, documents, fees and time limits.

Every model is frozen and holds tuples, so a loaded catalogue can be shared between threads. The YAML form is
described in docs/add-a-procedure.md.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_serializer, model_validator

CODE = re.compile(r"^\d\.\d{6}$")
IDENTIFIER = re.compile(r"^[a-z][a-z0-9_]*$")
UNKNOWN = "unknown"
"""The value of a fact whose answer is "không biết": the question was asked, nothing is known."""


class Frozen(BaseModel):
    """A model that cannot change and refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Level(StrEnum):
    COMMUNE = "commune"
    PROVINCE = "province"
    MINISTRY = "ministry"


class Method(StrEnum):
    """How a dossier is handed in."""

    DIRECT = "direct"
    ONLINE = "online"
    POSTAL = "postal"
    PHONE = "phone"


class TimeUnit(StrEnum):
    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"


class Condition(Frozen):
    """A `when:` of the catalogue: every named question must have one of the listed values.

    An empty condition always holds. In YAML and JSON it is a mapping from a question to a value or a list of values.
    """

    terms: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _from_mapping(cls, value: Any) -> Any:
        if value is None:
            return {"terms": ()}
        if not isinstance(value, Mapping) or "terms" in value:
            return value
        terms = []
        for question, wanted in value.items():
            values = wanted if isinstance(wanted, list | tuple) else [wanted]
            for one in values:
                if not isinstance(one, str):
                    raise ValueError(f'value {one!r} of {question!r} is not text: write it in quotes ("yes", "no")')
            if not values:
                raise ValueError(f"{question!r} lists no value")
            terms.append((question, tuple(values)))
        return {"terms": tuple(terms)}

    @model_serializer
    def _to_mapping(self) -> dict[str, list[str]]:
        return {question: list(values) for question, values in self.terms}

    def __bool__(self) -> bool:
        return bool(self.terms)

    @property
    def questions(self) -> tuple[str, ...]:
        """The ids of the questions the condition names."""
        return tuple(question for question, _ in self.terms)


ALWAYS = Condition()


class Option(Frozen):
    """One answer of a question. `hears` are phrases of free text that mean it."""

    value: str
    say: str
    hears: tuple[str, ...] = ()

    @field_validator("value")
    @classmethod
    def _value(cls, value: str) -> str:
        if not IDENTIFIER.match(value) or value == UNKNOWN:
            raise ValueError(f"value {value!r} must be a lower-case identifier other than {UNKNOWN!r}")
        return value


class Question(Frozen):
    """A question whose answer changes the result, asked only when `when` holds."""

    id: str
    ask: str
    why: str = ""
    when: Condition = ALWAYS
    options: tuple[Option, ...] = Field(min_length=2)

    @field_validator("id")
    @classmethod
    def _id(cls, value: str) -> str:
        if not IDENTIFIER.match(value):
            raise ValueError(f"question id {value!r} must be a lower-case identifier")
        return value

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(option.value for option in self.options)

    def say(self, value: str) -> str:
        """What a person says for `value`; the value itself when there is no such option."""
        return next((option.say for option in self.options if option.value == value), value)


class Quantity(Frozen):
    """How many of each kind of paper."""

    original: int = Field(default=0, ge=0)
    certified_copy: int = Field(default=0, ge=0)
    photocopy: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _some(self) -> Quantity:
        if not (self.original or self.certified_copy or self.photocopy):
            raise ValueError("a quantity needs original, certified_copy or photocopy of at least 1")
        return self


class DocumentEntry(Frozen):
    """A document of one procedure: handed in (`submit`), shown (`present`), or only told (`tell`)."""

    type: str
    submit: Quantity | None = None
    present: Quantity | None = None
    tell: bool = False
    when: Condition = ALWAYS
    why: str = ""
    note: str = ""
    verified: bool = True

    @model_validator(mode="after")
    def _way(self) -> DocumentEntry:
        if not (self.submit or self.present or self.tell):
            raise ValueError(f"document {self.type!r} needs submit, present or tell")
        return self


class NotNeeded(Frozen):
    """A document people bring in vain, and why it need not be brought."""

    type: str
    why: str
    when: Condition = ALWAYS
    verified: bool = True


class Form(Frozen):
    """The blank a document is written on."""

    title: str
    number: str = ""
    issued_by: str = ""
    online: str = ""


class HowToGet(Frozen):
    """Where a document comes from: the procedure that issues it, or words."""

    code: str = ""
    words: str = ""

    @model_validator(mode="after")
    def _one(self) -> HowToGet:
        if not (self.code or self.words):
            raise ValueError("get needs a procedure's code or words")
        return self


class DocumentType(Frozen):
    """A kind of paper, shared by procedures. `looked_up` says when the office finds the data itself."""

    name: str
    short: str = ""
    form: Form | None = None
    get: HowToGet
    valid: str = ""
    looked_up: str = ""
    photograph: str = ""
    examples: tuple[str, ...] = ()


class Dated(Frozen):
    """Something that holds from one day to another (both included); open when a side is missing."""

    valid_from: dt.date | None = Field(default=None, alias="from")
    valid_to: dt.date | None = Field(default=None, alias="to")
    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)

    def holds_on(self, day: dt.date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class Fee(Dated):
    """What is paid. Exactly one of: an amount, free, decided by somebody, or not published."""

    when: Condition = ALWAYS
    method: Method | None = None
    amount: int | None = Field(default=None, ge=0)
    per: str = ""
    free: bool = False
    decided_by: str = ""
    unpublished: bool = False
    label: str = ""
    note: str = ""
    exempt: tuple[str, ...] = ()
    verified: bool = True

    @model_validator(mode="after")
    def _known(self) -> Fee:
        if self.amount == 0 and not self.free:
            raise ValueError("an amount of 0 does not say 'free': add free: true, decided_by or unpublished")
        kinds = [bool(self.amount), self.free, bool(self.decided_by), self.unpublished]
        if sum(kinds) != 1:
            raise ValueError("a fee is exactly one of: amount above 0, free, decided_by, unpublished")
        return self


class TimeLimit(Dated):
    """How long the office may take; `amount` with its unit, or not published."""

    when: Condition = ALWAYS
    amount: int | None = Field(default=None, gt=0)
    unit: TimeUnit = TimeUnit.WORKING_DAY
    same_day_before: str = Field(default="", pattern=r"^(\d{2}:\d{2})?$")
    unpublished: bool = False
    note: str = ""
    verified: bool = True

    @model_validator(mode="after")
    def _known(self) -> TimeLimit:
        if (self.amount is None) != self.unpublished:
            raise ValueError("a time limit is either an amount or unpublished: true")
        if self.same_day_before and (self.unit is not TimeUnit.WORKING_DAY or self.amount != 1):
            raise ValueError("same_day_before goes with one working day")
        return self


class Caution(Frozen):
    """Something the person must know: a condition, a deadline, a trap."""

    say: str
    when: Condition = ALWAYS
    verified: bool = True


class Redirect(Frozen):
    """In this case another procedure is the right one."""

    code: str
    say: str
    when: Condition


class ConfusedWith(Frozen):
    """A neighbour people take this procedure for, and when that one is meant."""

    code: str
    when: str


class Effective(Dated):
    """The days a procedure is in force, and what comes after."""

    after: str = ""


class Source(Frozen):
    """Where the facts come from and the day they were read."""

    kind: str
    read: dt.date
    verified: bool
    note: str = ""


class ProcedureField(Frozen):
    """A field of procedures (lĩnh vực) and the legal basis its procedures share."""

    name: str
    legal_basis: tuple[str, ...] = ()


class Procedure(Frozen):
    """One administrative procedure with all its cases."""

    code: str
    name: str
    about: str = ""
    field: str
    level: Level
    agency: str
    effective: Effective = Effective()
    decision: str = ""
    aliases: tuple[str, ...] = ()
    confused_with: tuple[ConfusedWith, ...] = ()
    questions: tuple[Question, ...] = ()
    documents: tuple[DocumentEntry, ...] = Field(min_length=1)
    not_needed: tuple[NotNeeded, ...] = ()
    fees: tuple[Fee, ...] = Field(min_length=1)
    time_limit: tuple[TimeLimit, ...] = Field(min_length=1)
    methods: tuple[Method, ...] = Field(min_length=1)
    results: tuple[str, ...] = ()
    warnings: tuple[Caution, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    legal_basis: tuple[str, ...] = ()
    source: Source

    @field_validator("code")
    @classmethod
    def _code(cls, value: str) -> str:
        if not CODE.match(value):
            raise ValueError(f"code {value!r} is not of the form 1.001193")
        return value

    @model_validator(mode="after")
    def _unique_questions(self) -> Procedure:
        ids = [question.id for question in self.questions]
        twice = {one for one in ids if ids.count(one) > 1}
        if twice:
            raise ValueError(f"question ids stand twice: {', '.join(sorted(twice))}")
        return self

    @cached_property
    def _questions_by_id(self) -> dict[str, Question]:
        return {question.id: question for question in self.questions}

    def question(self, question_id: str) -> Question | None:
        """The question with this id, or None."""
        return self._questions_by_id.get(question_id)
