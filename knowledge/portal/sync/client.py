"""The two calls of the portal's API that a sync needs: a page of the list, and the detail of a record.

Requests keep a rate and respect Retry-After. A fault that may pass (of the network, 5xx, 429, a page of HTML instead of
JSON) is tried again, with growing waits. Nothing in a response is trusted.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Self, TypeVar

import httpx
import tenacity

from knowledge.errors import PortalError
from knowledge.portal.files.read import MAX_LINE
from knowledge.portal.sync.responses import Page, detail_of, encodable_json, page_of
from knowledge.portal.sync.retry import Backoff, TransientFault, retry_after
from knowledge.settings import Settings

LIST = "/submitting/formality/list-all-public-formality-by-citizen"
DETAIL = "/configuring/formality/get-formality-by-citizen"
PAGE_SIZE = 100
TRIES = 6
"""With waits of about 1, 2, 4, 8 and 16 seconds in between."""
TIMEOUT = 30.0
"""Seconds to connect, and between two pieces of a response."""
RESPONSE_WITHIN = 120.0
"""Seconds for a whole response: a portal that sends a byte at a time is not waited for."""
LONGEST_WAIT = 600.0
"""The longest Retry-After that is waited for, in seconds; if the portal asks for more, the sync ends and says so."""
MAX_RESPONSE = MAX_LINE
_TRANSIENT = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
_ONLY_THIS_RECORD = frozenset({400, 404, 410, 422})
_Read = TypeVar("_Read")


class PortalClient:
    """Not thread-safe; close it or use it in a `with`.

    Args:
        base: address of the API, such as https://dichvucong.gov.vn/api/v1.
        rate: requests a second, at most; tries count.
        tries: how often a request is sent before the client gives up.
        first_wait: seconds before the second try; doubled before each further one.
        timeout: seconds to connect, and between two pieces of a response.

    Raises:
        PortalError: the address cannot be used, or the rate is not above 0.
    """

    def __init__(
        self, base: str, rate: float = 2.0, tries: int = TRIES, first_wait: float = 1.0, timeout: float = TIMEOUT
    ) -> None:
        if not _is_address(base):
            raise PortalError(
                f"{base[:200]!r} is no address of the portal's API; give an address such as https://host/api/v1"
            )
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
            retry=tenacity.retry_if_exception_type(TransientFault),
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
        """The page of the list after `cursor`, or the first page.

        Raises:
            PortalError: the portal does not give it.
        """
        body = {"limit": limit or PAGE_SIZE, "lastId": cursor, "q": "", "categoryId": None, "departmentCode": None}
        return self._ask(LIST, body, page_of)

    def detail(self, record_id: str) -> dict[str, Any]:
        """The detail of a record.

        Raises:
            PortalError: the portal does not give it; with `only_this_record` if the others may still be given.
        """
        return self._ask(DETAIL, {"id": record_id}, detail_of)

    def _ask(self, path: str, body: dict[str, Any], read: Callable[[Any], _Read]) -> _Read:
        try:
            return self._retrying(lambda: read(self._post(path, body)))
        except TransientFault as fault:
            tried = self._retrying.statistics.get("attempt_number", 1)
            raise PortalError(
                f"{self.base}: {fault} ({tried} tries); try again later, or check the address",
                status=fault.status,
            ) from None

    def _post(self, path: str, body: dict[str, Any]) -> Any:
        self._keep_rate()
        self.requests += 1
        try:
            with self._http.stream("POST", self.base + path, json=body) as response:
                self._check(response, is_detail=path == DETAIL)
                content = _bounded_content(response, is_detail=path == DETAIL)
        except httpx.TransportError as error:
            raise TransientFault(f"no whole response ({type(error).__name__}: {error})".replace(": )", ")")) from None
        except httpx.HTTPError as error:
            raise TransientFault(f"the response cannot be read ({type(error).__name__})") from None
        try:
            return encodable_json(content)
        except ValueError as error:
            what = "a page of HTML" if content.lstrip()[:1] == b"<" else str(error)
            raise TransientFault(f"the response is not JSON: {what}", response.status_code) from None

    def _keep_rate(self) -> None:
        # three lines need no package
        now = time.monotonic()
        if self._free_at > now:
            time.sleep(self._free_at - now)
        self._free_at = max(self._free_at, now) + self._pause

    def _check(self, response: httpx.Response, *, is_detail: bool) -> None:
        status = response.status_code
        if status < 300:
            return
        if status in _TRANSIENT:
            wait = retry_after(response.headers.get("Retry-After"))
            if wait is not None and wait > LONGEST_WAIT:
                raise PortalError(
                    f"{self.base} asks to come back in {wait / 60:.0f} minutes (status {status}); sync again then",
                    status=status,
                    come_back=wait,
                )
            raise TransientFault(f"the response has status {status}", status, wait)
        if status < 400:
            raise PortalError(
                f"{self.base} leads to {response.headers.get('Location')!r}; give that address if it is the portal's"
            )
        advice = "it refuses this machine or this rate" if status in (401, 403) else "check the address"
        raise PortalError(
            f"{self.base}: the response has status {status}; {advice}",
            status=status,
            only_this_record=is_detail and status in _ONLY_THIS_RECORD,
        )


def _is_address(base: str) -> bool:
    try:
        address = httpx.URL(base)
    except httpx.InvalidURL:
        return False
    has_host = bool(address.host) and "%" not in address.host and 0 < (address.port or 80) < 2**16
    return has_host and address.scheme in ("http", "https") and not address.userinfo


def _bounded_content(response: httpx.Response, *, is_detail: bool) -> bytes:
    """The body, refused as soon as it is longer or slower than any real response."""
    until, parts, size = time.monotonic() + RESPONSE_WITHIN, [], 0
    for part in response.iter_bytes():
        parts.append(part)
        size += len(part)
        if size > MAX_RESPONSE:
            raise PortalError(
                f"a response of more than {MAX_RESPONSE // 2**20} MB; real responses are shorter",
                only_this_record=is_detail,
            )
        if time.monotonic() > until:
            raise TransientFault(f"the response is not whole after {RESPONSE_WITHIN:.0f} seconds")
    return b"".join(parts)
