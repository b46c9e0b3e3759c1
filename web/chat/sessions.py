"""Sessions: ids the server hands out, signed, so that nobody can speak in another person's conversation."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from itsdangerous import BadSignature, TimestampSigner

from knowledge.settings import Settings

MAX_AGE = 7 * 24 * 3600
"""Seconds a session lives without a message."""
RENEW_AFTER = 24 * 3600
"""Seconds after which a used token is signed anew."""


@dataclass(frozen=True)
class Session:
    """`id` stays on the server; `token` is what the page keeps in its tab."""

    id: str
    token: str
    fresh: bool

    @property
    def hash(self) -> str:
        """A short name for logs and tables that does not give the id away."""
        return session_hash(self.id)


def session_hash(session_id: str) -> str:
    """16 hexadecimal digits that stand for a session."""
    return hashlib.sha256(session_id.encode()).hexdigest()[:16]


def load_secret(settings: Settings) -> str:
    """The signing secret: from the settings, or made once and kept in var/secret, readable by the owner only."""
    if settings.secret:
        return settings.secret
    path = settings.var / "secret"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read_secret(path)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
    return _read_secret(path)


def _read_secret(path: Path) -> str:
    secret = path.read_text(encoding="ascii").strip()
    if len(secret) < 32:
        raise RuntimeError(f"{path} holds no usable secret: delete it and start again, or set DIMOTLAN_SECRET")
    return secret


class SessionIssuer:
    """Makes, checks and renews session tokens."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()
        self._signer = TimestampSigner(secret, salt="dimotlan.session", digest_method=hashlib.sha256)

    def key_of(self, purpose: str, *parts: str) -> str:
        """256 bits in hexadecimal that always belong to these words, and that nobody works out without the secret."""
        words = "\0".join(("dimotlan", purpose, *parts)).encode()
        return hmac.new(self._secret, words, hashlib.sha256).hexdigest()

    def new(self) -> Session:
        """A session nobody else has."""
        session_id = secrets.token_urlsafe(18)
        return Session(session_id, self._sign(session_id), fresh=True)

    def resolve(self, token: str | None) -> Session:
        """The session of a request's token; a new one without a good token.

        There is no cookie: a browser is used by many, and whoever comes without the token of a conversation begins one.
        """
        return self._check(token) or self.new()

    def _sign(self, session_id: str) -> str:
        return self._signer.sign(session_id).decode("ascii")

    def _check(self, token: str | None) -> Session | None:
        if not token or len(token) > 200 or not token.isascii():
            return None
        try:
            value, signed_at = self._signer.unsign(token, return_timestamp=True)
        except BadSignature:
            return None
        session_id = value.decode("ascii")
        age = self._signer.get_timestamp() - signed_at.timestamp()
        if abs(age) > MAX_AGE:  # a clock that was put back makes tokens of the future: they are as good
            return None
        return Session(session_id, self._sign(session_id) if age > RENEW_AFTER else token, fresh=False)
