"""Every registered channel has a name of its own."""

from __future__ import annotations

from web.channels.registry import channels


def test_names_are_unique() -> None:
    names = [channel.name for channel in channels()]
    assert len(set(names)) == len(names)
