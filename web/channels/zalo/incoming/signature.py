"""The signature of Zalo's events: SHA-256, in hexadecimal, over app id, raw body, timestamp and the OA's secret key."""

from __future__ import annotations

import hashlib
import hmac

HEADER = "X-ZEvent-Signature"
PREFIX = "mac="


def is_signed(header: str, raw: bytes, *, app_id: str, timestamp: str, secret: str) -> bool:
    """Whether an event comes from Zalo.

    Args:
        header: X-ZEvent-Signature, with "mac=" before the digits or without it; "" when there is none.
        raw: the body as it came, not as it was read.
        app_id: of the app that the webhook belongs to.
        timestamp: of the body, written as it stands there.
        secret: the OA's secret key; without one nothing is signed.
    """
    if not secret:
        return False
    claimed = header.strip().removeprefix(PREFIX).lower()
    signed = app_id.encode() + raw + f"{timestamp}{secret}".encode("utf-8", "surrogatepass")
    # compared as bytes: compare_digest refuses text that is not ASCII, which anybody may send
    return hmac.compare_digest(claimed.encode("utf-8", "surrogatepass"), hashlib.sha256(signed).hexdigest().encode())
