"""People who write to the office, and what was said with each of them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

Author = Literal["person", "oa", "clerk", "notice"]
FIRST_ID = 7_100_000_000_000_000_001


@dataclass(kw_only=True)
class Entry:
    """One message, or something a person did.

    Args:
        kind: text, file, image, audio, sticker, location, request_user_info; of a notice, its event.
        at: seconds since 1970.
        buttons: as the office sent them.
        attachment: of the platform's attachment, what its `payload` holds.
        quote: the message it answers.
        hidden: the chat does not show it (a click on an oa.query.hide button).
        quota: of what the message was paid.
        received: the webhook was told that the person's telephone has it.
    """

    author: Author
    kind: str
    at: float
    msg_id: str = field(default_factory=lambda: secrets.token_hex(10))
    text: str = ""
    buttons: list[dict[str, Any]] = field(default_factory=list)
    attachment: dict[str, Any] | None = None
    quote: str | None = None
    hidden: bool = False
    admin_id: str | None = None
    quota: str | None = None
    received: bool = False
    seen: bool = False


@dataclass(kw_only=True)
class Person:
    """
    Args:
        refuses: the code with which every message to the person is refused (-227, -244 …).
        wrote: when the person last sent something; seconds since 1970.
        interacted: when the person last did anything with the office.
        free_used: free messages sent since the person last wrote.
    """

    id: str
    name: str
    follows: bool = True
    refuses: int | None = None
    wrote: float | None = None
    interacted: float | None = None
    free_used: int = 0
    entries: list[Entry] = field(default_factory=list)

    def heard(self, now: float) -> None:
        """The person sent something: the free window begins anew."""
        self.wrote = self.interacted = now
        self.free_used = 0

    def entry(self, msg_id: str) -> Entry | None:
        return next((entry for entry in reversed(self.entries) if entry.msg_id == msg_id), None)

    def unseen(self) -> list[Entry]:
        """What the office sent and the person has not seen."""
        return [entry for entry in self.entries if entry.author in ("oa", "clerk") and not entry.seen]


class People:
    """
    Args:
        names: of the people who follow the office from the start; their ids are the same at every start.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._people: dict[str, Person] = {}
        for name in names:
            self.add(name)

    def add(self, name: str, follows: bool = True) -> Person:
        person = Person(id=str(FIRST_ID + len(self._people)), name=name, follows=follows)
        self._people[person.id] = person
        return person

    def find(self, person_id: str) -> Person | None:
        return self._people.get(person_id)

    def all(self) -> list[Person]:
        return list(self._people.values())
