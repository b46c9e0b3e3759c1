"""The platform as one object: what the office's calls do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from web.channels.zalo.standin.account import Account
from web.channels.zalo.standin.allowance.limits import Limits
from web.channels.zalo.standin.allowance.rate import Rate
from web.channels.zalo.standin.allowance.windows import Windows
from web.channels.zalo.standin.clock import Clock
from web.channels.zalo.standin.faults import Faults
from web.channels.zalo.standin.files import Files
from web.channels.zalo.standin.hooks.events import Events
from web.channels.zalo.standin.hooks.webhook import Webhook, WebhookSettings
from web.channels.zalo.standin.outgoing import Outgoing, read
from web.channels.zalo.standin.people import Entry, People, Person
from web.channels.zalo.standin.refusals import BAD_PARAMETER, NO_FOLLOWER, Refusal
from web.channels.zalo.standin.tokens import Tokens


class Platform:
    """
    Args:
        names: of the people who follow the office from the start.
    """

    def __init__(self, account: Account, clock: Clock, webhook: WebhookSettings, names: Iterable[str]) -> None:
        self.account, self.clock, self.limits = account, clock, Limits()
        self.tokens, self.rate, self.windows = Tokens(account, clock), Rate(clock), Windows(account, clock)
        self.files, self.people, self.faults = Files(clock), People(names), Faults()
        self.events, self.webhook = Events(account, clock), Webhook(account, clock, webhook)
        self.events.numeric = webhook.numeric

    def send(self, body: object, base: str) -> dict[str, Any]:
        """Send a message of the office.

        Args:
            body: of the request.
            base: the stand-in's own address, for the addresses of files.

        Returns:
            The `data` of the answer.

        Raises:
            Refusal: the message or the person is not one that can be sent (to).
        """
        message = read(body, self.limits.text_limit, self.files)
        person = self._reachable(message.person_id)
        quota = self.windows.charge(person, self.limits)
        entry = self._entry(message, quota["quota_type"], base)
        self.reach(entry, person)
        return {"message_id": entry.msg_id, "user_id": person.id, "quota": quota}

    def change_limits(self, changes: Limits) -> None:
        """Take over the limits that `changes` names; the paid quotas among them are full again."""
        self.limits = self.limits.model_copy(update=changes.model_dump(exclude_unset=True))
        self.windows.refill(changes)

    def change_webhook(self, changes: WebhookSettings) -> None:
        """Take over the settings that `changes` names."""
        settings = self.webhook.settings.model_copy(update=changes.model_dump(exclude_unset=True))
        self.events.numeric = settings.numeric
        self.webhook.change(settings)

    def reach(self, entry: Entry, person: Person) -> None:
        """Tell the webhook what was sent, and that the person's telephone has it."""
        person.entries.append(entry)
        self.webhook.emit(self.events.sent(entry, person.id))
        entry.received = True
        self.webhook.emit(self.events.received(entry, person.id))

    def _reachable(self, person_id: str) -> Person:
        person = self.people.find(person_id)
        if person is None:
            raise Refusal(BAD_PARAMETER, "user_id is invalid")
        if not person.follows:
            raise Refusal(NO_FOLLOWER)
        if person.refuses is not None:
            raise Refusal(person.refuses)
        return person

    def _entry(self, message: Outgoing, quota: str, base: str) -> Entry:
        return Entry(
            author="oa",
            kind=message.kind,
            at=self.clock.now(),
            text=message.text,
            buttons=message.buttons,
            attachment=message.file.shown(base) if message.file else message.element,
            quota=quota,
        )
