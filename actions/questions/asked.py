"""One question of a message, and what is at hand to answer it."""

from __future__ import annotations

from dataclasses import dataclass

from actions.turn import Turn
from knowledge.case.facts import Case
from knowledge.checklist.phrases import called
from knowledge.messages import Checklist
from knowledge.schema.procedure import Procedure


@dataclass(frozen=True)
class AskedAbout:
    """A question about the active procedure.

    Attributes:
        turn: the turn in which it is asked.
        case: the procedure with the facts so far.
        checklist: of the case.
        text: the words of the question: the message, or the part of it that asks.
    """

    turn: Turn
    case: Case
    checklist: Checklist
    text: str

    @property
    def procedure(self) -> Procedure:
        return self.case.procedure

    @property
    def name(self) -> str:
        """What people call the procedure."""
        return called(self.procedure)
