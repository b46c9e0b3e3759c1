"""The chains of the catalogue."""

from __future__ import annotations

from pathlib import Path

from knowledge.library.events import events_in, load_events


def test_the_events_that_bring_most_people_are_there() -> None:
    assert {event.id for event in load_events()} >= {"birth", "death", "marriage", "divorce", "moving", "shop", "house"}


def test_a_catalogue_without_events(tmp_path: Path) -> None:
    assert events_in(tmp_path).events == ()
