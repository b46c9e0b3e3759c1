"""Who speaks: a person in a channel."""

from __future__ import annotations

from dataclasses import dataclass

from web.chat.sessions import session_hash

PAGE = "web"
"""The chat page's channel."""


@dataclass(frozen=True)
class Sender:
    """`channel` is the channel's name, `id` what the channel calls the person."""

    channel: str
    id: str

    @property
    def name(self) -> str:
        """What the dialogue calls the conversation: two channels never share one."""
        return f"{self.channel}:{self.id}"

    @property
    def hash(self) -> str:
        """A short name for logs and tables that does not give the id away."""
        # The page's offers are stored under the session alone, from the time when it was the only channel.
        return session_hash(self.id if self.channel == PAGE else self.name)
