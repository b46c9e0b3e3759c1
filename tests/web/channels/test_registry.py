"""Every registered channel has a name of its own."""

from __future__ import annotations

from knowledge.settings import Settings
from web.channels.registry import channels, pushing_channels


def test_names_are_unique() -> None:
    names = [channel.name for channel in channels()]
    assert len(set(names)) == len(names)


def test_channels_that_send_by_themselves_exist_where_they_are_configured() -> None:
    assert pushing_channels(Settings()) == ()
    zalo = Settings(zalo_app_id="1", zalo_oa_id="2", zalo_app_secret="3", zalo_bot_token="4")
    assert [channel.name for channel in pushing_channels(zalo)] == ["zalo", "zalo_bot"]
