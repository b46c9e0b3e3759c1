"""QR codes."""

from __future__ import annotations

import io

import segno

QUIET_ZONE = 4
"""White modules around a code: scanners need them."""


def qr_svg(text: str) -> str:
    """A QR code of a text as SVG, black on white, without a size of its own: it grows to the room it is given.

    Error correction M or better, so that a thumb mark or a fold on paper does no harm.

    Raises:
        ValueError: the text is empty, or longer than a code holds (2,331 bytes).
    """
    if not text:
        raise ValueError("a QR code needs a text")
    code = segno.make(text, error="m", micro=False)
    buffer = io.BytesIO()
    code.save(
        buffer, kind="svg", border=QUIET_ZONE, omitsize=True, xmldecl=False, svgclass=None, lineclass=None, light="#fff"
    )
    return buffer.getvalue().decode()
