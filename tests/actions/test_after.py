"""What comes after an answer is one of a few things, each told apart by its words."""

from __future__ import annotations

from actions.after import After


def test_each_says_what_is_put_on_the_screen() -> None:
    assert len({after.value for after in After}) == len(After)
