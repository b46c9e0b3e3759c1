"""A record of the portal in the shape of its API. It is read leniently: what is missing or null is empty.

The shape is that of the portal's API (detail and list item). Only the keys that carry facts are read.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import math
import re
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from knowledge.portal.repair import clean, whole_number
from knowledge.schema.conditions import CODE

MOST_CASES, MOST_ROWS, MOST_LISTED = 200, 2_000, 2_000
LONGEST_NAME, LONGEST_HEADING = 4_000, 20_000
"""Counts, and lengths in characters, that no real record comes near; a record beyond them is refused."""
ALREADY_CLEAN = {"already_clean": True}
"""The validation context of a record from our store, which was cleaned when it was first read."""
LATEST = 10**15
"""The latest moment accepted, in milliseconds since 1970 (the year 33658)."""


class Lenient(BaseModel):
    """Unknown keys are ignored, a null counts as absent, text is cleaned."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True, coerce_numbers_to_str=True)

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, value: Any, info: ValidationInfo) -> Any:
        if not isinstance(value, dict) or info.context is ALREADY_CLEAN:
            return value
        keys = _keys(cls)
        return {key: _tidy(inner) for key, inner in value.items() if inner is not None and key in keys}


@lru_cache(maxsize=32)
def _keys(model: type[BaseModel]) -> frozenset[str]:
    """The keys a model reads: its fields and their names in the API."""
    fields = model.model_fields
    return frozenset([*fields, *(field.alias for field in fields.values() if field.alias)])


def _tidy(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list) and len(value) > MOST_LISTED:
        raise ValueError(f"a list of {len(value)} entries; real records have at most {MOST_LISTED}")
    return [entry for entry in value if entry is not None] if isinstance(value, list) else value


def _number(value: Any) -> float | None:
    """A finite number, or None."""
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


class FormFile(Lenient):
    """A form attached to a row: its file name, and its path on the portal if the record has it."""

    name: str = Field(default="", alias="fileName")
    path: str = Field(default="", alias="filePath")


class Row(Lenient):
    """A row of the dossier. `original` and `copies` are counts; None: the record has no number."""

    name: str = Field(default="", max_length=LONGEST_HEADING)
    original: int | None = Field(default=None, alias="originalQty")
    copies: int | None = Field(default=None, alias="copyQty")
    forms: tuple[FormFile, ...] = Field(default=(), alias="attachments")

    @field_validator("original", "copies", mode="before")
    @classmethod
    def _count(cls, value: Any) -> int | None:
        return whole_number(value)


class CaseRows(Lenient):
    """An `executionCase`: a heading and its rows."""

    name: str = Field(default="", max_length=LONGEST_HEADING)
    rows: tuple[Row, ...] = Field(default=(), alias="profileComponents")


class PublishedFee(Lenient):
    """A fee as published: `value` in `currency` (VND if empty), and the words beside it."""

    kind: str = Field(default="", alias="type")
    value: float = 0
    currency: str = Field(default="", alias="currencyId")
    words: str = Field(default="", alias="description")

    @field_validator("value", mode="before")
    @classmethod
    def _value(cls, value: Any) -> float:
        return max(_number(value) or 0, 0)


class FilingMethod(Lenient):
    """A submission method with its time limit and fees. `time` has no unit if `unit` is OTHER."""

    method: str = Field(default="", alias="submissionMethod")
    time: float | None = Field(default=None, alias="processingTime")
    unit: str = Field(default="", alias="processingTimeUnit")
    words: str = Field(default="", alias="description")
    fees: tuple[PublishedFee, ...] = ()

    @field_validator("time", mode="before")
    @classmethod
    def _time(cls, value: Any) -> float | None:
        return _number(value)


class Named(Lenient):
    """Anything with a name and a code: a category, an agency, a law, a result."""

    name: str = Field(default="", max_length=LONGEST_HEADING)
    code: str = ""


class Step(Lenient):
    """A step of the procedure, as published."""

    name: str = ""
    words: str = Field(default="", alias="description")


class Record(Lenient):
    """The `detail` of a record, completed from the `searchItem`. `listed_only`: known from the list alone."""

    code: str
    name: str = Field(max_length=LONGEST_NAME)
    id: str = Field(default="", max_length=100)
    decision: str = Field(default="", alias="decisionNo")
    state: str = Field(default="ACTIVE", max_length=40)
    commune: bool = Field(default=False, alias="isWard")
    province: bool = Field(default=False, alias="isProvince")
    ministry: bool = Field(default=False, alias="isMinistry")
    other: bool = Field(default=False, alias="isOtherAgency")
    issued_by: str = Field(default="", alias="departmentPromulgateName")
    categories: tuple[Named, ...] = Field(default=(), alias="categoriesDetails")
    cases: tuple[CaseRows, ...] = Field(default=(), alias="executionCases", max_length=MOST_CASES)
    methods: tuple[FilingMethod, ...] = Field(default=(), alias="executionMethods")
    steps: tuple[Step, ...] = Field(default=(), alias="executionSteps")
    legal_basis: tuple[Named, ...] = Field(default=(), alias="legalBasisesDetails")
    results: tuple[Named, ...] = Field(default=(), alias="resultsDetails")
    targets: tuple[Named, ...] = Field(default=(), alias="subjectTypesDetails")
    units: tuple[Named, ...] = Field(default=(), alias="unitGroupsExecuting")
    departments: tuple[Named, ...] = Field(default=(), alias="departmentsExecuting")
    requirements: str = Field(default="", alias="requirementsAndConditions")
    addresses: str = Field(default="", alias="dossierReceivingAddresses")
    updated_ms: int | None = Field(default=None, alias="updatedAt")
    listed_only: bool = False

    @field_validator("code", mode="before")
    @classmethod
    def _code(cls, value: Any) -> str:
        """Older records have 1.001193.000.00.00.H41 for 1.001193, and a case adds .01."""
        short = ".".join(str(value).strip().split(".")[:2])
        if not (short.isascii() and CODE.match(short)):
            raise ValueError(f"code {str(value)[:40]!r} is not of the form 1.001193")
        return short

    @field_validator("name")
    @classmethod
    def _name(cls, value: str) -> str:
        if not re.search(r"\w", value):
            raise ValueError("the procedure has no name")
        return value

    @field_validator("cases")
    @classmethod
    def _cases(cls, value: tuple[CaseRows, ...]) -> tuple[CaseRows, ...]:
        if sum(len(case.rows) for case in value) > MOST_ROWS:
            raise ValueError(f"more than {MOST_ROWS} rows; real records have fewer")
        return value

    @field_validator("categories", "units", "departments", "results", "legal_basis", "targets", mode="before")
    @classmethod
    def _named(cls, value: Any) -> Any:
        """The portal gives names as text or as objects."""
        if isinstance(value, list | tuple):
            return [{"name": entry} if isinstance(entry, str) else entry for entry in value]
        return value

    @field_validator("updated_ms", mode="before")
    @classmethod
    def _moment(cls, value: Any) -> int | None:
        number = _number(value)
        return int(number) if number is not None and abs(number) < LATEST else None

    @property
    def field(self) -> str:
        """The first category's name, or nothing."""
        return self.categories[0].name if self.categories else ""

    @property
    def updated(self) -> dt.date | None:
        """The day of the record's last change (UTC), or None if the record does not have it."""
        if not self.updated_ms:
            return None
        try:
            return dt.datetime.fromtimestamp(self.updated_ms / 1000, tz=dt.UTC).date()
        except (OverflowError, OSError, ValueError):
            return None

    @property
    def digest(self) -> str:
        """32 hexadecimal digits, equal for equal facts whatever the order of the keys and the moment of the change."""
        content = self.model_dump(mode="json", exclude={"updated_ms"})
        return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:32]


def record_of(value: Any) -> Record:
    """The record of `{"searchItem": …, "detail": …}` or of a detail alone.

    Raises:
        ValueError: it is not a record (pydantic.ValidationError is a ValueError).
    """
    if not isinstance(value, dict):
        raise ValueError("a record is a JSON object")
    detail = value.get("detail", value)
    if not isinstance(detail, dict):
        raise ValueError("`detail` is a JSON object")
    item = value.get("searchItem")
    if isinstance(item, dict):
        detail = {**detail}
        if not detail.get("categoriesDetails"):
            detail["categoriesDetails"] = item.get("categories")
        for key, other in (("departmentPromulgateName", "departmentPromulgate"), ("id", "id"), ("state", "state")):
            detail[key] = detail.get(key) or item.get(other)
    return Record.model_validate(detail)
