"""Two things in Rasa 3.6 that take most of the time of a turn (py-spy; see docs/architecture.md), done faster.

1. Every answer of the action server goes through `jsonschema.validate`, which compiles and checks the schema each time.
   The action server is our own process on the loopback address, and Rasa refuses unknown events anyway when it reads
   them: only the outer shape is checked here.
2. For every stored event Rasa walks the tree of its classes; the tree does not change while it runs, so it is kept.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import rasa.shared.utils.common
from rasa.core.actions.action import RemoteAction
from rasa.shared.exceptions import RasaException


class BadActionAnswer(RasaException):
    """The action server answered with something that is not {"events": […], "responses": […]} of objects."""


def check_answer(result: Any) -> bool:
    """True for a well-formed answer.

    Raises:
        BadActionAnswer: naming the part that is wrong; never its content, which may be a person's words.
    """
    if not isinstance(result, dict):
        raise BadActionAnswer("the action server's answer is not an object")
    for part in ("events", "responses"):
        items = result.get(part, [])
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            raise BadActionAnswer(f"{part!r} of the action server's answer is not a list of objects")
    if not all(isinstance(event.get("event"), str) for event in result.get("events", [])):
        raise BadActionAnswer("an event of the action server's answer has no name")
    return True


def quicken() -> None:
    """Do both for this process. Called once, after Rasa and the components of the model were imported."""
    RemoteAction._validate_action_result = lambda _, result: check_answer(result)
    rasa.shared.utils.common.all_subclasses = lru_cache(maxsize=None)(rasa.shared.utils.common.all_subclasses)
