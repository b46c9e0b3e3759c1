"""Conversations in one row each: the state, and the last turns word for word. A turn costs the same at any length."""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import FailSafeTrackerStore, SerializedTrackerAsText, TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.pool import QueuePool

KEPT_TURNS = 2
"""Turns that are kept word for word, so that a message sent again gets its reply; of older ones the state remains."""
MOST_EVENTS = 30
"""A conversation is shortened to its state and KEPT_TURNS when it has more events than this."""
MOST_RECENT = 256
"""Conversations that are kept in memory after a turn, so that the next one need not read their events again."""
_CREATING = 0x44_4D_4E  # PostgreSQL's advisory lock while the table is made: a number of our choice
_METADATA = sa.MetaData()
CONVERSATIONS = sa.Table(
    "dialogues",
    _METADATA,
    sa.Column("sender", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("events", sa.Text, nullable=False),
    sa.Column("spoke_at", sa.Float, nullable=False),
    sa.Index("dialogues_by_time", "spoke_at"),
)


_READ = sa.select(
    CONVERSATIONS.c.version,
    sa.case((CONVERSATIONS.c.version == sa.bindparam("known"), ""), else_=CONVERSATIONS.c.events).label("events"),
).where(CONVERSATIONS.c.sender == sa.bindparam("of"))
# as text, which SQLite and PostgreSQL both know: SQLAlchemy would compile its own anew for each turn
_WRITE = sa.text(
    "INSERT INTO dialogues (sender, version, events, spoke_at) VALUES (:sender, :version, :events, :spoke_at) "
    "ON CONFLICT (sender) DO UPDATE SET version = excluded.version, events = excluded.events, "
    "spoke_at = excluded.spoke_at WHERE dialogues.version = :before"
)


class Overtaken(Exception):
    """Somebody else has stored a turn of this conversation since it was read: this turn is not stored."""


class Unanswered(Exception):
    """The action server did not answer what the person said: the turn is not stored, it must be tried again."""


class OneRowTrackerStore(TrackerStore, SerializedTrackerAsText):
    """Rasa's tracker store on one table, in SQLite or PostgreSQL.

    Args:
        domain: the model's; Rasa sets it.
        event_broker: Rasa's; unused.
        url: an SQLAlchemy URL; empty: SQLite in `db`.
        db: path of the SQLite file.
    """

    def __init__(
        self,
        domain: Domain | None,
        event_broker: EventBroker | None = None,
        url: str | None = None,
        db: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker, **kwargs)
        self._recent: OrderedDict[str, DialogueStateTracker] = OrderedDict()
        self._engine = _engine(url or os.environ.get("DIMOTLAN_DATABASE_URL", ""), db)
        with self._engine.begin() as connection:
            if connection.dialect.name == "postgresql":  # two that start at once must not both create the table
                connection.execute(sa.text(f"SELECT pg_advisory_xact_lock({_CREATING})"))
            _METADATA.create_all(connection)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation; None when there is none."""
        # taken out: a turn that fails leaves it changed
        recent = self._recent.pop(sender_id, None)
        # in a thread: while one conversation waits for the disk, the others go on
        row = await asyncio.to_thread(self._read, sender_id, recent.stored_version if recent else 0)
        if row is None:
            return None
        if recent and row.version == recent.stored_version:
            return recent
        events = [Event.from_parameters(values) for values in json.loads(row.events)]
        tracker = DialogueStateTracker.from_events(sender_id, events, self.domain.slots)
        tracker.stored_version = row.version
        return tracker

    def _read(self, sender_id: str, known: int) -> sa.engine.Row | None:
        """The row; without its events when its version is the known one."""
        with self._engine.connect() as connection:
            return connection.execute(_READ, {"of": sender_id, "known": known}).first()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store the conversation, shortened when it has grown.

        Raises:
            Unanswered: nothing was said to what the person said last.
            Overtaken: another process has stored it since it was read here.
            sqlalchemy.exc.SQLAlchemyError: the database failed; nothing was stored.
        """
        if not tracker.events:  # Rasa stores a conversation when it begins too, before anything was said
            return
        if not _answered(tracker.events):
            raise Unanswered
        before = getattr(tracker, "stored_version", 0)
        events = shortened(list(tracker.events), tracker.sender_id, self.domain)
        row = {
            "sender": tracker.sender_id,
            "version": before + 1,
            "events": f"[{','.join(map(_stored, events))}]",
            "spoke_at": time.time(),
        }
        await asyncio.to_thread(self._write, row, before)
        tracker.stored_version = before + 1
        if len(events) == len(tracker.events):
            self._recent[tracker.sender_id] = tracker
            while len(self._recent) > MOST_RECENT:
                self._recent.popitem(last=False)

    def _write(self, row: dict[str, Any], before: int) -> None:
        with self._engine.begin() as connection:
            if not connection.execute(_WRITE, {**row, "before": before}).rowcount:
                raise Overtaken

    async def keys(self) -> Iterable[str]:
        """Everybody's conversations."""
        with self._engine.connect() as connection:
            return [row[0] for row in connection.execute(sa.select(CONVERSATIONS.c.sender))]

    def forget(self, senders: Sequence[str]) -> int:
        """Delete conversations; returns how many there were."""
        with self._engine.begin() as connection:
            chosen = CONVERSATIONS.c.sender.in_(list(senders))
            return int(connection.execute(CONVERSATIONS.delete().where(chosen)).rowcount)


def shortened(events: Sequence[Event], sender: str, domain: Domain) -> list[Event]:
    """At most MOST_EVENTS events that leave the conversation in the same state: its slots, then the last turns."""
    if len(events) <= MOST_EVENTS:
        return list(events)
    starts = [place for place, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(starts) <= KEPT_TURNS:
        return list(events)
    cut = starts[-KEPT_TURNS]
    before = DialogueStateTracker.from_events(sender, list(events[:cut]), domain.slots).current_slot_values()
    initial = {slot.name: slot.initial_value for slot in domain.slots}
    state = [SlotSet(name, value) for name, value in before.items() if value != initial.get(name)]
    return [*state, ActionExecuted(ACTION_LISTEN_NAME), *events[cut:]]


def _answered(events: Iterable[Event]) -> bool:
    """Whether the bot answered what the person said last; when the action server fails, Rasa goes on without."""
    for event in reversed(list(events)):
        if isinstance(event, BotUttered):
            return True
        if isinstance(event, UserUttered):
            return False
    return True


def _stored(event: Event) -> str:
    """An event as JSON, as it is stored: without what only its turn needs. Written once: it does not change."""
    text: str | None = vars(event).get("stored")
    if text is None:
        text = event.stored = json.dumps(_values(event), ensure_ascii=False, separators=(",", ":"))
    return text


def _values(event: Event) -> dict[str, Any]:
    values: dict[str, Any] = event.as_dict()
    if isinstance(event, UserUttered):
        parsed = values.get("parse_data") or {}
        values["parse_data"] = {key: parsed[key] for key in ("intent", "entities", "text") if key in parsed}
    return values


def without_fallback() -> None:
    """Let Rasa say that a conversation could not be read or kept, instead of going on in memory and forgetting it."""
    FailSafeTrackerStore.on_tracker_store_error = _again
    FailSafeTrackerStore.on_tracker_store_retrieve_error = _again


def _again(_: FailSafeTrackerStore, error: Exception) -> None:
    raise error


def _engine(url: str, file: str) -> sa.engine.Engine:
    if url and not url.startswith("sqlite"):
        return sa.create_engine(url, pool_pre_ping=True)
    if not url:
        Path(file).touch(mode=0o600)
        for path in (Path(f"{file}{suffix}") for suffix in ("", "-wal", "-shm")):
            if path.exists():  # a release before let everybody read it
                path.chmod(0o600)
    engine = sa.create_engine(
        url or f"sqlite:///{file}", poolclass=QueuePool, connect_args={"check_same_thread": False}
    )
    sa.event.listen(engine, "connect", _tune)
    return engine


def _tune(connection: Any, _: object) -> None:
    # a crash of the process loses nothing; a power cut may lose the last turns, never the file
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")
