"""What the portal's answers hold: JSON, a page of the list, one record's detail."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from knowledge.errors import PortalError
from knowledge.portal.files.read import parse_json
from knowledge.portal.sync.retry import PassingFault

_ITEMS = ("items", "data", "content", "records", "rows")


@dataclass(frozen=True)
class Page:
    """A page of the list, items as the portal sent them. No `cursor`: it was the last page."""

    items: list[Any]
    cursor: str | None


def sound_json(content: bytes) -> Any:
    """The JSON of an answer; halves of characters, which nothing could store, are replaced.

    Raises:
        ValueError: it is none.
    """
    value = parse_json(content)
    if b"\\ud" not in content.lower():
        return value
    try:
        return parse_json(json.dumps(value, ensure_ascii=False).encode("utf-8", errors="replace"))
    except RecursionError:
        raise ValueError("nested too deeply") from None


def page_of(answer: Any) -> Page:
    """A page: `data` is `{"items" or "data" …: […], "lastId"}`, or the list itself with `lastId` beside it.

    Raises:
        PassingFault: it is none.
    """
    data = answer.get("data") if isinstance(answer, dict) else None
    cursor = answer.get("lastId") if isinstance(answer, dict) else None
    if isinstance(data, dict):
        cursor = data.get("lastId")
        data = next((data[key] for key in _ITEMS if isinstance(data.get(key), list)), None)
    if not isinstance(data, list):
        raise PassingFault("the answer holds no list of procedures")
    return Page(data, str(cursor) if data and cursor not in (None, "") else None)


def detail_of(answer: Any) -> dict[str, Any]:
    """A detail: `data`, or the answer itself.

    Raises:
        PassingFault: it is no object at all.
        PortalError: there is nothing in it.
    """
    if not isinstance(answer, dict):
        raise PassingFault("the answer holds no record")
    data = answer.get("data", answer)
    if not isinstance(data, dict) or not data.get("code"):
        raise PortalError("the portal has no content for this record", about_one=True)
    return data
