"""One need on the list."""

from __future__ import annotations

from actions.listed_need import ListedNeed


def test_the_likeliest_procedure_comes_first() -> None:
    assert ListedNeed(["1.001193", "2.000635"]).code == "1.001193"
