"""Where an answer comes from, as every answer says it."""

from __future__ import annotations

from knowledge.messages import Citation
from knowledge.model import Procedure
from knowledge.words import say_day, words


def cite(procedure: Procedure) -> Citation:
    """The source of a procedure's facts with the day it was read."""
    said = words()
    source = procedure.source
    kind = said["sources"].get(source.kind, source.kind)
    return Citation(
        kind=source.kind,
        title=said["source_title"].format(kind=kind, read=say_day(source.read)),
        read=source.read,
        verified=source.verified,
        decision=said["decision"].format(decision=procedure.decision) if procedure.decision else "",
        note=source.note,
    )
