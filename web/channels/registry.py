"""The channels that the gateway serves besides its own page."""

from __future__ import annotations

from typing import Any

from knowledge.settings import Settings
from web.channels.channel import MountedChannel, PushingChannel
from web.channels.zalo.channel import ZaloChannel
from web.channels.zalo_bot.channel import ZaloBotChannel


def channels() -> tuple[MountedChannel[Any, Any], ...]:
    """One line for each channel."""
    return ()


def pushing_channels(settings: Settings) -> tuple[PushingChannel, ...]:
    """One line for each channel that sends by itself, where it is configured."""
    known = (ZaloChannel, ZaloBotChannel)
    return tuple(channel(settings) for channel in known if channel.is_configured(settings))
