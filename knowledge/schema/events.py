"""A life event: what happened to a person, and the procedures that follow from it, each in some cases."""

from __future__ import annotations

import datetime as dt
from functools import cached_property

from pydantic import Field

from knowledge.schema.conditions import IDENTIFIER, Frozen, Level, Text
from knowledge.schema.procedure import Procedure, Question, Source, Together


class EventNeed(Together):
    """A procedure that follows from the event.

    Attributes:
        facts: answers to its questions that the event itself gives.
        alike: its questions that the event asks too, with the same values → the event's question.
    """

    facts: dict[str, str] = Field(default_factory=dict)
    alike: dict[str, str] = Field(default_factory=dict)


class Event(Frozen):
    """A chain of needs, in the order in which they are taken up.

    Attributes:
        id: its name in code.
        name: what it is called ("Có người mất").
        says: how people tell that it happened, without saying what they need; with blanks ("{kin} mới mất").
        questions: what decides which needs there are; few.
        needs: procedures, each with when it is needed and in a few words what for.
    """

    id: str = Field(pattern=IDENTIFIER.pattern)
    name: Text
    says: tuple[Text, ...] = Field(min_length=1)
    questions: tuple[Question, ...] = ()
    needs: tuple[EventNeed, ...] = Field(min_length=2)

    @cached_property
    def procedure(self) -> Procedure:
        """The event as a procedure that asks its questions, so that it is read, asked and proved like any other."""
        return Procedure(
            code="0.000000",
            name=self.name,
            field=self.id,
            level=Level.OTHER,
            agency=self.name,
            questions=self.questions,
            together=self.needs,
            source=Source(kind=self.id, read=dt.date.min, verified=True),
        )


class EventsFile(Frozen):
    """The whole of events.yml.

    Attributes:
        asks: how people ask what is to be done, without naming it.
        asks_for_all: those that ask for the whole of it, also where one part is named besides.
        blanks: what may stand in the place of a blank ({kin}) of what an event says.
        events: the chains.
    """

    asks: tuple[Text, ...] = ()
    asks_for_all: tuple[Text, ...] = ()
    blanks: dict[str, tuple[Text, ...]] = Field(default_factory=dict)
    events: tuple[Event, ...] = ()
