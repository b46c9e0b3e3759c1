"""The records the stand-in of the portal publishes: listed by cursor, given one by one, changed while it runs."""

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


class Published:
    """Records as raw JSON, in the order of their ids, so that a cursor holds whatever comes or goes meanwhile.

    Args:
        records: of `read_file`. What is no record is left out and counted in `unusable`; a row of the national list
            is listed but has no detail.
    """

    def __init__(self, records: Iterable[RawRecord | Record | Fault] = ()) -> None:
        self._items: dict[str, dict[str, Any]] = {}
        self._details: dict[str, bytes] = {}
        self._id_of: dict[str, str] = {}
        self._ids: list[str] = []
        self.unusable = 0
        for one in records:
            try:
                if isinstance(one, Fault):
                    raise ValueError(one.reason)
                self._put(_value_of(one) if isinstance(one, Record) else parse_json(one.content))
            except ValueError:
                self.unusable += 1
        self._ids.sort()

    def __len__(self) -> int:
        return len(self._ids)

    def code_of(self, record_id: object) -> str:
        """The code of the record with this id, or nothing."""
        return str(self._items[record_id]["code"]) if isinstance(record_id, str) and record_id in self._items else ""

    def page(self, body: dict[str, Any]) -> dict[str, Any]:
        """The list's answer to `{limit, lastId, q, categoryId, departmentCode}`.

        Raises:
            ValueError: the limit is none.
        """
        limit = body.get("limit") or USUAL_PAGE
        if not isinstance(limit, int) or not 0 < limit <= MOST_ON_A_PAGE:
            raise ValueError(f"`limit` is a number from 1 to {MOST_ON_A_PAGE}")
        at = bisect.bisect_right(self._ids, str(body.get("lastId") or ""))
        found: list[dict[str, Any]] = []
        while at < len(self._ids) and len(found) <= limit:
            item = self._items[self._ids[at]]
            if _fits(item, body):
                found.append(item)
            at += 1
        shown = found[:limit]
        return {"data": {"items": shown, "lastId": shown[-1]["id"] if len(found) > limit else None}}

    def detail(self, record_id: object) -> bytes | None:
        """The detail as JSON, or None."""
        return self._details.get(record_id) if isinstance(record_id, str) else None

    def add(self, value: Any) -> None:
        """Publish a record, `{"searchItem": …, "detail": …}` or a detail alone; one with the same code is replaced.

        Raises:
            ValueError: it has no code, or no id.
        """
        self._put(value)
        self._ids.sort()

    def change(self, code: str, patch: dict[str, Any]) -> None:
        """Lay a merge patch (RFC 7386) over a record.

        A patch with neither `searchItem` nor `detail` is one of the detail; what the list shows too follows it.

        Raises:
            KeyError: there is no such record.
            ValueError: what comes out is no record.
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
        """Publish a record no longer.

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
    """A merge patch (RFC 7386) laid over a JSON value: null removes a key."""
    if not isinstance(patch, dict):
        return patch
    result = dict(value) if isinstance(value, dict) else {}
    for key, one in patch.items():
        if one is None:
            result.pop(key, None)
        else:
            result[key] = merged(result.get(key), one)
    return result


def _item_of(detail: Any) -> dict[str, Any] | None:
    """What the list shows of a record that is known by its detail alone."""
    if not isinstance(detail, dict):
        return None
    names = {
        key: [one.get("name", "") if isinstance(one, dict) else str(one) for one in detail.get(source) or []]
        for key, source in (("categories", "categoriesDetails"), ("departments", "departmentsExecuting"))
    }
    shown = {key: detail[key] for key in _LISTED if key in detail}
    return {**shown, **names, "departmentPromulgate": detail.get("departmentPromulgateName")}


def _value_of(row: Record) -> dict[str, Any]:
    item = {
        "id": row.id,
        "name": row.name,
        "code": row.code,
        "categories": [one.name for one in row.categories],
        "departments": [one.name for one in row.units],
        "departmentPromulgate": row.issued_by,
        "state": row.state,
    }
    return {"searchItem": item, "detail": None}


def _fits(item: dict[str, Any], body: dict[str, Any]) -> bool:
    asked, category, department = body.get("q"), body.get("categoryId"), body.get("departmentCode")
    if asked and fold(str(asked)) not in fold(f"{item['code']} {item.get('name')}"):
        return False
    if category and category not in (item.get("categoryIds") or ()):
        return False
    return not department or department in (item.get("departmentPromulgateId"), *(item.get("departments") or ()))
