"""A QR poster of one procedure, for the wall of an office."""

from __future__ import annotations

from typing import Literal

from knowledge.catalogue_files.catalogue import Catalogue
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


def codes_of_field(catalogue: Catalogue, field: str) -> list[str]:
    """The codes of a field, named by its key or its name; none when there is no such field.

    A province's own version has no poster of its own: that of the procedure that stands for it asks for the province.
    """
    names = {known.name for key, known in catalogue.fields.items() if field in (key, known.name)}
    return [code for code in catalogue.searched() if catalogue.entries[code].field in names]
