"""What the portal's responses hold: JSON, a page of the list, the detail of a record."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from knowledge.errors import PortalError
from knowledge.portal.files.read import parse_json
from knowledge.portal.sync.retry import TransientFault

_ITEMS = ("items", "data", "content", "records", "rows")


@dataclass(frozen=True)
class Page:
    """A page of the list, with the items as the portal sent them. `cursor` is None on the last page."""

    items: list[Any]
    cursor: str | None


def encodable_json(content: bytes) -> Any:
    """The JSON of a response; halves of characters (surrogates), which cannot be stored, are replaced.

    Raises:
        ValueError: it is not JSON, or cannot be read within bounds.
    """
    value = parse_json(content)
    if b"\\ud" not in content.lower():
        return value
    try:
        return parse_json(json.dumps(value, ensure_ascii=False).encode("utf-8", errors="replace"))
    except RecursionError:
        raise ValueError("nested too deeply") from None


def page_of(response: Any) -> Page:
    """A page of the list: `data` is `{"items" or "data" …: […], "lastId"}`, or the list itself with `lastId` beside it.

    Raises:
        TransientFault: there is no list in it.
    """
    data = response.get("data") if isinstance(response, dict) else None
    cursor = response.get("lastId") if isinstance(response, dict) else None
    if isinstance(data, dict):
        cursor = data.get("lastId")
        data = next((data[key] for key in _ITEMS if isinstance(data.get(key), list)), None)
    if not isinstance(data, list):
        raise TransientFault("the response holds no list of procedures")
    return Page(data, str(cursor) if data and cursor not in (None, "") else None)


def detail_of(response: Any) -> dict[str, Any]:
    """A detail: `data`, or the response itself.

    Raises:
        TransientFault: it is not a JSON object.
        PortalError: there is no record in it.
    """
    if not isinstance(response, dict):
        raise TransientFault("the response holds no record")
    data = response.get("data", response)
    if not isinstance(data, dict) or not data.get("code"):
        raise PortalError("the portal has no content for this record", only_this_record=True)
    return data
