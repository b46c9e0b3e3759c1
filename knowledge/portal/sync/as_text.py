"""What a sync brought, as a clerk reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from knowledge.portal.sync.outcome import SyncReport
from knowledge.portal.wording import portal_wording
from knowledge.wording import say_money


def sync_sentence(report: SyncReport) -> str:
    """What a sync brought, in a clerk's words."""
    if report.dry_run:
        plan = report.plan
        counts = {"new": len(plan.new), "changed": len(plan.changed), "due": len(plan.due), "ended": len(plan.ended)}
        sentence = _counted("sync.dry", {"listed": report.listed, **counts})
        return f"{sentence} {portal_wording().say('sync.would_refuse')}" if report.lost_too_much else sentence
    outcome = report.outcome()
    if outcome.missing:
        key = "sync.partly"
    elif outcome.new or outcome.changed or outcome.ended or outcome.unusable:
        key = "sync.done"
    else:
        key = "sync.nothing"
    return _counted(key, outcome.model_dump())


def _counted(key: str, counts: Mapping[str, Any]) -> str:
    """The sentence with those of the counts that it names, written as in Việt Nam: 4.037."""
    blanks = portal_wording().blanks(key)
    return portal_wording().say(key, **{name: say_money(counts[name]) for name in blanks})
