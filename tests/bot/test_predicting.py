"""What is kept of Rasa's predictions is what Rasa would predict."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from rasa.core.policies.policy import PolicyPrediction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, DefinePrevUserUtteredFeaturization, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot import predicting
from knowledge.settings import ROOT

PLAIN: dict[str, Any] = {"slots": {"a": {"type": "any", "mappings": [{"type": "custom"}]}}, "intents": ["x", "y"]}


def tracker_of(domain: Domain, intent: str) -> DialogueStateTracker:
    events = [ActionExecuted("action_listen"), UserUttered(intent, {"name": intent})]
    return DialogueStateTracker.from_events("web:a", events, domain.slots)


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    seen: list[str] = []

    def work_out(_: object, tracker: DialogueStateTracker) -> PolicyPrediction:
        seen.append(tracker.latest_message.intent["name"])
        return PolicyPrediction([1.0], "rules", events=[DefinePrevUserUtteredFeaturization(False, timestamp=1.0)])

    monkeypatch.setattr(predicting, "_work_out", work_out)
    return seen


def test_the_same_intent_is_worked_out_once(worked_out: list[str]) -> None:
    processor = SimpleNamespace(domain=Domain.from_dict(PLAIN))
    found = [predicting.predict(processor, tracker_of(processor.domain, intent)) for intent in ("x", "y", "x")]
    assert worked_out == ["x", "y"]
    assert found[0].events[0] is not found[2].events[0]
    assert found[2].events[0].timestamp > 1.0


def test_where_more_could_decide_nothing_is_kept(worked_out: list[str]) -> None:
    slot = {"type": "text", "influence_conversation": True, "mappings": [{"type": "custom"}]}
    processor = SimpleNamespace(domain=Domain.from_dict({**PLAIN, "slots": {"a": slot}}))
    for _ in range(2):
        predicting.predict(processor, tracker_of(processor.domain, "x"))
    assert worked_out == ["x", "x"]


async def test_slots_are_filled_by_rasa_only_where_it_has_something_to_fill(monkeypatch: pytest.MonkeyPatch) -> None:
    async def extract(*_: object) -> str:
        return "rasa"

    monkeypatch.setattr(predicting, "_extract_slots", extract)
    mapped = {"a": {"type": "any", "mappings": [{"type": "from_text"}]}}
    domains = [Domain.from_dict(PLAIN), Domain.from_dict({**PLAIN, "slots": mapped})]
    tracker = tracker_of(domains[0], "x")
    found = [await predicting.extract_slots(SimpleNamespace(domain=domain), None, tracker) for domain in domains]
    assert found == [tracker, "rasa"]


def test_our_rules_and_slots_are_of_this_kind() -> None:
    domain = Domain.load(str(ROOT / "domain.yml"))
    assert not [slot.name for slot in domain.slots if slot.influence_conversation]
    assert not domain.form_names
    assert predicting._action_fills(domain)
    for path in (ROOT / "data").rglob("*.yml"):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert not content.get("stories")
        for rule in content.get("rules", []):
            assert rule.keys() == {"rule", "steps"}
            assert [sorted(step) for step in rule["steps"]] == [["intent"], ["action"]]
