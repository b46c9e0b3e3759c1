"""The bodies of the webhook's events.

Facts: the keys of messages, follow and unfollow; `msg_ids` of a seen message; `admin_id` where a human answered;
coordinates; `quote_msg_id`; the timestamp in milliseconds, a string or a number. Beliefs: `user_id_by_app`; sender and
recipient of seen, received, withdraw and submit_info; the form of user_click_chatnow and of a follow's `source`; that
a text with buttons is echoed as oa_send_text.
"""

from __future__ import annotations

import hashlib
from typing import Any

from web.channels.zalo.standin.account import Account
from web.channels.zalo.standin.clock import Clock
from web.channels.zalo.standin.people import Entry

Body = dict[str, Any]
EVENTS = (
    "user_send_text",
    "user_send_image",
    "user_send_file",
    "user_send_audio",
    "user_send_sticker",
    "user_send_location",
    "follow",
    "unfollow",
    "user_click_chatnow",
    "user_seen_message",
    "user_received_message",
    "user_submit_info",
    "user_withdraw",
    "oa_send_text",
    "oa_send_file",
    "oa_send_request_user_info",
)


class Events:
    """Makes the bodies. `numeric`: timestamps are numbers from now on."""

    def __init__(self, account: Account, clock: Clock) -> None:
        self._account, self._clock = account, clock
        self.numeric = False

    def sent(self, entry: Entry, person_id: str) -> Body:
        """What a person, the office or its clerk sent."""
        person, office = {"id": person_id}, {"id": self._account.oa_id}
        message: Body = {"msg_id": entry.msg_id}
        if entry.text:
            message["text"] = entry.text
        if entry.quote:
            message["quote_msg_id"] = entry.quote
        if entry.attachment is not None:
            message["attachments"] = [{"type": entry.kind, "payload": entry.attachment}]
        if entry.author == "person":
            return self._between(f"user_send_{entry.kind}", person_id, person, office, {"message": message})
        if entry.admin_id:
            office["admin_id"] = entry.admin_id
        return self._between(f"oa_send_{entry.kind}", person_id, office, person, {"message": message})

    def received(self, entry: Entry, person_id: str) -> Body:
        """The person's telephone has a message of the office."""
        message = {"message": {"msg_id": entry.msg_id}}
        return self._between("user_received_message", person_id, self._office(), {"id": person_id}, message)

    def seen(self, entries: list[Entry], person_id: str) -> Body:
        message = {"message": {"msg_ids": [entry.msg_id for entry in entries]}}
        return self._between("user_seen_message", person_id, self._office(), {"id": person_id}, message)

    def following(self, person_id: str, follows: bool) -> Body:
        name = "follow" if follows else "unfollow"
        body: Body = {"app_id": self._account.app_id, "oa_id": self._account.oa_id, "follower": {"id": person_id}}
        if follows:
            body["source"] = "oa_profile"
        return body | {"user_id_by_app": self._by_app(person_id), "event_name": name, "timestamp": self._timestamp()}

    def chat_now(self, person_id: str) -> Body:
        """The person pressed the button that opens the chat."""
        return {
            "app_id": self._account.app_id,
            "oa_id": self._account.oa_id,
            "user_id": person_id,
            "user_id_by_app": self._by_app(person_id),
            "event_name": "user_click_chatnow",
            "timestamp": self._timestamp(),
        }

    def withdrawn(self, person_id: str) -> Body:
        """The person wants their data deleted."""
        return self._between("user_withdraw", person_id, {"id": person_id}, self._office(), {})

    def submitted(self, person_id: str, info: dict[str, str]) -> Body:
        """The person gave their name, telephone number and address, which the office had asked for."""
        return self._between("user_submit_info", person_id, {"id": person_id}, self._office(), {"info": info})

    def _office(self) -> dict[str, str]:
        return {"id": self._account.oa_id}

    def _timestamp(self) -> str | int:
        now = self._clock.milliseconds()
        return now if self.numeric else str(now)

    def _by_app(self, person_id: str) -> str:
        """A person's other id, which only this app knows."""
        digest = hashlib.sha256(f"{self._account.app_id}:{person_id}".encode()).hexdigest()
        return str(int(digest[:15], 16))

    def _between(self, name: str, person_id: str, sender: Body, recipient: Body, more: Body) -> Body:
        return {
            "app_id": self._account.app_id,
            "sender": sender,
            "user_id_by_app": self._by_app(person_id),
            "recipient": recipient,
            "event_name": name,
            **more,
            "timestamp": self._timestamp(),
        }
