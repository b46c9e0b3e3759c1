"""Made parts of a document are replaced, and nothing else is."""

from __future__ import annotations

from deploy.made_parts import names_in, with_parts

TEXT = "before <!-- made:a -->old<!-- /made --> and <!-- made:b.c -->kept<!-- /made --> after"


def test_a_part_is_made_anew() -> None:
    assert with_parts(TEXT, {"a": lambda: "new"}) == TEXT.replace("old", "new")


def test_a_part_nobody_makes_stays() -> None:
    assert with_parts(TEXT, {}) == TEXT
    assert names_in(TEXT) == ["a", "b.c"]
