"""Making an edition of what lies in the catalogue's files, the overlays and the last import, if it is sound."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from knowledge.errors import CatalogueError, KnowledgeError
from knowledge.files import write_in_one_move
from knowledge.library.assemble import assemble, read_parts
from knowledge.library.changes import Changes
from knowledge.library.check import check_catalogue
from knowledge.library.editions import About, Editions, EditionUnusable
from knowledge.settings import Settings, now_in_vietnam

LONGEST_REASON = 300


class State(StrEnum):
    """What became of the catalogue that lies there."""

    PUBLISHED = "published"
    """The newest edition holds it."""
    REFUSED = "refused"
    """It is broken; the editions before stay."""
    NO_INDEX = "no_index"
    """It is sound, and its index is not built."""
    CHANGING = "changing"
    """It changed meanwhile."""


@dataclass(frozen=True)
class Outcome:
    """What became of the catalogue whose files had this stamp (see `Changes`); `reason`: its first fault."""

    stamp: str
    state: State
    reason: str = ""


def publish(settings: Settings, *, build: bool, report: Callable[[str], None]) -> Outcome:
    """Make what lies there the newest edition, unless it is that already, is broken, or changes meanwhile.

    Call it while holding the lock of the editions. A catalogue that loads but does not pass the check is taken only
    while there is no edition that could serve in its place.

    Args:
        settings: where everything lies.
        build: build the index when it is missing or damaged, which may take minutes.
        report: called with the progress in plain lines.

    Raises:
        StoreError: the imported records cannot be read now.
        EditionUnusable, OSError: the edition cannot be written.
    """
    from knowledge.search.index.build import build_index, index_is_current  # loads numpy

    changes, editions = Changes(settings), Editions(settings)
    stamp = changes.stamp()
    newest = _newest(editions)
    reason = ""
    try:
        parts = read_parts(settings)
        catalogue = assemble(parts)
        if newest is None or newest.fingerprint != catalogue.fingerprint:
            reason = _first(check_catalogue(catalogue, now_in_vietnam().date()).faults)
            if reason and newest is not None:
                raise CatalogueError([reason])
    except CatalogueError as error:
        if build:
            _repair(editions, settings, report)
        return _noted(settings, Outcome(stamp, State.REFUSED, _first(error.faults)))
    if not index_is_current(catalogue, settings):
        if not build:
            return Outcome(stamp, State.NO_INDEX)
        build_index(catalogue, settings, report)
    if changes.stamp() != stamp:
        return Outcome(stamp, State.CHANGING)
    import_id = parts.imported.import_.id if parts.imported else None
    if newest != About(catalogue.fingerprint, parts.authored.fingerprint, import_id):
        editions.publish(parts, catalogue)
    return _noted(settings, Outcome(stamp, State.PUBLISHED, reason))


def last_outcome(settings: Settings) -> Outcome | None:
    """What became of the catalogue that was looked at last; None when that is not known."""
    try:
        held = json.loads(_place(settings).read_text(encoding="utf-8"))
        return Outcome(str(held["stamp"]), State(held["state"]), str(held["reason"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _repair(editions: Editions, settings: Settings, report: Callable[[str], None]) -> None:
    """Let the last good edition be searched, whatever lies there now."""
    from knowledge.search.index.build import build_index, index_is_current

    for number in editions.numbers():
        with contextlib.suppress(KnowledgeError):
            catalogue = editions.load(number)
            if not index_is_current(catalogue, settings):
                build_index(catalogue, settings, report)
            return


def _newest(editions: Editions) -> About | None:
    """What the newest whole edition is made of."""
    for number in editions.numbers():
        with contextlib.suppress(EditionUnusable):
            return editions.about(number)
    return None


def _first(faults: list[str]) -> str:
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return faults[0][:LONGEST_REASON] + more if faults else ""


def _noted(settings: Settings, outcome: Outcome) -> Outcome:
    write_in_one_move(_place(settings), json.dumps(asdict(outcome), ensure_ascii=False).encode())
    return outcome


def _place(settings: Settings) -> Path:
    return Editions(settings).folder / "looked.json"
