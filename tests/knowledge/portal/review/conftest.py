"""Two imports of the sample record, and what changed between them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from knowledge.portal.review.diff import choose_imports, diff_imports
from knowledge.portal.store.record_store import RecordStore
from tests.knowledge.portal.records import FIRST, SECOND, put, record

Changes = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def changed(store: RecordStore) -> Changes:
    """Imports the sample, then the sample with changes, and gives the (part, sentence) of each change."""

    def run(first: dict[str, Any] | None = None, **changes: Any) -> list[tuple[str, str]]:
        before = record(**(first or {}))
        put(store, FIRST, before)
        put(store, SECOND, {**before, **changes})
        found = diff_imports(store, *choose_imports(store)).procedures
        assert len(found) <= 1
        return [(change.part, change.say) for procedure in found for change in procedure.changes]

    return run
