"""The channels that the gateway serves besides its own page."""

from __future__ import annotations

from typing import Any

from web.channels.channel import MountedChannel


def channels() -> tuple[MountedChannel[Any, Any], ...]:
    """One line for each channel."""
    return ()
