"""What people are told of a procedure before they have answered anything: the list, and that list as text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.as_text import called_in, checklist_text
from knowledge.checklist.build import build_checklist
from knowledge.messages import Checklist, DocumentLine
from knowledge.schema.procedure import Procedure


@dataclass(frozen=True)
class Told:
    """A procedure, its list without any answer, and that list as text."""

    procedure: Procedure
    checklist: Checklist
    text: str

    def lines(self) -> Iterator[tuple[DocumentLine, str]]:
        """Each paper with its name as every channel tells it."""
        return ((line, called_in(self.checklist, line)) for line in self.checklist.documents)


def told_of(catalogue: Catalogue, code: str, now: dt.datetime) -> Told:
    """What is told of a procedure at a moment (Việt Nam time).

    Raises:
        UnknownProcedure: no such code.
    """
    checklist = build_checklist(catalogue, code, {}, now)
    return Told(catalogue.get(code), checklist, checklist_text(checklist))
