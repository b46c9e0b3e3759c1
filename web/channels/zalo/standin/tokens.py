"""Permissions and tokens: who may call the API.

Facts (D): the access token lives 25 h, the refresh token 3 months; a refresh token is good for one use, and using it
kills the old access token; a code is good for 10 minutes and one use; the verifier has 43 characters.
Beliefs: a new permission kills the tokens of the one before; a code is used up by a wrong verifier too.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from dataclasses import dataclass

from web.channels.zalo.standin.account import Account
from web.channels.zalo.standin.clock import Clock
from web.channels.zalo.standin.refusals import (
    EXPIRED_TOKEN,
    INVALID_APP,
    INVALID_CODE,
    INVALID_GRANT,
    INVALID_REFRESH,
    INVALID_SECRET,
    INVALID_TOKEN,
    INVALID_VERIFIER,
    Refusal,
    TokenRefusal,
)

ACCESS_LIVES, REFRESH_LIVES, CODE_LIVES = 90_000.0, 90 * 86_400.0, 600.0
"""Seconds."""
VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43}")
CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass
class Pair:
    """The tokens of a permission; `…_until` in seconds since 1970."""

    access: str
    refresh: str
    access_until: float
    refresh_until: float

    def body(self) -> dict[str, str]:
        """The answer to a call for tokens; the life of the access token is a string of seconds."""
        return {"access_token": self.access, "refresh_token": self.refresh, "expires_in": f"{ACCESS_LIVES:.0f}"}


class Tokens:
    """The only valid pair of tokens, if any, and the codes that wait to be redeemed."""

    def __init__(self, account: Account, clock: Clock) -> None:
        self._account, self._clock = account, clock
        self._codes: dict[str, tuple[str, float]] = {}
        self.pair: Pair | None = None
        self.refreshed = 0

    def code(self, challenge: str) -> str:
        """A code for the address that the office comes back to after it gave its permission."""
        code = secrets.token_urlsafe(48)
        self._codes[code] = (challenge, self._clock.now() + CODE_LIVES)
        return code

    def respond(self, form: dict[str, str], secret: str | None) -> Pair:
        """What a call for tokens gets.

        Raises:
            TokenRefusal: anything about it is wrong.
        """
        if form.get("app_id") != self._account.app_id:
            raise TokenRefusal(INVALID_APP, "Invalid app_id")
        if not secret or not secrets.compare_digest(secret.encode(), self._account.app_secret.encode()):
            raise TokenRefusal(INVALID_SECRET, "Invalid secret key")
        match form.get("grant_type"):
            case "authorization_code":
                return self._redeem(form.get("code", ""), form.get("code_verifier", ""))
            case "refresh_token":
                return self._refresh(form.get("refresh_token", ""))
        raise TokenRefusal(INVALID_GRANT, "Invalid grant_type")

    def _redeem(self, code: str, verifier: str) -> Pair:
        challenge, until = self._codes.pop(code, ("", 0.0))
        if not challenge:
            raise TokenRefusal(INVALID_CODE, "Invalid code")
        if self._clock.now() > until:
            raise TokenRefusal(INVALID_CODE, "Code expired")
        if not VERIFIER.fullmatch(verifier) or challenge_of(verifier) != challenge:
            raise TokenRefusal(INVALID_VERIFIER, "Invalid code_verifier")
        return self.issue()

    def _refresh(self, token: str) -> Pair:
        if self.pair is None or token != self.pair.refresh:
            raise TokenRefusal(INVALID_REFRESH, "Invalid refresh token", "unknown, or used before")
        if self._clock.now() > self.pair.refresh_until:
            raise TokenRefusal(INVALID_REFRESH, "Refresh token expired")
        self.refreshed += 1
        return self.issue()

    def issue(self) -> Pair:
        """A new pair; the one before is dead."""
        now = self._clock.now()
        access, refresh = secrets.token_urlsafe(96), secrets.token_urlsafe(96)
        self.pair = Pair(access, refresh, now + ACCESS_LIVES, now + REFRESH_LIVES)
        return self.pair

    def expire(self, *, access: bool, refresh: bool) -> None:
        """Let the present tokens be too old from now on."""
        if self.pair is None:
            return
        before = self._clock.now() - 1
        if access:
            self.pair.access_until = before
        if refresh:
            self.pair.refresh_until = before

    def revoke(self) -> None:
        """The office takes its permission back: no token is valid."""
        self.pair = None

    def check(self, access: str | None) -> None:
        """
        Raises:
            Refusal: -216, not the present access token; -220, too old.
        """
        if self.pair is None or access != self.pair.access:
            raise Refusal(INVALID_TOKEN)
        if self._clock.now() > self.pair.access_until:
            raise Refusal(EXPIRED_TOKEN)


def challenge_of(verifier: str) -> str:
    """The PKCE challenge (S256) of a verifier: base64url without padding, 43 characters."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode("ascii")).digest()).decode().rstrip("=")
