"""Paint `web/static/icon.svg` as the squares that phones put on their screens: `python -m deploy.icons`."""

from __future__ import annotations

import sys
from pathlib import Path

import typst

STATIC = Path(__file__).resolve().parent.parent / "web" / "static"
SIDES = (192, 512)
"""In pixels; what browsers ask of an app's manifest."""
GROUND = "#f6ead2"
"""The drawing's own ground, out to the corners: a phone may cut any shape out of the square."""


def paint(side: int) -> bytes:
    """The icon as a PNG."""
    source = (
        f'#set page(width: {side}pt, height: {side}pt, margin: 0pt, fill: rgb("{GROUND}"))\n'
        '#image("icon.svg", width: 100%)'
    )
    # the stub wants source and root to be of one type
    return bytes(typst.compile(source.encode(), root=STATIC, format="png", ppi=72.0))  # type: ignore[call-overload]


def main() -> int:
    """Write both beside the drawing."""
    for side in SIDES:
        path = STATIC / f"icon-{side}.png"
        path.write_bytes(paint(side))
        print(f"{path.name}: {path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
