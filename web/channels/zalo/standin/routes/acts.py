"""What people do, and what the office's clerk does beside the machine; each of it reaches the webhook.

Fact (C): a click on an oa.query button comes back as a text message that is the button's payload.
"""

from __future__ import annotations

from typing import Any

from web.channels.zalo.standin.forms import SentFile
from web.channels.zalo.standin.outgoing import QUERIES
from web.channels.zalo.standin.people import Entry, Person
from web.channels.zalo.standin.platform import Platform

FILE_KINDS = ("file", "image", "audio")


class Acts:
    """The acts of one person.

    Args:
        base: the stand-in's own address, for the addresses of files.
    """

    def __init__(self, platform: Platform, person: Person, base: str) -> None:
        self._platform, self._person, self._base = platform, person, base

    def say(self, text: str, quote: str | None = None) -> Entry:
        """Write a text, as an answer to one message if `quote` names it."""
        return self._send("text", text=text, quote=quote)

    def click(self, msg_id: str, place: int) -> Entry | None:
        """Press a button of a message of the office.

        Args:
            place: of the button, from 0.

        Returns:
            The message that comes of it; None if the button opens something else (an address, a telephone number).

        Raises:
            LookupError: there is no such button.
        """
        entry = self._person.entry(msg_id)
        if entry is None or not 0 <= place < len(entry.buttons):
            raise LookupError("no such button")
        button = entry.buttons[place]
        if button["type"] not in QUERIES:
            self._person.interacted = self._platform.clock.now()
            return None
        return self._send("text", text=button["payload"], hidden=button["type"] == "oa.query.hide")

    def send_file(self, kind: str, file: SentFile, text: str = "") -> Entry:
        """Send a file, a picture or a recording.

        Raises:
            LookupError: there is no such kind.
        """
        if kind not in FILE_KINDS:
            raise LookupError(f"no files of the kind {kind}")
        shown = self._platform.files.keep(file).shown(self._base)
        picture = {"url": shown["url"], "thumbnail": shown["url"]}
        attachment = {"file": shown, "image": picture, "audio": {"url": shown["url"]}}[kind]
        return self._send(kind, text=text, attachment=attachment)

    def send_sticker(self, sticker: str) -> Entry:
        return self._send("sticker", attachment={"id": sticker, "url": f"{self._base}/standin/static/sticker.svg"})

    def send_location(self, latitude: float, longitude: float) -> Entry:
        """Tell where one is, in degrees (B: as strings)."""
        coordinates = {"latitude": str(latitude), "longitude": str(longitude)}
        return self._send("location", attachment={"coordinates": coordinates})

    def follow(self, follows: bool) -> None:
        self._person.follows = follows
        self._person.interacted = self._platform.clock.now()
        self._tell("follow" if follows else "unfollow", self._platform.events.following(self._person.id, follows))

    def chat_now(self) -> None:
        """Press the button that opens the chat."""
        self._person.interacted = self._platform.clock.now()
        self._tell("user_click_chatnow", self._platform.events.chat_now(self._person.id))

    def see(self) -> int:
        """Look at what came.

        Returns:
            How many messages were new.
        """
        new = self._person.unseen()
        for entry in new:
            entry.seen = True
        if new:
            self._platform.webhook.emit(self._platform.events.seen(new, self._person.id))
        return len(new)

    def withdraw(self) -> None:
        """Ask for the deletion of one's data."""
        self._tell("user_withdraw", self._platform.events.withdrawn(self._person.id))

    def submit(self, info: dict[str, str]) -> None:
        """Give the particulars that the office asked for."""
        self._person.interacted = self._platform.clock.now()
        self._tell("user_submit_info", self._platform.events.submitted(self._person.id, info))

    def clerk_says(self, text: str, admin_id: str) -> Entry:
        """The office's clerk answers by hand."""
        entry = Entry(author="clerk", kind="text", at=self._platform.clock.now(), text=text, admin_id=admin_id)
        self._platform.reach(entry, self._person)
        return entry

    def _send(self, kind: str, **values: Any) -> Entry:
        entry = Entry(author="person", kind=kind, at=self._platform.clock.now(), **values)
        self._person.heard(entry.at)
        self._person.entries.append(entry)
        self._platform.webhook.emit(self._platform.events.sent(entry, self._person.id))
        return entry

    def _tell(self, name: str, body: dict[str, Any]) -> None:
        self._person.entries.append(Entry(author="notice", kind=name, at=self._platform.clock.now()))
        self._platform.webhook.emit(body)
