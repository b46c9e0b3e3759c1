"""The icons are painted from the drawing, small, and as committed."""

from __future__ import annotations

import pytest

from deploy.icons import SIDES, STATIC, paint


@pytest.mark.parametrize("side", SIDES)
def test_the_committed_icon_is_the_drawing(side: int) -> None:
    painted = paint(side)
    assert painted == (STATIC / f"icon-{side}.png").read_bytes(), "run `python -m deploy.icons` and commit the icons"
    assert int.from_bytes(painted[16:20], "big") == int.from_bytes(painted[20:24], "big") == side
    assert len(painted) < 20_000
