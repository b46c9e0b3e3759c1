"""What comes after a turn's answer: a handler says it, and only `actions.interpreter` does it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from enum import Enum

from actions.turn import Turn


class After(Enum):
    """What is put on the screen when a handler has answered."""

    NEXT = "the next question, or the list when none is left"
    AGAIN = "the question that was open, if one was"
    WAITING = "the message that waited is read now"
    NOTHING = "nothing: the answer waits for a choice, or ends the matter"


Handler = Callable[[Turn], After | Awaitable[After]]
"""Answers one turn and says what comes after."""

Reading = Callable[[Turn], Awaitable[After | None]]
"""Looks for one kind of thing in a typed message; None: it is not there, so the next reading is tried."""
