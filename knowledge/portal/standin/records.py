"""The records the stand-in publishes: listed by cursor, given by id, and changed while it runs."""

from __future__ import annotations

import bisect
import json
from collections.abc import Iterable
from typing import Any

from knowledge.portal.files.faults import Fault
from knowledge.portal.files.read import RawRecord, parse_json
from knowledge.portal.record import Record
from knowledge.text.fold import fold

MOST_ON_A_PAGE, USUAL_PAGE = 1_000, 20
_LISTED = ("id", "name", "code", "codeNotation", "state", "type")


class PublishedRecords:
    """Records as raw JSON, in the order of their ids, so that a cursor stays valid when records come or go.

    Args:
        records: of `read_file`. What cannot be used is left out and counted in `unusable`; a row of the national
            list is listed but has no detail.
    """

    def __init__(self, records: Iterable[RawRecord | Record | Fault] = ()) -> None:
        self._items: dict[str, dict[str, Any]] = {}
        self._details: dict[str, bytes] = {}
        self._id_of: dict[str, str] = {}
        self._ids: list[str] = []
        self.unusable = 0
        for record in records:
            try:
                if isinstance(record, Fault):
                    raise ValueError(record.reason)
                self._put(_value_of(record) if isinstance(record, Record) else parse_json(record.content))
            except ValueError:
                self.unusable += 1
        self._ids.sort()

    def __len__(self) -> int:
        return len(self._ids)

    def code_of(self, record_id: object) -> str:
        """The code of the record with this id, or an empty text."""
        return str(self._items[record_id]["code"]) if isinstance(record_id, str) and record_id in self._items else ""

    def page(self, body: dict[str, Any]) -> dict[str, Any]:
        """The list's response to `{limit, lastId, q, categoryId, departmentCode}`.

        Raises:
            ValueError: the limit is not a number from 1 to 1,000.
        """
        limit = body.get("limit") or USUAL_PAGE
        if not isinstance(limit, int) or not 0 < limit <= MOST_ON_A_PAGE:
            raise ValueError(f"`limit` is a number from 1 to {MOST_ON_A_PAGE}")
        at = bisect.bisect_right(self._ids, str(body.get("lastId") or ""))
        items: list[dict[str, Any]] = []
        while at < len(self._ids) and len(items) <= limit:
            item = self._items[self._ids[at]]
            if _fits(item, body):
                items.append(item)
            at += 1
        shown = items[:limit]
        return {"data": {"items": shown, "lastId": shown[-1]["id"] if len(items) > limit else None}}

    def detail(self, record_id: object) -> bytes | None:
        """The detail as JSON in UTF-8, or None."""
        return self._details.get(record_id) if isinstance(record_id, str) else None

    def add(self, value: Any) -> None:
        """Publish `{"searchItem": …, "detail": …}` or a detail alone; it replaces the record of the same code.

        Raises:
            ValueError: it has no code or no id, or the id is that of another record.
        """
        self._put(value)
        self._ids.sort()

    def change(self, code: str, patch: dict[str, Any]) -> None:
        """Apply a merge patch (RFC 7386) to a record.

        A patch with neither `searchItem` nor `detail` applies to the detail and to what the list shows of it.

        Raises:
            KeyError: there is no such record.
            ValueError: the result has no code or no id.
        """
        record_id = self._id_of[code]
        value = {"searchItem": self._items[record_id], "detail": json.loads(self._details.get(record_id, b"{}"))}
        if not patch.keys() & {"searchItem", "detail"}:
            patch = {"detail": patch, "searchItem": {key: patch[key] for key in _LISTED if key in patch}}
        self.remove(code)
        try:
            self.add(merged(value, patch))
        except ValueError:
            self.add(value)
            raise

    def remove(self, code: str) -> None:
        """Stop publishing a record.

        Raises:
            KeyError: there is no such record.
        """
        record_id = self._id_of.pop(code)
        del self._items[record_id]
        self._details.pop(record_id, None)
        self._ids.remove(record_id)

    def _put(self, value: Any) -> None:
        if not isinstance(value, dict):
            raise ValueError("a record is a JSON object")
        detail = value.get("detail") if value.keys() & {"searchItem", "detail"} else value
        item = value.get("searchItem") or _item_of(detail)
        if not isinstance(item, dict) or not item.get("code") or not item.get("id"):
            raise ValueError("a record has a code and an id")
        code, record_id = str(item["code"]), str(item["id"])
        if code in self._id_of:
            self.remove(code)
        if record_id in self._items:
            raise ValueError(f"the id {record_id} is that of {self.code_of(record_id)}")
        self._id_of[code] = record_id
        self._items[record_id] = {**item, "id": record_id}
        if detail is not None:
            self._details[record_id] = json.dumps(detail, ensure_ascii=False, separators=(",", ":")).encode()
        self._ids.append(record_id)


def merged(value: Any, patch: Any) -> Any:
    """A JSON value after a merge patch (RFC 7386): null removes a key."""
    if not isinstance(patch, dict):
        return patch
    result = dict(value) if isinstance(value, dict) else {}
    for key, inner in patch.items():
        if inner is None:
            result.pop(key, None)
        else:
            result[key] = merged(result.get(key), inner)
    return result


def _item_of(detail: Any) -> dict[str, Any] | None:
    """The list item of a record of which only the detail is given."""
    if not isinstance(detail, dict):
        return None
    names = {
        key: [entry.get("name", "") if isinstance(entry, dict) else str(entry) for entry in detail.get(source) or []]
        for key, source in (("categories", "categoriesDetails"), ("departments", "departmentsExecuting"))
    }
    shown = {key: detail[key] for key in _LISTED if key in detail}
    return {**shown, **names, "departmentPromulgate": detail.get("departmentPromulgateName")}


def _value_of(row: Record) -> dict[str, Any]:
    """The record of a row of the national list: a list item without a detail."""
    item = {
        "id": row.id,
        "name": row.name,
        "code": row.code,
        "categories": [category.name for category in row.categories],
        "departments": [unit.name for unit in row.units],
        "departmentPromulgate": row.issued_by,
        "state": row.state,
    }
    return {"searchItem": item, "detail": None}


def _fits(item: dict[str, Any], body: dict[str, Any]) -> bool:
    text, category, department = body.get("q"), body.get("categoryId"), body.get("departmentCode")
    if text and fold(str(text)) not in fold(f"{item['code']} {item.get('name')}"):
        return False
    if category and category not in (item.get("categoryIds") or ()):
        return False
    return not department or department in (item.get("departmentPromulgateId"), *(item.get("departments") or ()))
