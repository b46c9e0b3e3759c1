"""What an option stands for besides its label: a yes or a no, an age, a span, a count, a date."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import ConfigDict, Field, model_validator

from knowledge.schema.conditions import Frozen


class Range(Frozen):
    """Numbers from … to … (both included), below …, over …; open where nothing is said."""

    above: float | None = Field(default=None, alias="over")
    least: float | None = Field(default=None, alias="from")
    most: float | None = Field(default=None, alias="to")
    below: float | None = None
    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)

    @model_validator(mode="after")
    def _some(self) -> Range:
        if self.above is None and self.least is None and self.most is None and self.below is None:
            raise ValueError("a range needs one of from, over, to, below")
        return self

    def holds(self, number: float) -> bool:
        """Whether a number lies in the range."""
        return (
            (self.above is None or number > self.above)
            and (self.least is None or number >= self.least)
            and (self.most is None or number <= self.most)
            and (self.below is None or number < self.below)
        )


class Means(Frozen):
    """What an option stands for, so that plain words can be taken for it.

    An empty `means` says that the author has looked, and that neither a bare yes nor a bare no decides this question.

    Attributes:
        yes: whether the option agrees (true) or disagrees (false) with the sentence asked.
        age: in years.
        days_since: days since the event asked about.
        lasting: how many days something lasts.
        count: how many there are.
        grade: the school year somebody is in.
        sum: of money, in đồng.
        before: a date before this day.
        since: a date from this day on.
        partly: what is said of values must hold, and more with it: it speaks against the option when it does not hold,
            and alone not for it.
    """

    yes: bool | None = None
    age: Range | None = None
    days_since: Range | None = None
    lasting: Range | None = None
    count: Range | None = None
    grade: Range | None = None
    sum: Range | None = None
    before: dt.date | None = None
    since: dt.date | None = None
    partly: bool = False

    @property
    def has_values(self) -> bool:
        """Whether it stands for a value alone, and says nothing about yes and no."""
        return self.yes is None and any(value is not None for name, value in self if name != "partly")

    @model_validator(mode="before")
    @classmethod
    def _bare_yes(cls, data: Any) -> Any:
        """YAML reads the key of `{yes: true}` as the value true."""
        return {"yes" if key is True else key: value for key, value in data.items()} if isinstance(data, dict) else data
