"""One need on the list of needs, as a turn keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

State = Literal["waiting", "now", "done"]


@dataclass
class ListedNeed:
    """A thing the person came for.

    Attributes:
        codes: the procedures it may mean, the likeliest first; one when that is known.
        text: the person's words for it; empty when it was not told but follows from something.
        told: what was told of its case before it was taken up.
        state: whether it waits, is being done, or is done.
        facts: answers that follow from why it is on the list (somebody has died).
        leads_back: the code of the need whose missing paper this one brings; empty for others.
    """

    codes: list[str]
    text: str = ""
    told: str = ""
    state: State = "waiting"
    facts: dict[str, str] = field(default_factory=dict)
    leads_back: str = ""

    @property
    def code(self) -> str:
        """The likeliest procedure."""
        return self.codes[0]
