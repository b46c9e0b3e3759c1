"""Senders: two channels never share a conversation or an offer."""

from __future__ import annotations

from web.chat.sender import PAGE, Sender
from web.chat.sessions import session_hash


def test_each_channel_has_conversations_and_offers_of_its_own() -> None:
    senders = [Sender(channel, "1") for channel in (PAGE, "zalo", "counter")]
    assert [sender.name for sender in senders] == ["web:1", "zalo:1", "counter:1"]
    assert len({sender.hash for sender in senders}) == 3
    assert senders[0].hash == session_hash("1")  # so that the offers of running conversations stay valid
