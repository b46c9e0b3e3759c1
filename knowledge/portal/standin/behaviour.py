"""How the stand-in misbehaves: set when it starts or while it runs."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Call = Literal["list", "detail"]
MOST_DELAY = 600.0


class Response(BaseModel):
    """How a request is responded to; the defaults are a sound response."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    delay: float = Field(default=0, ge=0, le=MOST_DELAY, description="seconds before the response begins")
    status: int = Field(default=200, ge=200, le=599)
    retry_after: int | str | None = Field(default=None, description="the header: seconds or a date")
    html: bool = Field(default=False, description="a page of HTML with status 200 in place of JSON")
    cut: bool = Field(default=False, description="the connection is closed in the middle of the body")


class Behaviour(BaseModel):
    """How the stand-in behaves until it is told otherwise. Requests are counted from the start, beginning with 1.

    `next` holds the responses to the next requests, in their order; they go before everything else.
    """

    model_config = ConfigDict(extra="forbid", validate_assignment=True)

    delay: float = Field(default=0, ge=0, le=MOST_DELAY)
    only: Call | None = Field(default=None, description="misbehave in this call only")
    fail_every: int = Field(default=0, ge=0, description="each request whose number is a multiple of this; 0: none")
    fail_share: float = Field(default=0, ge=0, le=1, description="this share of the requests, chosen at random")
    fail_status: int = Field(default=503, ge=300, le=599)
    retry_after: int | str | None = None
    html_every: int = Field(default=0, ge=0)
    cut_every: int = Field(default=0, ge=0)
    broken: dict[str, int] = Field(default_factory=dict, description="code → the status of each request for its detail")
    next: list[Response] = Field(default_factory=list, max_length=10_000)


@dataclass
class Counts:
    """What was asked: requests by call, details by code, and responses (`answers`) by status or kind."""

    list: int = 0
    detail: int = 0
    details: dict[str, int] = field(default_factory=dict)
    answers: dict[str, int] = field(default_factory=dict)

    def count_request(self, call: Call, code: str) -> int:
        """Count a request.

        Returns:
            How many requests there were so far.
        """
        if call == "list":
            self.list += 1
        else:
            self.detail += 1
            self.details[code] = self.details.get(code, 0) + 1
        return self.list + self.detail

    def count_response(self, response: Response) -> None:
        """Count a response."""
        kind = "html" if response.html else "cut" if response.cut else str(response.status)
        self.answers[kind] = self.answers.get(kind, 0) + 1


def choose(behaviour: Behaviour, call: Call, code: str, number: int, chance: random.Random) -> Response:
    """The response to request `number`; it is taken out of `behaviour.next` if that holds any."""
    if behaviour.only not in (None, call):
        return Response()
    if behaviour.next:
        return behaviour.next.pop(0)
    delay = behaviour.delay
    if call == "detail" and code in behaviour.broken:
        return Response(delay=delay, status=behaviour.broken[code])
    every = behaviour.fail_every and number % behaviour.fail_every == 0
    if every or (behaviour.fail_share and chance.random() < behaviour.fail_share):
        return Response(delay=delay, status=behaviour.fail_status, retry_after=behaviour.retry_after)
    html = bool(behaviour.html_every) and number % behaviour.html_every == 0
    cut = bool(behaviour.cut_every) and number % behaviour.cut_every == 0
    return Response(delay=delay, html=html, cut=cut and not html)
