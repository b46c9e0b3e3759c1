"""`knowledge check`: nothing outlives its day. A law that ends dates what rests on it; `--on` tells what fails then."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.catalogue_files.yaml_file import read_yaml
from knowledge.library.checks.paths import Place, outcome_faults
from knowledge.library.checks.words import check_words
from knowledge.schema.procedure import Procedure

DATED = ("fees", "time_limit", "warnings")
"""The parts of a procedure whose entries may be dated."""


def time_faults(procedure: Procedure) -> Iterator[tuple[Place, str]]:
    """What says or rests on an end, and is not dated: a sentence "đến hết …", a law that ends (laws.yml)."""
    for part in DATED:
        for index, entry in enumerate(getattr(procedure, part)):
            end = _said_end(" ".join(getattr(entry, name, "") for name in ("say", "note", "published")))
            if end and end >= procedure.source.read and (entry.valid_to is None or entry.valid_to > end):
                yield (part, index), f"says that it holds until {end:%d/%m/%Y}, and is not dated (`to`)"
    for index, deadline in enumerate(procedure.deadline):
        spans = deadline.within and deadline.since and deadline.within.unit != "hour"
        say = deadline.say.lower()
        if spans and re.search(check_words().before, say) and not any(word in say for word in check_words().uncounted):
            yield ("deadline", index), "lies before its event, and would be counted after it (`own_deadline.before`)"
    for law, ends in _ending_laws().items():
        last, by = ends["to"], ends["by"]
        if law in procedure.legal_basis and (procedure.effective.valid_to or dt.date.max) > last:
            yield ("effective",), f"{law} ends on {last:%d/%m/%Y}, {by} takes its place: `effective` needs that `to`"


def day_faults(catalogue: Catalogue, day: dt.date) -> Iterator[str]:
    """What an authored procedure no longer says on a day to come, each with its file; a fault a line."""
    for code, path in sorted(catalogue.authored.items()):
        procedure = catalogue.procedures[code]
        name = f"{path.parent.name}/{path.name}"
        end = procedure.effective.valid_to
        if end and end < day:
            yield f"{name}: ended on {end:%d/%m/%Y}: what holds from then on is not authored"
            continue
        seen: set[str] = set()
        for question_path in catalogue.paths(code):
            chosen = dict(question_path.parts)
            if chosen["redirects"]:
                continue
            for where, message in outcome_faults(procedure, chosen, [day]):
                if message not in seen:
                    seen.add(message)
                    yield f"{name}: {where[0]}: {message}"


def _said_end(text: str) -> dt.date | None:
    found = [
        dt.date(int(year), int(month), int(day)) for day, month, year in re.findall(check_words().until, text.lower())
    ]
    return max(found, default=None)


@lru_cache(maxsize=1)
def _ending_laws() -> dict[str, dict[str, dt.date]]:
    return read_yaml(Path(__file__).with_name("laws.yml").read_bytes())
