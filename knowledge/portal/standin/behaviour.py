"""How the stand-in of the portal misbehaves: what it is told to, at start or while it runs."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Where = Literal["list", "detail"]
MOST_DELAY = 600.0


class Answer(BaseModel):
    """How one request is answered; as it is set, all is well."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    delay: float = Field(default=0, ge=0, le=MOST_DELAY, description="seconds before the answer begins")
    status: int = Field(default=200, ge=200, le=599)
    retry_after: int | str | None = Field(default=None, description="the header: seconds or a date")
    html: bool = Field(default=False, description="a page of HTML with status 200 in place of JSON")
    cut: bool = Field(default=False, description="the connection is closed in the middle of the body")


class Behaviour(BaseModel):
    """What holds until it is changed. The counters begin with the first request after the start.

    `next` holds answers for the next requests, one each, before anything else is looked at.
    """

    model_config = ConfigDict(extra="forbid", validate_assignment=True)

    delay: float = Field(default=0, ge=0, le=MOST_DELAY)
    only: Where | None = Field(default=None, description="misbehave in this call alone")
    fail_every: int = Field(default=0, ge=0, description="each so manieth request; 0: none")
    fail_share: float = Field(default=0, ge=0, le=1, description="this share of the requests, by chance")
    fail_status: int = Field(default=503, ge=300, le=599)
    retry_after: int | str | None = None
    html_every: int = Field(default=0, ge=0)
    cut_every: int = Field(default=0, ge=0)
    broken: dict[str, int] = Field(default_factory=dict, description="code → status its detail always has")
    next: list[Answer] = Field(default_factory=list, max_length=10_000)


@dataclass
class Counts:
    """What was asked: requests, details by code, and answers by what they were."""

    list: int = 0
    detail: int = 0
    details: dict[str, int] = field(default_factory=dict)
    answers: dict[str, int] = field(default_factory=dict)

    def ask(self, where: Where, code: str) -> int:
        """Count a request; gives how many there were."""
        if where == "list":
            self.list += 1
        else:
            self.detail += 1
            self.details[code] = self.details.get(code, 0) + 1
        return self.list + self.detail

    def answer(self, answer: Answer) -> None:
        """Count an answer."""
        kind = "html" if answer.html else "cut" if answer.cut else str(answer.status)
        self.answers[kind] = self.answers.get(kind, 0) + 1


def choose(behaviour: Behaviour, where: Where, code: str, number: int, chance: random.Random) -> Answer:
    """How request `number` is answered; takes what was set for it out of `behaviour.next`."""
    if behaviour.only not in (None, where):
        return Answer()
    if behaviour.next:
        return behaviour.next.pop(0)
    delay = behaviour.delay
    if where == "detail" and code in behaviour.broken:
        return Answer(delay=delay, status=behaviour.broken[code])
    every = behaviour.fail_every and number % behaviour.fail_every == 0
    if every or (behaviour.fail_share and chance.random() < behaviour.fail_share):
        return Answer(delay=delay, status=behaviour.fail_status, retry_after=behaviour.retry_after)
    html = bool(behaviour.html_every) and number % behaviour.html_every == 0
    cut = bool(behaviour.cut_every) and number % behaviour.cut_every == 0
    return Answer(delay=delay, html=html, cut=cut and not html)
