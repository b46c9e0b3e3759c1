"""Where an answer comes from, as every answer says it."""

from __future__ import annotations

import datetime as dt

from knowledge.messages import Citation
from knowledge.schema.procedure import Procedure
from knowledge.wording import say_day, wording


def cite(procedure: Procedure, today: dt.date, link: str = "") -> Citation:
    """The source of a procedure's facts with the day it was read.

    Args:
        procedure: any, authored or imported.
        today: for saying that it was read too long ago.
        link: its page on the portal, where the procedure itself does not tell it.
    """
    say = wording().say
    source = procedure.source
    key = f"sources.{source.kind}"
    kind = say(key) if key in wording() else source.kind
    if source.updated:
        title = say("source_updated", kind=kind, read=say_day(source.read), updated=say_day(source.updated))
    else:
        title = say("source_title", kind=kind, read=say_day(source.read))
    return Citation(
        kind=source.kind,
        title=title,
        read=source.read,
        verified=source.verified,
        updated=source.updated,
        url=source.url or link,
        stale=(today - source.read).days > source.stale_after,
        decision=say("decision", decision=procedure.decision) if procedure.decision else "",
        note=source.note,
    )
