"""Asks Zalo for tokens: the first time with the office's permission (PKCE), then with the refresh token."""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx

from knowledge.settings import Settings

TIMEOUT = 20.0
"""Seconds for an answer: one that is not waited for may have used up the refresh token."""
REFRESH_LIVES = 90 * 86_400.0
"""Seconds a refresh token lives where Zalo does not say: three months."""


class TokenRefused(Exception):
    """Zalo gives no tokens for what it was shown; `code` is Zalo's."""

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(f"refused: {code}")


class TokenUnreachable(Exception):
    """Zalo did not answer as it should; it may later. `reason`: timeout, connection, status or format."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True)
class Pair:
    """An access token and the refresh token for the next pair. `…_until` in seconds since 1970. Never shown."""

    access: str
    refresh: str
    access_until: float
    refresh_until: float

    def __repr__(self) -> str:
        return f"Pair(access_until={self.access_until}, refresh_until={self.refresh_until})"


@dataclass(frozen=True)
class Permission:
    """One round of asking for the office's permission: what goes into the address, and what must come back.

    Attributes:
        verifier: 43 characters that only we know until the code is redeemed.
        state: what Zalo must give back.
    """

    verifier: str
    state: str

    @classmethod
    def new(cls) -> Permission:
        """A round that nobody can guess."""
        return cls(secrets.token_urlsafe(32), secrets.token_urlsafe(16))

    @property
    def challenge(self) -> str:
        """SHA-256 of the verifier, base64url without padding (PKCE, S256)."""
        digest = hashlib.sha256(self.verifier.encode("ascii")).digest()
        return base64.urlsafe_b64encode(digest).decode("ascii").rstrip("=")


class BadReturn(Exception):
    """The address that Zalo led back to cannot be used; the message says why, for whoever runs the command."""


class OAuth:
    """
    Args:
        client: an HTTP client.
        settings: with the app, its secret and the address.
        clock: seconds since the epoch.
    """

    def __init__(self, client: httpx.AsyncClient, settings: Settings, clock: Callable[[], float] = time.time) -> None:
        self._client = client
        self._settings = settings
        self._clock = clock

    def permission_url(self, permission: Permission, redirect: str) -> str:
        """The address that the office's administrator opens; it leads back to `redirect`."""
        asked = {
            "app_id": self._settings.zalo_app_id,
            "redirect_uri": redirect,
            "code_challenge": permission.challenge,
            "state": permission.state,
        }
        return f"{self._settings.zalo_oauth}/v4/oa/permission?{urlencode(asked)}"

    def code_in(self, address: str, permission: Permission) -> str:
        """The code in the address that Zalo led back to.

        Raises:
            BadReturn: there is none, or it belongs to another round or another Official Account.
        """
        try:
            query = parse_qs(urlsplit(address.strip()).query)
        except ValueError:
            raise BadReturn("this is no address") from None
        code, state, office = (query.get(name, [""])[0] for name in ("code", "state", "oa_id"))
        if not code:
            raise BadReturn("the address holds no code: copy the whole address of the page that Zalo led to")
        if state != permission.state:
            raise BadReturn("the address belongs to another round: open the address printed above, not an older one")
        if office and office != self._settings.zalo_oa_id:
            raise BadReturn(f"the permission is for the Official Account {office}, not {self._settings.zalo_oa_id}")
        return code

    async def redeem(self, code: str, permission: Permission) -> Pair:
        """The first pair, for a code.

        Raises:
            TokenRefused, TokenUnreachable: there is none.
        """
        form = {"code": code, "grant_type": "authorization_code", "code_verifier": permission.verifier}
        return await self._ask(form)

    async def refresh(self, token: str) -> Pair:
        """The next pair, for a refresh token, which is used up by this.

        Raises:
            TokenRefused, TokenUnreachable: there is none.
        """
        return await self._ask({"refresh_token": token, "grant_type": "refresh_token"})

    async def _ask(self, form: dict[str, str]) -> Pair:
        try:
            answer = await self._client.post(
                f"{self._settings.zalo_oauth}/v4/oa/access_token",
                data={**form, "app_id": self._settings.zalo_app_id},
                headers={"secret_key": self._settings.zalo_app_secret},
                timeout=TIMEOUT,
            )
            body = answer.json()
        except httpx.TimeoutException:
            raise TokenUnreachable("timeout") from None
        except (httpx.HTTPError, httpx.InvalidURL):
            raise TokenUnreachable("connection") from None
        except ValueError:
            raise TokenUnreachable("status" if answer.is_error else "format") from None
        return self._read(body)

    def _read(self, body: Any) -> Pair:
        if not isinstance(body, dict):
            raise TokenUnreachable("format")
        access, refresh = body.get("access_token"), body.get("refresh_token")
        if isinstance(access, str) and access and isinstance(refresh, str) and refresh:
            now = self._clock()
            lives = _seconds(body.get("expires_in"), 0.0)
            return Pair(
                access, refresh, now + lives, now + _seconds(body.get("refresh_token_expires_in"), REFRESH_LIVES)
            )
        code = body.get("error")
        if isinstance(code, int) and code:
            raise TokenRefused(code)
        raise TokenUnreachable("format")


def _seconds(value: object, otherwise: float) -> float:
    """Seconds, written as a number or a string of one."""
    try:
        seconds = float(value) if isinstance(value, str | int | float) else otherwise
    except ValueError:
        return otherwise
    return seconds if 0 < seconds < 10 * 366 * 86_400 else otherwise
