"""A QR poster of one procedure, for the wall of an office."""

from __future__ import annotations

from typing import Literal

from knowledge.checklist.paper.qr import qr_svg
from knowledge.checklist.paper.typeset import render
from knowledge.checklist.paper.wording import paper_wording
from knowledge.checklist.phrases import called, short_label
from knowledge.schema.procedure import Procedure

Size = Literal["a4", "a5"]


def poster(procedure: Procedure, address: str, size: Size = "a4") -> bytes:
    """The PDF of a poster: the name, the code of the address, the address to type.

    Args:
        procedure: whose name stands on it.
        address: of the procedure's page.
        size: of the paper.
    """
    say = paper_wording().say
    return render(
        "poster",
        {
            "paper": size,
            "title": short_label(called(procedure)),
            "official": say("sheet.official", name=short_label(procedure.name), code=procedure.code),
            "scan": say("poster.scan"),
            "how": say("poster.how"),
            "or_type": say("poster.or_type"),
            "short": address.split("://", 1)[-1],
            "address": address,
            "qr": qr_svg(address),
        },
    )
