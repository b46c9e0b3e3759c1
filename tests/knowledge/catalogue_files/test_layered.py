"""Mappings over other mappings: the first counts, values are made when they are asked for, nothing can be changed."""

from __future__ import annotations

import pytest

from knowledge.catalogue_files.layered import Computed, layered


def test_of_equal_keys_the_first_mapping_counts() -> None:
    both = layered({"b": 1, "a": 2}, {"b": 3, "c": 4})
    assert (dict(both), len(both), "c" in both, "d" in both) == ({"a": 2, "b": 1, "c": 4}, 3, True, False)
    with pytest.raises(KeyError):
        both["z"]
    with pytest.raises(TypeError):
        both["a"] = 5  # type: ignore[index]


def test_a_change_below_is_seen() -> None:
    below = {"a": 1}
    over = layered({}, below)
    below["b"] = 2
    assert dict(over) == {"a": 1, "b": 2}


def test_values_are_worked_out_when_they_are_asked_for() -> None:
    asked: list[str] = []

    def compute(key: str) -> str:
        asked.append(key)
        return key.upper()

    computed = Computed({"a": None}, compute)
    assert ("a" in computed, list(computed), len(computed), asked) == (True, ["a"], 1, [])
    assert (computed["a"], asked) == ("A", ["a"])
    with pytest.raises(KeyError):
        computed["z"]
