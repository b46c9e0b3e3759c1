"""The Bot Platform over HTTP. The token is part of each address: whatever logs addresses is told to leave it out."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from typing import Any

import httpx

TIMEOUT = httpx.Timeout(10.0, connect=3.0)
"""Seconds."""
LOGGERS = ("httpx", "httpcore", "httpcore.connection", "httpcore.http11", "httpcore.http2", "httpcore.proxy")
"""Whatever writes addresses into logs."""


class BotError(Exception):
    """
    Args:
        code: of the platform; 0 when it did not answer.
        reason: in one word.
    """

    def __init__(self, code: int, reason: str) -> None:
        self.code = code
        self.reason = reason
        super().__init__(f"{reason} ({code})")


class _WithoutToken(logging.Filter):
    """Lets no record through that holds the token."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token

    def filter(self, record: logging.LogRecord) -> bool:
        return self._token not in record.getMessage() and self._token not in repr(record.args)


@contextlib.contextmanager
def unlogged(token: str) -> Iterator[None]:
    """Keep the token out of the logs of the HTTP client while the block runs."""
    guard = _WithoutToken(token)
    loggers = [logging.getLogger(name) for name in LOGGERS]
    for logger in loggers:
        logger.addFilter(guard)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeFilter(guard)


class BotClient:
    """
    Args:
        client: an HTTP client.
        api: the platform's address.
        token: the bot's.
    """

    def __init__(self, client: httpx.AsyncClient, api: str, token: str) -> None:
        self._client = client
        self._base = f"{api.rstrip('/')}/bot{token}"

    async def send_message(self, chat: str, text: str) -> None:
        """Send a text of at most 2,000 characters.

        Raises:
            BotError: it was not sent.
        """
        await self._call("sendMessage", {"chat_id": chat, "text": text})

    async def set_webhook(self, url: str, secret: str) -> None:
        """Let updates be sent to an address, with the secret in a header; from then on they cannot be fetched.

        Raises:
            BotError: it was refused.
        """
        await self._call("setWebhook", {"url": url, "secret_token": secret})

    async def _call(self, method: str, body: dict[str, Any]) -> None:
        try:
            answer = await self._client.post(f"{self._base}/{method}", json=body, timeout=TIMEOUT)
            read = answer.json()
        except httpx.TimeoutException:
            raise BotError(0, "timeout") from None
        except (httpx.HTTPError, httpx.InvalidURL):
            raise BotError(0, "connection") from None
        except ValueError:
            raise BotError(answer.status_code, "format") from None
        if not isinstance(read, dict) or read.get("ok") is not True:
            code = read.get("error_code") if isinstance(read, dict) else None
            raise BotError(code if isinstance(code, int) else answer.status_code, "refused")
