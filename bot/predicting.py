"""What Rasa works out anew at every turn though it comes out the same: the next action, and slots that fill themselves.

Our rules name an intent and the action that follows, no more (data/rules; a test holds them to that), and no slot of
ours influences what comes next: so the next action depends on the intent and the last action alone.
"""

from __future__ import annotations

import copy
import time
from typing import Any

from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import SlotMappingType
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

_MOST_KEPT = 1000
_work_out = MessageProcessor._predict_next_with_tracker
_extract_slots = MessageProcessor.run_action_extract_slots


def predict(processor: MessageProcessor, tracker: DialogueStateTracker) -> PolicyPrediction:
    """The next action, as the policies find it; what they found before for the same intent and action is kept."""
    if not _is_plain(processor, tracker):
        return _work_out(processor, tracker)
    known: dict[Any, PolicyPrediction] = vars(processor).setdefault("known_predictions", {})
    key = (tracker.latest_action_name, tracker.latest_message.intent.get("name"))
    if key not in known:
        if len(known) >= _MOST_KEPT:
            known.clear()
        known[key] = _work_out(processor, tracker)
    return _anew(known[key])


async def extract_slots(processor: MessageProcessor, output: Any, tracker: DialogueStateTracker) -> Any:
    """Rasa's filling of slots by their mappings; where the action alone fills them there is nothing to do."""
    if _action_fills(processor.domain):
        return tracker
    return await _extract_slots(processor, output, tracker)


def _is_plain(processor: MessageProcessor, tracker: DialogueStateTracker) -> bool:
    """Whether nothing but the intent and the last action can decide what comes next."""
    domain = processor.domain
    influences = any(slot.influence_conversation for slot in domain.slots)
    return not (influences or domain.form_names or tracker.followup_action or tracker.active_loop_name)


def _action_fills(domain: Domain) -> bool:
    mappings = [mapping for slot in domain.slots for mapping in slot.mappings]
    return all(mapping.get("type") == str(SlotMappingType.CUSTOM) and "action" not in mapping for mapping in mappings)


def _anew(prediction: PolicyPrediction) -> PolicyPrediction:
    """A prediction whose events happen now."""
    double = copy.copy(prediction)
    double.events = [copy.copy(event) for event in prediction.events]
    for event in double.events:
        event.timestamp = time.time()
    return double
