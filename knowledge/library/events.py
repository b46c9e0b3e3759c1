"""The chains of life events, authored in the catalogue's events.yml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from knowledge.files import read_own_yaml
from knowledge.schema.events import Event, EventsFile
from knowledge.settings import get_settings

FILE = "events.yml"
"""Beside the procedures, whose reader leaves it alone."""


def load_events() -> tuple[Event, ...]:
    """The chains, in the order of the file; none where the catalogue has none.

    Raises:
        pydantic.ValidationError: the file breaks the schema.
    """
    return events_in(get_settings().catalogue).events


@lru_cache(maxsize=4)
def events_in(folder: Path) -> EventsFile:
    """The chains of a catalogue's folder, read once; a process that runs keeps them until it ends."""
    path = folder / FILE
    return EventsFile.model_validate(read_own_yaml(path)) if path.is_file() else EventsFile()
