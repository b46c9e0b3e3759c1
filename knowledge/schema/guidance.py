"""What an official would say about a procedure besides its papers: by when, who may, who goes, what comes after."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator

from knowledge.schema.conditions import ALWAYS, CODE, Condition, Frozen, Text
from knowledge.schema.means import Range

SpanUnit = Literal["hour", "day", "working_day", "month", "year"]


class Guidance(Frozen):
    """One plain sentence that holds in some cases; `about`: words of a question that it answers before others."""

    say: Text
    when: Condition = ALWAYS
    about: tuple[str, ...] = ()
    verified: bool = True


class Span(Frozen):
    """A length of time, such as 60 days."""

    amount: int = Field(gt=0)
    unit: SpanUnit = "day"


class Deadline(Guidance):
    """What the person must do by when. Never how long the office may take: that is the time limit.

    Attributes:
        within: the span allowed; None when the source gives none, which `say` then says.
        since: the event it is counted from ("ngày sinh con"), or before which it lies ("ngày hết hạn tạm trú").
        late: what lateness costs, or that it costs nothing.
    """

    within: Span | None = None
    since: str = ""
    late: str = ""


class Eligibility(Guidance):
    """Who may: a condition the law sets.

    Attributes:
        age: in full years, where the condition is one of age.
        of: words for the people whom the age is asked of ("nam", "chú rể"); empty: whoever asks.
    """

    age: Range | None = None
    of: tuple[str, ...] = ()


class Authorisation(Guidance):
    """Whether somebody else may go in the person's place."""

    allowed: Literal["yes", "no", "partly"]


class Afterwards(Guidance):
    """What is best done when the result is there; `code`: the procedure for it."""

    code: str = ""

    @field_validator("code")
    @classmethod
    def _code(cls, value: str) -> str:
        if value and not CODE.match(value):
            raise ValueError(f"code {value!r} is not of the form 1.001193")
        return value


class Particulars(Frozen):
    """Everything of this file that a procedure may hold; an empty tuple: not known, and so not said."""

    deadline: tuple[Deadline, ...] = ()
    eligibility: tuple[Eligibility, ...] = ()
    filers: tuple[Guidance, ...] = ()
    authorisation: tuple[Authorisation, ...] = ()
    steps: tuple[Guidance, ...] = ()
    valid_for: tuple[Guidance, ...] = ()
    receiving: tuple[Guidance, ...] = ()
    afterwards: tuple[Afterwards, ...] = ()


GUIDANCE = tuple(Particulars.model_fields)
"""The names of these parts of a procedure."""
