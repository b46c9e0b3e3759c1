"""The differences between imports, and the contradictions with what is authored, as a clerk reads them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.portal.imported import Imported
from knowledge.portal.review.contradictions import KINDS, Contradiction, review
from knowledge.portal.review.diff import CHANGED, ENDED, NEW, ImportDiff
from knowledge.portal.review.wording import contradictions_wording, diff_wording
from knowledge.portal.store.tables import Import
from knowledge.wording import say_day, wording


def diff_lines(difference: ImportDiff) -> Iterator[str]:
    """The difference as a clerk reads it."""
    say = diff_wording().say
    old, new = difference.old, difference.new
    yield say(
        "text.head",
        old=old.id,
        old_day=say_day(old.day),
        old_source=old.source,
        new=new.id,
        new_day=say_day(new.day),
        new_source=new.source,
    )
    if not difference.procedures:
        yield say("text.nothing")
        return
    counts = {kind: difference.count(kind) for kind in (NEW, ENDED, CHANGED)}
    yield say("text.counts", **counts)
    for procedure in difference.procedures:
        marks = [say(f"levels.{procedure.level}"), *([say("text.authored")] if procedure.authored else [])]
        yield say(
            "text.procedure",
            code=procedure.code,
            name=procedure.name,
            kind=say(f"kinds.{procedure.kind}"),
            marks=say("text.marks", marks=", ".join(marks)),
        )
        for change in procedure.changes:
            yield say("text.change", part=_part(change.part), say=change.say)


def _part(name: str) -> str:
    """A part of a procedure as a heading; what other rooms call by name too stands in the library's own wording."""
    shared = wording().group("parts")
    return shared[name] if name in shared else diff_wording().say(f"parts.{name}")


def last_change_line(code: str, last: Import) -> str:
    """When a procedure that did not change between two imports changed last."""
    return diff_wording().say("text.last", code=code, import_id=last.id, day=say_day(last.day))


def review_lines(catalogue: Catalogue, imported: Imported | None) -> Iterator[str]:
    """The review list of `check --review`: where authored procedures and their records disagree."""
    words = contradictions_wording()
    if imported is None:
        yield words.say("text.no_records")
        return
    contradictions = review(catalogue, imported)
    for code, group in groupby(contradictions, key=lambda contradiction: contradiction.code):
        of_code = list(group)
        yield words.say("text.head", code=code, name=of_code[0].name)
        for contradiction in of_code:
            yield words.say("text.entry", kind=words.say(f"kinds.{contradiction.kind}"), say=contradiction.say)
            yield words.say("text.authored", text=contradiction.authored)
            yield words.say("text.record", text=contradiction.record)
    if not contradictions:
        yield words.say("text.none")
        return
    counts = review_counts(contradictions)
    parts = "; ".join(words.say("text.count", kind=words.say(f"kinds.{kind}"), number=counts[kind]) for kind in counts)
    codes = {contradiction.code for contradiction in contradictions}
    yield words.say("text.counts", total=len(contradictions), procedures=len(codes), parts=parts)


def review_counts(contradictions: list[Contradiction]) -> dict[str, int]:
    """How many contradictions of each kind there are."""
    counts = Counter(contradiction.kind for contradiction in contradictions)
    return {kind: counts[kind] for kind in KINDS if counts[kind]}


def review_json(catalogue: Catalogue, imported: Imported | None) -> dict[str, Any]:
    """The review list for `check --review --json`."""
    contradictions = review(catalogue, imported)
    listed = [dict(contradiction.__dict__) for contradiction in contradictions]
    return {"review": listed, "counts": review_counts(contradictions)}
