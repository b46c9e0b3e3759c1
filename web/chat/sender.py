"""Who speaks: a person in a channel."""

from __future__ import annotations

from dataclasses import dataclass, field

from web.chat.sessions import session_hash

PAGE = "web"
"""The chat page's channel."""


@dataclass(frozen=True)
class Sender:
    """`channel` is the channel's name, `id` what the channel calls the person, `address` where they write from."""

    channel: str
    id: str
    address: str = field(default="", compare=False)

    @property
    def name(self) -> str:
        """What the dialogue calls the conversation: two channels never share one."""
        return f"{self.channel}:{self.id}"

    @property
    def hash(self) -> str:
        """A short name for logs and tables that does not give the id away."""
        return hash_of(self.name)


def hash_of(name: str) -> str:
    """The short name of the conversation that the dialogue calls `name`."""
    # The page's offers are stored under the session alone, from the time when it was the only channel.
    return session_hash(name.removeprefix(f"{PAGE}:"))
