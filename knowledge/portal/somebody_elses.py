"""A record that is not that of its code: its name and the national list's differ, or it contradicts itself.

Twelve records of ministries held the body of a province's procedure: what people would have been told to bring was
somebody else's list.
"""

from __future__ import annotations

import re

from knowledge.portal.parse.procedure import title_of
from knowledge.portal.parse.vocabulary import Expression
from knowledge.portal.record import Record
from knowledge.text.fold import fold

COMMON = 0.5
"""Two names of one procedure share at least this part of the shorter one's words, or LIKE of all their words."""
LIKE = 0.2
SHORTEST = 3
"""A name of fewer words tells nothing."""
_MINISTRY, _BY_PROVINCE = Expression("issuer.ministry"), Expression("issuer.by_province")


def other_name(name: str, listed: str) -> bool:
    """Whether a record's name and the one in the list are those of two procedures. Wording and length may differ."""
    ours, theirs = _words(name), _words(listed)
    if min(len(ours), len(theirs)) < SHORTEST:
        return False
    common = len(ours & theirs)
    return common < COMMON * min(len(ours), len(theirs)) and common < LIKE * len(ours | theirs)


def contradiction(record: Record) -> str:
    """Why a record cannot be that of its code, whatever the list says; empty when nothing speaks against it."""
    if _MINISTRY.match(record.issued_by) and _BY_PROVINCE.search(record.decision):
        return f"it is somebody else's: published by {record.issued_by}, but decided by {record.decision}"
    return ""


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", fold(title_of(name))))
