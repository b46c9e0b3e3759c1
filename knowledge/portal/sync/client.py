"""The two calls of the portal's API that a sync needs: a page of the list, and one record's detail.

Polite (a bounded rate, Retry-After honoured) and patient: what may pass (faults of the network, 5xx, 429, a page of
HTML instead of JSON) is tried again with growing, jittered waits. Nothing that comes back is trusted.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Self, TypeVar

import httpx
import tenacity

from knowledge.errors import PortalError
from knowledge.portal.files.read import MAX_LINE
from knowledge.portal.sync.responses import Page, detail_of, page_of, sound_json
from knowledge.portal.sync.retry import Backoff, PassingFault, retry_after
from knowledge.settings import Settings

LIST = "/submitting/formality/list-all-public-formality-by-citizen"
DETAIL = "/configuring/formality/get-formality-by-citizen"
PAGE_SIZE = 100
TRIES = 6
"""With waits of about 1, 2, 4, 8 and 16 seconds in between."""
TIMEOUT = 30.0
"""Seconds to connect, and between two pieces of an answer."""
ANSWER_WITHIN = 120.0
"""Seconds for one whole answer: a portal that drips a byte at a time is not waited for."""
LONGEST_WAIT = 600.0
"""Seconds a Retry-After is waited for; when the portal asks for more, the sync ends and says so."""
MAX_ANSWER = MAX_LINE
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
_ABOUT_ONE = frozenset({400, 404, 410, 422})
_Answer = TypeVar("_Answer")


class PortalClient:
    """Not thread-safe; close it or use it in a `with`.

    Args:
        base: address of the API, such as https://dichvucong.gov.vn/api/v1.
        rate: requests a second, at most; tries count.
        tries: how often one question is put before it is given up.
        first_wait: seconds before the second try; doubled before each further one.
        timeout: seconds to connect, and between two pieces of an answer.

    Raises:
        PortalError: the address is none, or the rate is not above 0.
    """

    def __init__(
        self, base: str, rate: float = 2.0, tries: int = TRIES, first_wait: float = 1.0, timeout: float = TIMEOUT
    ) -> None:
        if not _is_address(base):
            raise PortalError(f"{base[:200]!r} is no address of the portal's API; one is like https://host/api/v1")
        if not 0 < rate <= 1_000:
            raise PortalError(f"{rate} requests a second cannot be kept; give a rate above 0, at most 1000")
        self.base = base.rstrip("/")
        self.requests = 0
        self._pause, self._free_at = 1 / rate, 0.0
        self._http = httpx.Client(
            timeout=timeout,
            headers={"Accept": "application/json", "Accept-Encoding": "gzip", "User-Agent": "di-mot-lan-sync/1"},
        )
        self._retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(PassingFault),
            stop=tenacity.stop_after_attempt(max(tries, 1)),
            wait=Backoff(first_wait),
            reraise=True,
        )

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The client of these settings."""
        return cls(settings.portal_base, settings.sync_rate)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def page(self, cursor: str | None = None, limit: int | None = None) -> Page:
        """The page of the list after `cursor`, or the first one.

        Raises:
            PortalError: the portal does not give it.
        """
        body = {"limit": limit or PAGE_SIZE, "lastId": cursor, "q": "", "categoryId": None, "departmentCode": None}
        return self._ask(LIST, body, page_of)

    def detail(self, record_id: str) -> dict[str, Any]:
        """The detail of a record.

        Raises:
            PortalError: the portal does not give it; `about_one` when that says nothing of the other records.
        """
        return self._ask(DETAIL, {"id": record_id}, detail_of)

    def _ask(self, path: str, body: dict[str, Any], read: Callable[[Any], _Answer]) -> _Answer:
        try:
            return self._retrying(lambda: read(self._post(path, body)))
        except PassingFault as fault:
            tried = self._retrying.statistics.get("attempt_number", 1)
            raise PortalError(
                f"{self.base}: {fault} ({tried} tries); try again later, or look whether the address is right",
                status=fault.status,
            ) from None

    def _post(self, path: str, body: dict[str, Any]) -> Any:
        self._keep_rate()
        self.requests += 1
        try:
            with self._http.stream("POST", self.base + path, json=body) as response:
                self._check(response, path == DETAIL)
                content = _bounded(response, path == DETAIL)
        except httpx.TransportError as error:
            raise PassingFault(f"no whole answer ({type(error).__name__}: {error})".replace(": )", ")")) from None
        except httpx.HTTPError as error:
            raise PassingFault(f"the answer cannot be read ({type(error).__name__})") from None
        try:
            return sound_json(content)
        except ValueError as error:
            what = "a page of HTML" if content.lstrip()[:1] == b"<" else str(error)
            raise PassingFault(f"the answer is not JSON: {what}", response.status_code) from None

    def _keep_rate(self) -> None:
        now = time.monotonic()
        if self._free_at > now:
            time.sleep(self._free_at - now)
        self._free_at = max(self._free_at, now) + self._pause

    def _check(self, response: httpx.Response, one: bool) -> None:
        status = response.status_code
        if status < 300:
            return
        if status in _PASSING:
            wait = retry_after(response.headers.get("Retry-After"))
            if wait is not None and wait > LONGEST_WAIT:
                raise PortalError(
                    f"{self.base} asks to come back in {wait / 60:.0f} minutes (status {status}); sync again then",
                    status=status,
                    come_back=wait,
                )
            raise PassingFault(f"the answer has status {status}", status, wait)
        if status < 400:
            raise PortalError(
                f"{self.base} leads to {response.headers.get('Location')!r}; give that address if it is right"
            )
        advice = "it refuses this machine or this rate" if status in (401, 403) else "look whether the address is right"
        raise PortalError(
            f"{self.base}: the answer has status {status}; {advice}",
            status=status,
            about_one=one and status in _ABOUT_ONE,
        )


def _is_address(base: str) -> bool:
    try:
        address = httpx.URL(base)
    except httpx.InvalidURL:
        return False
    there = bool(address.host) and "%" not in address.host and 0 < (address.port or 80) < 2**16
    return there and address.scheme in ("http", "https") and not address.userinfo


def _bounded(response: httpx.Response, one: bool) -> bytes:
    """The body, refused as soon as it is longer or slower than any real one."""
    until, parts, size = time.monotonic() + ANSWER_WITHIN, [], 0
    for part in response.iter_bytes():
        parts.append(part)
        size += len(part)
        if size > MAX_ANSWER:
            raise PortalError(f"an answer of more than {MAX_ANSWER // 2**20} MB; none real is", about_one=one)
        if time.monotonic() > until:
            raise PassingFault(f"the answer is not whole after {ANSWER_WITHIN:.0f} seconds")
    return b"".join(parts)
