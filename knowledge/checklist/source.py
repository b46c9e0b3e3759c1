"""Where an answer comes from, as every answer says it."""

from __future__ import annotations

import datetime as dt

from knowledge.messages import Citation
from knowledge.schema.procedure import Procedure
from knowledge.wording import say_day, words


def cite(procedure: Procedure, today: dt.date, link: str = "") -> Citation:
    """The source of a procedure's facts with the day it was read.

    Args:
        procedure: any, authored or imported.
        today: for saying that it was read too long ago.
        link: its page on the portal, where the procedure itself does not tell it.
    """
    said = words()
    source = procedure.source
    kind = said["sources"].get(source.kind, source.kind)
    title = said["source_updated" if source.updated else "source_title"]
    return Citation(
        kind=source.kind,
        title=title.format(
            kind=kind, read=say_day(source.read), updated=say_day(source.updated) if source.updated else ""
        ),
        read=source.read,
        verified=source.verified,
        updated=source.updated,
        url=source.url or link,
        stale=(today - source.read).days > source.stale_after,
        decision=said["decision"].format(decision=procedure.decision) if procedure.decision else "",
        note=source.note,
    )
