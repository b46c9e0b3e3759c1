"""The signature of the webhook's events, right or wrong on purpose.

Fact (S, C): `mac=` and the hexadecimal SHA-256 (no HMAC) of app id + raw body + the body's timestamp + OA secret.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Literal

from web.channels.zalo.standin.account import Account

HEADER = "X-ZEvent-Signature"
Style = Literal["good", "bare", "bad", "oa_id", "hmac", "none"]
"""bare: without `mac=`; oa_id: with the OA's id for the app's; hmac: as some code has it; none: no header."""


def signature(account: Account, body: bytes, timestamp: object, style: Style = "good") -> str | None:
    """The header's value for the raw body; None if the header is left out."""
    owner = account.oa_id if style == "oa_id" else account.app_id
    signed = owner.encode() + body + str(timestamp).encode("utf-8", "surrogatepass") + account.oa_secret.encode()
    digest = hashlib.sha256(signed).hexdigest()
    match style:
        case "none":
            return None
        case "bare":
            return digest
        case "bad":
            return f"mac={digest[:-1]}{'0' if digest[-1] != '0' else '1'}"
        case "hmac":
            return f"mac={hmac.new(account.oa_secret.encode(), signed, hashlib.sha256).hexdigest()}"
    return f"mac={digest}"
