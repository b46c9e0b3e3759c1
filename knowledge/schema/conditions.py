"""What all parts of the schema use: frozen models, conditions, dated entries, the small vocabularies."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_serializer, model_validator

CODE = re.compile(r"^[0-9]\.[0-9]{6}\Z")
IDENTIFIER = re.compile(r"^[a-z][a-z0-9_]*$")
UNKNOWN = "unknown"
"""The value of a fact whose answer is "không biết": the question was asked and the person does not know."""


Text = Annotated[str, Field(min_length=1)]
"""What is said to people: never empty, and without spaces around it (see Frozen)."""


class Frozen(BaseModel):
    """A model that cannot change and refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Level(StrEnum):
    COMMUNE = "commune"
    PROVINCE = "province"
    MINISTRY = "ministry"
    OTHER = "other"
    """Another body, such as a school."""


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
    PUBLISHED = "published"
    """A number of days published without saying of which kind."""


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
            for text in values:
                if not isinstance(text, str):
                    raise ValueError(f'value {text!r} of {question!r} is not text: write it in quotes ("yes", "no")')
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


class Dated(Frozen):
    """What holds from one day to another (both included); without end on a side that is missing."""

    valid_from: dt.date | None = Field(default=None, alias="from")
    valid_to: dt.date | None = Field(default=None, alias="to")
    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)

    @property
    def dated(self) -> bool:
        """Whether there is a day before or after which it does not hold."""
        return self.valid_from is not None or self.valid_to is not None

    def holds_on(self, day: dt.date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)
