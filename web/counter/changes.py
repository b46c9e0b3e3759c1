"""What changed in a procedure lately, as the imported records know it."""

from __future__ import annotations

import datetime as dt

from pydantic import BaseModel

from knowledge.errors import KnowledgeError
from knowledge.portal.review.record_changes import Change, changes_of, same_words
from knowledge.portal.review.wording import diff_wording
from knowledge.portal.store.record_store import RecordStore
from knowledge.settings import Settings
from knowledge.wording import wording

LATELY = dt.timedelta(days=180)
MOST = 8


class LastChange(BaseModel):
    """The newest difference between two versions of the record. `day`: of the import that brought it."""

    day: dt.date | None = None
    changes: list[str] = []


def changes_lately(settings: Settings, code: str, today: dt.date) -> LastChange:
    """What the newest version of a record changed, a sentence each; none when it is old, or was never another.

    Reads the database of records: call it in a thread.
    """
    try:
        if not RecordStore.exists(settings):
            return LastChange()
        versions = RecordStore.open(settings).history(code)
    except KnowledgeError:
        return LastChange()
    for (_, before), (brought_by, after) in zip(versions[-2::-1], versions[:0:-1], strict=True):
        if today - brought_by.day > LATELY:
            break
        if not same_words(before, after):
            return LastChange(day=brought_by.day, changes=[_say(change) for change in changes_of(before, after)[:MOST]])
    return LastChange()


def _say(change: Change) -> str:
    shared = wording().group("parts")
    part = shared[change.part] if change.part in shared else diff_wording().say(f"parts.{change.part}")
    return f"{part}: {change.say}"
