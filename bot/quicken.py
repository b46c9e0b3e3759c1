"""Things in Rasa 3.6 that take most of the time of a turn (py-spy; see docs/architecture.md), done faster.

1. Every answer of the action server goes through `jsonschema.validate`, which compiles and checks the schema each time.
   The action server is our own process on the loopback address, and Rasa refuses unknown events anyway when it reads
   them: only the outer shape is checked here.
2. For every stored event Rasa walks the tree of its classes; the tree does not change while it runs, so it is kept.
3. The graph of a model is ordered anew by dask for every message; here each node is called once its inputs are there.
4. Before each action Rasa replays all events of the conversation into a copy of it; here the copy takes over the state.
5. The action server is sent the conversation's state and the message; the events of before, which it does not read,
   stay here.
6. What only the message and the action before decide is kept (`bot.predicting`).
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import rasa
import rasa.shared.utils.common
from rasa.core.actions.action import RemoteAction
from rasa.core.processor import MessageProcessor
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.shared.exceptions import RasaException

from bot.predicting import extract_slots, predict


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


def run_graph(
    runner: DaskGraphRunner, inputs: Mapping[str, Any] | None = None, targets: Sequence[str] | None = None
) -> dict[str, Any]:
    """What the nodes `targets` of a model's graph make of the inputs, by name; as Rasa's runner, without dask."""
    nodes, schema = runner._instantiated_nodes, runner._graph_schema
    made: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}

    def of(name: str) -> Any:
        if name not in made:
            # a name that nothing stands for is given on as it is: the node says what it lacks
            made[name] = nodes[name](*map(of, schema.nodes[name].needs.values())) if name in nodes else name
        return made[name]

    return dict(of(name) for name in targets or schema.target_names)


def copied(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """A conversation in the same state, which changes without the other one; their events are the same objects."""
    double = copy.copy(tracker)
    double.events = copy.copy(tracker.events)
    double.slots = {name: copy.copy(slot) for name, slot in tracker.slots.items()}
    double.active_loop = copy.copy(tracker.active_loop)
    return double


def call_of(action: RemoteAction, tracker: DialogueStateTracker, _: object) -> dict[str, Any]:
    """What the action server is sent."""
    state = {**tracker.current_state(EventVerbosity.NONE), "events": []}
    return {"next_action": action.name(), "sender_id": tracker.sender_id, "tracker": state, "version": rasa.__version__}


def quicken() -> None:
    """Do all of it for this process. Called once, after Rasa and the components of the model were imported."""
    RemoteAction._validate_action_result = lambda _, result: check_answer(result)
    RemoteAction._action_call_format = call_of
    rasa.shared.utils.common.all_subclasses = lru_cache(maxsize=None)(rasa.shared.utils.common.all_subclasses)
    DaskGraphRunner.run = run_graph
    DialogueStateTracker.copy = copied
    MessageProcessor._predict_next_with_tracker = predict
    MessageProcessor.run_action_extract_slots = extract_slots
