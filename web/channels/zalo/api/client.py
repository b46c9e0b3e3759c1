"""Zalo's message API over HTTP: one call, and what came of it. Tokens travel in headers, never in addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

TIMEOUT = httpx.Timeout(10.0, connect=3.0)
"""Seconds."""
FREE_QUOTA = "reply"
"""What a message that is free of charge is taken from."""
LONGEST_NAME = 100
"""Characters of a file's name."""
FILE_TYPES = {
    ".pdf": "application/pdf",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
LARGEST_FILE = 5 * 1024 * 1024
"""Bytes."""


class Unreachable(Exception):
    """Zalo did not answer as it should.

    Args:
        reason: timeout, connection, status or format.
        doubtful: it may nevertheless have done what it was asked for.
    """

    def __init__(self, reason: str, *, doubtful: bool) -> None:
        self.reason = reason
        self.doubtful = doubtful
        super().__init__(reason)


@dataclass(frozen=True)
class Answer:
    """
    Attributes:
        code: 0 when it was done, else Zalo's error.
        data: what the answer holds besides.
        remain: how many calls are left for now; None when Zalo does not say.
        retry_after: seconds to wait; None when Zalo does not say.
    """

    code: int
    data: Mapping[str, Any]
    remain: int | None = None
    retry_after: float | None = None

    @property
    def message_id(self) -> str:
        """Of the message that was sent; "" when there is none."""
        found = self.data.get("message_id")
        return found if isinstance(found, str) else ""

    @property
    def quota_type(self) -> str:
        """What the message was taken from; "" when Zalo does not say."""
        kind = self._quota.get("quota_type")
        return kind if isinstance(kind, str) else ""

    @property
    def free_left(self) -> int | None:
        """How many free messages are left for the person; None when Zalo does not say."""
        return _number(self._quota.get("remain")) if self.quota_type == FREE_QUOTA else None

    @property
    def _quota(self) -> Mapping[str, Any]:
        quota = self.data.get("quota")
        return quota if isinstance(quota, dict) else {}


class Client:
    """
    Args:
        client: an HTTP client.
        api: the address of Zalo's API.
    """

    def __init__(self, client: httpx.AsyncClient, api: str) -> None:
        self._client = client
        self._api = api.rstrip("/")

    async def send(self, token: str, person: str, message: Mapping[str, Any]) -> Answer:
        """Send one message.

        Raises:
            Unreachable: there is no answer.
        """
        body = {"recipient": {"user_id": person}, "message": message}
        return await self._post("/v3.0/oa/message/cs", token, json=body)

    async def upload_file(self, token: str, content: bytes, name: str) -> str:
        """Bring a PDF, DOC or DOCX to Zalo.

        Returns:
            what the message {"attachment": {"type": "file", "payload": {"token": …}}} sends it by, for seven days.

        Raises:
            ValueError: it is another kind of file, or larger than 5 MB.
            UploadRefused: Zalo does not take it.
            Unreachable: there is no answer.
        """
        kind = FILE_TYPES.get(Path(name).suffix.lower())
        if kind is None or len(content) > LARGEST_FILE:
            raise ValueError("Zalo takes PDF, DOC and DOCX up to 5 MB")
        file = {"file": (name[-LONGEST_NAME:], content, kind)}
        answer = await self._post("/v2.0/oa/upload/file", token, files=file)
        found = answer.data.get("token")
        if answer.code or not isinstance(found, str):
            raise UploadRefused(answer.code)
        return found

    async def _post(self, path: str, token: str, **content: Any) -> Answer:
        try:
            headers = {"access_token": token}
            answer = await self._client.post(f"{self._api}{path}", headers=headers, timeout=TIMEOUT, **content)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.InvalidURL):
            raise Unreachable("connection", doubtful=False) from None
        except httpx.TimeoutException:
            raise Unreachable("timeout", doubtful=True) from None
        except httpx.HTTPError:
            raise Unreachable("connection", doubtful=True) from None
        return _read(answer)


class UploadRefused(Exception):
    """Zalo does not take a file; `code` is its error."""

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(f"refused: {code}")


def _read(answer: httpx.Response) -> Answer:
    try:
        body = answer.json()
    except ValueError:
        body = None
    code = _number(body.get("error")) if isinstance(body, dict) else None
    if not isinstance(body, dict) or code is None:
        # perhaps a page of whoever stands before Zalo, which may have passed the message on
        raise Unreachable("status" if answer.is_error else "format", doubtful=True)
    data = body.get("data")
    wait = _number(answer.headers.get("Retry-After"))
    remain = _number(answer.headers.get("X-RateLimit-Remain"))
    return Answer(code, data if isinstance(data, dict) else {}, remain, None if wait is None else float(wait))


def _number(value: object) -> int | None:
    """A whole number, written as one or as a string."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    try:
        return int(value)
    except ValueError:
        return None
