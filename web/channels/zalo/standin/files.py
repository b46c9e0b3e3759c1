"""Files: what the office uploads to send, and what people send.

Facts (D): PDF, DOC and DOCX up to 5 MB; the token of an upload is good for 7 days. Beliefs: the codes of the
refusals; that the beginning of a file is looked at as well as its name.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import PurePath

from web.channels.zalo.standin.clock import Clock
from web.channels.zalo.standin.forms import SentFile
from web.channels.zalo.standin.refusals import BAD_PARAMETER, TOO_LONG, Refusal

MOST_BYTES = 5 * 2**20
TOKEN_LIVES = 7 * 86_400.0
"""Seconds."""
BEGINNINGS = {".pdf": b"%PDF-", ".doc": b"\xd0\xcf\x11\xe0", ".docx": b"PK\x03\x04"}


@dataclass(frozen=True)
class KeptFile:
    """`token` finds it; `until` in seconds since 1970."""

    token: str
    name: str
    content: bytes
    until: float

    def shown(self, base: str) -> dict[str, object]:
        """What a file message tells of it: its name, size, checksum, type, and where it can be had."""
        return {
            "url": f"{base}/standin/files/{self.token}",
            "size": str(len(self.content)),
            "name": self.name,
            "checksum": hashlib.md5(self.content, usedforsecurity=False).hexdigest(),
            "type": PurePath(self.name).suffix.lstrip(".").lower(),
        }


class Files:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._files: dict[str, KeptFile] = {}

    def upload(self, file: SentFile | None) -> KeptFile:
        """Keep what the office uploads.

        Raises:
            Refusal: -201, no file or not of a kind that may be sent; -210, too large.
        """
        if file is None or not file.content:
            raise Refusal(BAD_PARAMETER, "file is missing or empty")
        if len(file.content) > MOST_BYTES:
            raise Refusal(TOO_LONG, "file is larger than 5 MB")
        beginning = BEGINNINGS.get(PurePath(file.name).suffix.lower())
        if beginning is None or not file.content.startswith(beginning):
            raise Refusal(BAD_PARAMETER, "file must be PDF, DOC or DOCX")
        return self.keep(file)

    def keep(self, file: SentFile) -> KeptFile:
        """Keep any file, as people send them."""
        kept = KeptFile(secrets.token_urlsafe(24), file.name, file.content, self._clock.now() + TOKEN_LIVES)
        self._files[kept.token] = kept
        return kept

    def find(self, token: str) -> KeptFile | None:
        """The file of a token, if the token is still good."""
        kept = self._files.get(token)
        return kept if kept and self._clock.now() <= kept.until else None
