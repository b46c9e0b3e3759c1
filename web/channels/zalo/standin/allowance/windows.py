"""The two windows of a message to a person, and what it is taken from.

Facts (D): 8 messages are free within 48 h of the person's last message, the counter restarting with each; then they
are charged or taken from the package, at most until 7 days. Beliefs: following and clicking are interactions but open
no free window; the keys of `quota` besides `quota_type`; the order of the paid quotas; a used-up quota is -211.
"""

from __future__ import annotations

from web.channels.zalo.standin.account import Account
from web.channels.zalo.standin.allowance.limits import PAID, Limits, PaidQuota
from web.channels.zalo.standin.clock import Clock
from web.channels.zalo.standin.people import Person
from web.channels.zalo.standin.refusals import NO_INTERACTION, Refusal

FREE, INTERACTION = 48 * 3_600.0, 7 * 86_400.0
"""Seconds."""


class Windows:
    def __init__(self, account: Account, clock: Clock) -> None:
        self._account, self._clock = account, clock
        self._used: dict[PaidQuota, int] = dict.fromkeys(PAID, 0)

    def refill(self, limits: Limits) -> None:
        """Let the quotas that `limits` names be full again."""
        for name in PAID:
            if name in limits.model_fields_set:
                self._used[name] = 0

    def free_left(self, person: Person, limits: Limits) -> int:
        """How many free messages may still go to the person now."""
        if person.wrote is None or self._clock.now() - person.wrote > FREE:
            return 0
        return max(0, limits.free_messages - person.free_used)

    def free_seconds(self, person: Person) -> float:
        """How long the free window stays open, in seconds; 0 when it is shut."""
        return 0.0 if person.wrote is None else max(0.0, person.wrote + FREE - self._clock.now())

    def paid_left(self, limits: Limits) -> dict[PaidQuota, int]:
        return {name: max(0, getattr(limits, name) - self._used[name]) for name in PAID}

    def charge(self, person: Person, limits: Limits) -> dict[str, str]:
        """Take a message to the person from the free window or from a paid quota.

        Returns:
            The `quota` of the answer: what it was taken from, and what is left of that.

        Raises:
            Refusal: -230, no interaction for 7 days; -211 (or as set), no paid message is left.
        """
        if person.interacted is None or self._clock.now() - person.interacted > INTERACTION:
            raise Refusal(NO_INTERACTION)
        if left := self.free_left(person, limits):
            person.free_used += 1
            return self._quota("reply", left - 1, limits.free_messages)
        for name, left in self.paid_left(limits).items():
            if left:
                self._used[name] += 1
                return self._quota(name, left - 1, getattr(limits, name))
        raise Refusal(limits.without_quota)

    def _quota(self, kind: str, remain: int, total: int) -> dict[str, str]:
        return {
            "quota_type": kind,
            "remain": str(remain),
            "total": str(total),
            "owner_type": "OA",
            "owner_id": self._account.oa_id,
        }
