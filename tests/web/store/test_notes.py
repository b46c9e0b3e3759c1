"""Notes are remembered by name, whatever JSON they hold."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from web.store.database import Database
from web.store.notes import Notes

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
NAME = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=50)


def test_a_note_is_replaced_and_removed(database: Database) -> None:
    notes = Notes(database)
    assert notes.read("zalo:token") is None
    notes.write("zalo:token", {"access": "a"})
    notes.write("zalo:token", {"access": "b"})
    notes.write("zalo:heard", 5.5)
    assert notes.read("zalo:token") == {"access": "b"}
    notes.remove("zalo:token")
    notes.remove("zalo:token")
    assert (notes.read("zalo:token"), Notes(database).read("zalo:heard")) == (None, 5.5)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=NAME, value=JSON)
def test_any_json_comes_back_as_it_was(database: Database, name: str, value: Any) -> None:
    Notes(database).write(name, value)
    assert Notes(database).read(name) == value
