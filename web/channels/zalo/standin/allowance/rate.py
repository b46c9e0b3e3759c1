"""The rate limit of the app's calls.

Facts (D): -32 with X-RateLimit-Limit and X-RateLimit-Remain. Beliefs: the headers stand on every answer; a minute is
counted from its first call.
"""

from __future__ import annotations

from web.channels.zalo.standin.clock import Clock

MINUTE = 60.0


class Rate:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._since, self._calls = float("-inf"), 0

    def take(self, per_minute: int) -> tuple[bool, dict[str, str]]:
        """Count a call.

        Returns:
            Whether it may go on, and the headers of its answer.
        """
        if not 0 <= self._clock.now() - self._since < MINUTE:
            self._since, self._calls = self._clock.now(), 0
        self._calls += 1
        return self._calls <= per_minute, headers(per_minute, per_minute - self._calls)


def headers(per_minute: int, remain: int) -> dict[str, str]:
    """The headers that tell how many calls are left."""
    return {"X-RateLimit-Limit": str(per_minute), "X-RateLimit-Remain": str(max(0, remain))}
