"""The catalogue's schema: a procedure, its questions, documents, fees and time limits.

Every model is frozen and holds tuples, so a loaded catalogue can be shared between threads. The YAML form is
described in docs/add-a-procedure.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from functools import cached_property
from typing import Literal

from pydantic import Field, field_validator, model_validator

from knowledge.schema.conditions import (
    ALWAYS,
    CODE,
    IDENTIFIER,
    UNKNOWN,
    Condition,
    Dated,
    Frozen,
    Level,
    Method,
    Text,
    TimeUnit,
)
from knowledge.schema.guidance import Particulars
from knowledge.schema.means import Means
from knowledge.schema.relations import PUBLIC, Replaces


class Option(Frozen):
    """One answer of a question. `hears` are phrases of free text that mean it.

    `clause` is its condition as people say it ("nếu bé chưa quá 60 ngày"), clear without the question.
    """

    value: str
    say: Text
    clause: str = ""
    means: Means | None = None
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
    ask: Text
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
    """How many of each kind of paper; `either`: one of the kinds is enough.

    `unstated` when the source names the paper but no number.
    """

    original: int = Field(default=0, ge=0)
    certified_copy: int = Field(default=0, ge=0)
    photocopy: int = Field(default=0, ge=0)
    either: bool = False
    unstated: bool = False

    @model_validator(mode="after")
    def _some(self) -> Quantity:
        if not (self.original or self.certified_copy or self.photocopy or self.unstated):
            raise ValueError("a quantity needs original, certified_copy or photocopy of at least 1")
        return self


class DocumentEntry(Frozen):
    """A document of a procedure: handed in (`submit`), shown (`present`), or declared in words alone (`tell`)."""

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
    """A document people bring in vain, and why it need not be brought.

    How that is known: `cites` quotes the record or names the law that says so; `basis: silence` says that the source
    lists the papers and this is not among them, which is told more carefully. `nothing_else`: in this case nothing at
    all need be brought.
    """

    type: str
    why: Text
    when: Condition = ALWAYS
    verified: bool = True
    cites: str = ""
    basis: Literal["", "silence"] = ""
    nothing_else: bool = False

    @model_validator(mode="after")
    def _one_basis(self) -> NotNeeded:
        if self.cites and self.basis:
            raise ValueError(f"not_needed {self.type!r} cites a source and rests on silence at once")
        return self


class Form(Frozen):
    """The blank a document is written on; `link` is where it can be had."""

    title: str
    link: str = ""
    number: str = ""
    issued_by: str = ""
    online: str = ""


class HowToGet(Frozen):
    """Where a document comes from: the procedure that issues it, or words."""

    code: str = ""
    words: str = ""

    @model_validator(mode="after")
    def _code_or_words(self) -> HowToGet:
        if not (self.code or self.words):
            raise ValueError("get needs a procedure's code or words")
        return self


SCREEN = 120
"""A document's name longer than this, in characters, is shown by its label."""


class DocumentType(Frozen):
    """A kind of paper that procedures share.

    `looked_up` says when the office finds the data itself; `made_at_desk`: the office prints it, nobody brings it.
    """

    name: Text
    short: str = ""
    form: Form | None = None
    get: HowToGet
    valid: str = ""
    looked_up: str = ""
    made_at_desk: bool = False
    photograph: str = ""
    examples: tuple[str, ...] = ()


class Fee(Dated):
    """What is paid. Exactly one of: an amount, free, decided by somebody, published in words only, or not published."""

    when: Condition = ALWAYS
    method: Method | None = None
    amount: int | None = Field(default=None, ge=0)
    currency: str = "VND"
    per: str = ""
    free: bool = False
    decided_by: str = ""
    published: str = ""
    unpublished: bool = False
    label: str = ""
    note: str = ""
    exempt: tuple[str, ...] = ()
    verified: bool = True

    @model_validator(mode="after")
    def _one_kind(self) -> Fee:
        if self.amount == 0 and not self.free:
            raise ValueError("an amount of 0 does not say 'free': add free: true, decided_by or unpublished")
        kinds = [bool(self.amount), self.free, bool(self.decided_by), bool(self.published), self.unpublished]
        if sum(kinds) != 1:
            raise ValueError("a fee is exactly one of: amount above 0, free, decided_by, published, unpublished")
        return self


class TimeLimit(Dated):
    """How long the office may take; `amount` with its unit, or not published. `method` limits it to a way of filing."""

    when: Condition = ALWAYS
    method: Method | None = None
    amount: int | None = Field(default=None, gt=0)
    unit: TimeUnit = TimeUnit.WORKING_DAY
    same_day_before: str = Field(default="", pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9])?$")
    counted_from: str = ""
    """What the time is counted from when that is not the filing; then no due date can be computed."""
    several: bool = False
    """Whether the source names other times too, told in the note: then no due date can be computed either."""
    unpublished: bool = False
    note: str = ""
    verified: bool = True

    @model_validator(mode="after")
    def _amount_or_unpublished(self) -> TimeLimit:
        if (self.amount is None) != self.unpublished:
            raise ValueError("a time limit is either an amount or unpublished: true")
        if self.same_day_before and (self.unit is not TimeUnit.WORKING_DAY or self.amount != 1):
            raise ValueError("same_day_before goes with one working day")
        return self


class Caution(Dated):
    """Something the person must know, always or while it is dated: a condition, a deadline, a trap."""

    say: Text
    when: Condition = ALWAYS
    verified: bool = True


class Redirect(Frozen):
    """In this case another procedure is the right one; `same`: it is this procedure as the person's province has it."""

    code: str
    say: Text
    when: Condition
    same: bool = False


class Together(Frozen):
    """Another procedure that is best filed at the same visit."""

    code: str
    say: Text
    when: Condition = ALWAYS


class ConfusedWith(Frozen):
    """A procedure that people mistake this one for, and when they mean the other."""

    code: str
    when: str


class Effective(Dated):
    """The days a procedure is in force, and what comes after."""

    after: str = ""


class Source(Frozen):
    """Where the facts come from and the day they were read.

    `updated` is the day the source says it last changed; after `stale_after` days an answer says that it is old.
    """

    kind: str
    read: dt.date
    verified: bool
    note: str = ""
    url: str = ""
    updated: dt.date | None = None
    stale_after: int = Field(default=180, gt=0)


class Office(Frozen):
    """Where to go: address, opening hours and telephone of the one-stop desk."""

    address: Text
    hours: str = ""
    phone: str = ""


class SameDay(Frozen):
    """Days of the week on which the result is given the same day ("Ngày thứ Năm không hẹn"). Monday is 1."""

    weekdays: tuple[int, ...] = Field(min_length=1)
    before: str = Field(default="15:00", pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")
    say: Text

    @field_validator("weekdays")
    @classmethod
    def _weekdays(cls, value: tuple[int, ...]) -> tuple[int, ...]:
        if any(not 1 <= day <= 7 for day in value):
            raise ValueError("weekdays are numbers from 1 (thứ Hai) to 7 (Chủ nhật)")
        return value


class ProcedureField(Frozen):
    """A field of procedures (lĩnh vực) and the legal basis its procedures share."""

    name: Text
    legal_basis: tuple[str, ...] = ()


class Spoken(Frozen):
    """How people speak of a procedure that is not authored: a line of aliases.<field>.yml.

    `name` is the official title, for the reader of the file; `when` says in plain words how it differs from its
    siblings; `says` are what people say (searched, never shown); `asked` as in Procedure.
    """

    name: str
    asked: int = Field(default=1, ge=0, le=3)
    when: str = ""
    says: tuple[str, ...] = Field(min_length=1)


class Procedure(Particulars):
    """One administrative procedure with all its cases. `province`: the key of the province that published it, if any.

    An imported procedure may lack documents, fees, a time limit or ways of filing; in an authored one that is a fault
    (`knowledge check`).
    """

    code: str
    name: Text
    short_name: str = Field(default="", max_length=60)
    """What people call it: headings, buttons, Zalo."""
    about: str = ""
    field: str
    level: Level
    province: str = ""
    agency: Text
    effective: Effective = Effective()
    decision: str = ""
    aliases: tuple[str, ...] = ()
    asked: int = Field(default=1, ge=0, le=3)
    """How often people ask for it: 0 hardly ever, 1 a few times a year at a desk, 2 every week, 3 every day."""
    confused_with: tuple[ConfusedWith, ...] = ()
    replaces: tuple[Replaces, ...] = ()
    """Older procedures that must never compete with this one: found by their code only, and lead here."""
    audience: str = PUBLIC
    """Whom it is for: everybody, or a group of audience.yml, which is asked about and never assumed."""
    questions: tuple[Question, ...] = ()
    documents: tuple[DocumentEntry, ...] = ()
    not_needed: tuple[NotNeeded, ...] = ()
    fees: tuple[Fee, ...] = ()
    time_limit: tuple[TimeLimit, ...] = ()
    methods: tuple[Method, ...] = ()
    results: tuple[str, ...] = ()
    warnings: tuple[Caution, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    together: tuple[Together, ...] = ()
    bundle: tuple[tuple[str, ...], ...] = ()
    """What it does in one go, part by part; a part is a procedure, or one of several ("tiền mai táng")."""
    requirements: str = ""
    office: Office | None = None
    same_day: SameDay | None = None
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
        if twice := sorted({question_id for question_id in ids if ids.count(question_id) > 1}):
            raise ValueError(f"question ids stand twice: {', '.join(twice)}")
        return self

    @property
    def publishes_documents(self) -> bool:
        """Whether the source names any papers, or says that none is brought; silence does not say so."""
        return bool(self.documents) or any(entry.nothing_else for entry in self.not_needed)

    @cached_property
    def _questions_by_id(self) -> dict[str, Question]:
        return {question.id: question for question in self.questions}

    def bundles(self, codes: Collection[str]) -> bool:
        """Whether one of these procedures is a part of this one."""
        return any(code in part for part in self.bundle for code in codes)

    def question(self, question_id: str) -> Question | None:
        """The question with this id, or None."""
        return self._questions_by_id.get(question_id)
