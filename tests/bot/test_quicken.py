"""The check of the action server's answers."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
import rasa.shared.utils.common
from rasa.core.actions.action import RemoteAction
from rasa.core.processor import MessageProcessor
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import ActionExecuted, Event, SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker

from bot.quicken import BadActionAnswer, call_of, check_answer, copied, quicken, run_graph


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"events": [], "responses": []},
        {"events": [{"event": "slot", "name": "a", "value": 1}], "responses": [{"custom": {}}]},
    ],
)
def test_well_formed(answer: dict[str, Any]) -> None:
    assert check_answer(answer)


@pytest.mark.parametrize(
    "answer",
    [None, [], "x", {"events": {}}, {"responses": ["lời riêng"]}, {"events": [{"name": "a"}]}, {"events": [3]}],
)
def test_malformed_is_refused_without_its_content(answer: Any) -> None:
    with pytest.raises(BadActionAnswer) as caught:
        check_answer(answer)
    assert "lời riêng" not in str(caught.value)


@pytest.fixture(autouse=True)
def rasa_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    for owner, name in (
        (RemoteAction, "_action_call_format"),
        (DaskGraphRunner, "run"),
        (DialogueStateTracker, "copy"),
        (MessageProcessor, "_predict_next_with_tracker"),
        (MessageProcessor, "run_action_extract_slots"),
    ):
        monkeypatch.setattr(owner, name, getattr(owner, name))


def test_each_node_is_called_once_with_what_it_needs() -> None:
    calls: list[str] = []

    def node(name: str) -> Any:
        def call(*inputs: Any) -> tuple[str, Any]:
            calls.append(name)
            return name, [name, *inputs]

        return call

    needs = {"a": {"x": "in"}, "b": {"x": "a", "y": "nothing"}, "c": {"x": "a", "y": "b"}, "unused": {"x": "c"}}
    schema = SimpleNamespace(
        nodes={name: SimpleNamespace(needs=need) for name, need in needs.items()}, target_names=["unused"]
    )
    runner = SimpleNamespace(_instantiated_nodes={name: node(name) for name in needs}, _graph_schema=schema)
    made = run_graph(runner, {"in": 1}, ["c"])
    assert calls == ["a", "b", "c"]
    assert made["c"][2] == ("b", ["b", ("a", ["a", ("in", 1)]), "nothing"])
    assert list(made) == ["c"]


def test_a_copy_changes_alone() -> None:
    slots = [AnySlot("a", mappings=[{"type": "custom"}])]
    tracker = DialogueStateTracker.from_events("web:a", [SlotSet("a", 1), ActionExecuted("action_listen")], slots)
    double = copied(tracker)
    assert double == tracker
    double.update(SlotSet("a", 2))
    assert (tracker.get_slot("a"), double.get_slot("a"), len(tracker.events), len(double.events)) == (1, 2, 2, 3)


def test_the_action_server_is_sent_the_state_and_no_events() -> None:
    slots = [AnySlot("a", mappings=[{"type": "custom"}])]
    tracker = DialogueStateTracker.from_events("web:a", [SlotSet("a", 1), UserUttered("hi", message_id="m")], slots)
    sent = call_of(RemoteAction("action_answer", None), tracker, None)
    assert (sent["next_action"], sent["sender_id"], sent["tracker"]["slots"], sent["tracker"]["events"]) == (
        "action_answer",
        "web:a",
        {"a": 1},
        [],
    )
    assert sent["tracker"]["latest_message"]["text"] == "hi"


def test_the_classes_of_events_are_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[type] = []

    def look_up(parent: type) -> list[type]:
        looked_up.append(parent)
        return []

    monkeypatch.setattr(rasa.shared.utils.common, "all_subclasses", look_up)
    monkeypatch.setattr(RemoteAction, "_validate_action_result", None)
    quicken()
    for _ in range(3):
        rasa.shared.utils.common.all_subclasses(Event)
    assert looked_up == [Event]
    with pytest.raises(BadActionAnswer):
        RemoteAction._validate_action_result(None, [])
