"""A short name fits on a button."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from knowledge.schema.names import Named


@pytest.mark.parametrize("short", ["", "x" * 61])
def test_too_short_or_too_long(short: str) -> None:
    assert Named(name="Thử", short="x" * 60).short
    with pytest.raises(ValidationError):
        Named(name="Thử", short=short)
