"""A conversation is one row of bounded size, in the same state as if it had never been shortened."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.tracker_store import (
    KEPT_TURNS,
    MOST_EVENTS,
    OneRowTrackerStore,
    Overtaken,
    Unanswered,
    shortened,
    without_fallback,
)
from tests.databases import postgres as postgres
from tests.databases import postgres_url as postgres_url

SLOTS = ("procedure", "asking", "cases")
DOMAIN = Domain.from_dict(
    {"slots": {name: {"type": "any", "mappings": [{"type": "custom"}]} for name in SLOTS}, "intents": ["inform"]}
)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> OneRowTrackerStore:
    url = "" if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))
    return OneRowTrackerStore(DOMAIN, url=url, db=str(tmp_path / "conversations.db"))


def turn(number: int, **slots: Any) -> list[Event]:
    """What a turn adds."""
    parsed = {"intent": {"name": "inform"}, "entities": [], "text": f"m{number}", "intent_ranking": [{"name": "x"}] * 9}
    return [
        ActionExecuted("action_listen"),
        UserUttered(f"m{number}", {"name": "inform"}, [], parsed, message_id=f"id{number}"),
        ActionExecuted("action_answer"),
        BotUttered(f"r{number}", {"custom": {"text": f"r{number}", "buttons": []}}),
        *(SlotSet(name, value) for name, value in slots.items()),
    ]


async def say(store: OneRowTrackerStore, sender: str, number: int, **slots: Any) -> DialogueStateTracker:
    tracker = await store.retrieve(sender) or DialogueStateTracker(sender, DOMAIN.slots)
    for event in turn(number, **slots):
        tracker.update(event)
    await store.save(tracker)
    return tracker


async def test_a_thousand_turns_take_no_more_room_than_ten(store: OneRowTrackerStore) -> None:
    sizes = []
    last = 999 if store._engine.dialect.name == "sqlite" else 99  # where it takes no network
    for number in range(last + 1):
        await say(store, "web:a", number, procedure=f"p{number}", cases={"p": {"q": str(number)}})
        if number in (10, last):
            with store._engine.connect() as connection:
                sizes.append(len(connection.execute(sa.text("SELECT events FROM dialogues")).scalar_one()))
    assert sizes[1] < sizes[0] * 1.5
    tracker = await store.retrieve("web:a")
    assert tracker is not None
    assert len(tracker.events) <= MOST_EVENTS
    assert tracker.get_slot("procedure") == f"p{last}"
    assert tracker.latest_message is not None
    assert tracker.latest_message.text == f"m{last}"


VALUES = st.none() | st.text(max_size=5) | st.dictionaries(st.text(max_size=3), st.text(max_size=3), max_size=2)
TURNS = st.lists(st.dictionaries(st.sampled_from(SLOTS), VALUES, max_size=3), min_size=1, max_size=40)


@given(TURNS)
@settings(max_examples=60, deadline=None)
def test_a_shortened_conversation_is_in_the_same_state(turns: list[dict[str, Any]]) -> None:
    whole: list[Event] = []
    short: list[Event] = []
    for number, slots in enumerate(turns):
        whole += turn(number, **slots)
        short = shortened([*short, *turn(number, **slots)], "a", DOMAIN)
        assert len(short) <= MOST_EVENTS
    one = DialogueStateTracker.from_events("a", whole, DOMAIN.slots)
    other = DialogueStateTracker.from_events("a", short, DOMAIN.slots)
    assert other.current_slot_values() == one.current_slot_values()
    said = [event.message_id for event in short if isinstance(event, UserUttered)]
    assert said[-KEPT_TURNS:] == [f"id{number}" for number in range(len(turns))][-KEPT_TURNS:]


async def test_two_who_read_the_same_do_not_both_write(store: OneRowTrackerStore) -> None:
    await say(store, "web:a", 1)
    first, second = await store.retrieve("web:a"), await store.retrieve("web:a")
    assert first is not None
    assert second is not None
    for tracker in (first, second):
        for event in turn(2, procedure=str(id(tracker))):
            tracker.update(event)
    await store.save(first)
    with pytest.raises(Overtaken):
        await store.save(second)
    kept = await store.retrieve("web:a")
    assert kept is not None
    assert kept.get_slot("procedure") == str(id(first))


async def test_two_who_begin_the_same_conversation(store: OneRowTrackerStore) -> None:
    trackers = [DialogueStateTracker("web:new", DOMAIN.slots) for _ in range(2)]
    for tracker in trackers:
        for event in turn(1):
            tracker.update(event)
    results = await asyncio.gather(*(store.save(tracker) for tracker in trackers), return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["NoneType", "Overtaken"]


async def test_a_turn_without_an_answer_is_not_stored(store: OneRowTrackerStore) -> None:
    await say(store, "web:a", 1)
    tracker = await store.retrieve("web:a")
    assert tracker is not None
    tracker.update(UserUttered("hai", {"name": "inform"}, [], {"intent": {"name": "inform"}, "text": "hai"}))
    tracker.update(ActionExecuted("action_answer"))
    with pytest.raises(Unanswered):
        await store.save(tracker)
    kept = await store.retrieve("web:a")
    assert kept is not None
    assert kept.latest_message is not None
    assert kept.latest_message.text == "m1"


async def test_what_only_the_turn_needs_is_not_stored(store: OneRowTrackerStore) -> None:
    await say(store, "web:a", 1)
    with store._engine.connect() as connection:
        events = json.loads(connection.execute(sa.text("SELECT events FROM dialogues")).scalar_one())
    (said,) = [event for event in events if event["event"] == "user"]
    assert set(said["parse_data"]) == {"intent", "entities", "text"}


async def test_forgetting(store: OneRowTrackerStore) -> None:
    for sender in ("web:a", "web:b", "zalo:c"):
        await say(store, sender, 1)
    assert store.forget(["web:a", "zalo:c", "web:nobody"]) == 2
    assert list(await store.keys()) == ["web:b"]
    assert await store.retrieve("web:a") is None


async def test_nothing_is_stored_before_anything_was_said(store: OneRowTrackerStore) -> None:
    await store.save(DialogueStateTracker("web:a", DOMAIN.slots))
    assert list(await store.keys()) == []


def test_nobody_else_may_read_the_file(tmp_path: Path) -> None:
    OneRowTrackerStore(DOMAIN, db=str(tmp_path / "c.db"))
    assert (tmp_path / "c.db").stat().st_mode & 0o077 == 0


async def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    await say(OneRowTrackerStore(DOMAIN, db=str(tmp_path / "c.db")), "web:a", 1)
    files = list(tmp_path.glob("c.db*"))
    assert len(files) == 3
    for file in files:
        file.chmod(0o644)
    await say(OneRowTrackerStore(DOMAIN, db=str(tmp_path / "c.db")), "web:a", 2)
    assert {file.stat().st_mode & 0o077 for file in tmp_path.glob("c.db*")} == {0}


async def test_a_database_that_is_away_is_said_and_not_papered_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("on_tracker_store_error", "on_tracker_store_retrieve_error"):
        monkeypatch.setattr(FailSafeTrackerStore, name, getattr(FailSafeTrackerStore, name))
    without_fallback()
    store = OneRowTrackerStore(DOMAIN, db=str(tmp_path / "c.db"))
    safe = FailSafeTrackerStore(store)
    with store._engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE dialogues"))
    with pytest.raises(sa.exc.OperationalError):
        await safe.retrieve("web:a")
    tracker = DialogueStateTracker("web:a", DOMAIN.slots)
    for event in turn(1):
        tracker.update(event)
    with pytest.raises(sa.exc.OperationalError):
        await safe.save(tracker)


async def test_a_conversation_of_just_now_is_not_read_again(store: OneRowTrackerStore) -> None:
    said = await say(store, "web:a", 1, asking="x")
    assert await store.retrieve("web:a") is said


async def test_what_another_process_stored_is_read(store: OneRowTrackerStore) -> None:
    said = await say(store, "web:a", 1, asking="x")
    other = OneRowTrackerStore(DOMAIN, url=str(store._engine.url), db="")
    await say(other, "web:a", 2, asking="y")
    read = await store.retrieve("web:a")
    assert read is not said
    assert read is not None
    assert read.get_slot("asking") == "y"
    assert store.forget(["web:a"]) == 1
    assert await store.retrieve("web:a") is None


async def test_a_turn_that_was_not_stored_leaves_nothing(store: OneRowTrackerStore) -> None:
    await say(store, "web:a", 1, asking="x")
    tracker = await store.retrieve("web:a")
    assert tracker is not None
    for event in turn(2, asking="y")[:2]:
        tracker.update(event)
    with pytest.raises(Unanswered):
        await store.save(tracker)
    read = await store.retrieve("web:a")
    assert read is not None
    assert (read.get_slot("asking"), read.latest_message.text) == ("x", "m1")
