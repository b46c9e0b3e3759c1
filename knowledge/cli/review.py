"""The commands `diff` and `coverage`, and the review list of `check --review`."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.errors import KnowledgeError
from knowledge.library.assemble import assemble, load_authored, read_parts
from knowledge.portal.imported import Imported
from knowledge.portal.review.contradictions import KINDS, Contradiction, review
from knowledge.portal.review.coverage import COUNTS, STALE_AFTER, Coverage, coverage, table, total
from knowledge.portal.review.diff import (
    CHANGED,
    ENDED,
    NEW,
    ImportDiff,
    choose_imports,
    diff_imports,
    last_change,
)
from knowledge.portal.review.wording import contradictions_wording, diff_wording
from knowledge.portal.store.record_store import RecordStore
from knowledge.settings import get_settings, now_in_vietnam
from knowledge.wording import say_day, wording

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_review_commands(commands: Commands) -> None:
    """Add `diff` and `coverage` to the commands of `python -m knowledge`."""
    diff = commands.add_parser("diff", help="what changed between two imports")
    diff.add_argument("--from", dest="old", default="", metavar="N|DATE", help="an import's number or day")
    diff.add_argument("--to", dest="new", default="", metavar="N|DATE", help="the same; default: the last one")
    diff.add_argument("--code", default="", help="only this procedure")
    diff.add_argument("--json", action="store_true", help="one JSON object")
    diff.set_defaults(run=run_diff)

    cover = commands.add_parser("coverage", help="what is listed, imported, authored, verified and stale, per field")
    cover.add_argument("--stale-days", type=int, default=STALE_AFTER, metavar="N", help="not seen for more days than N")
    cover.add_argument("--all", action="store_true", help="every field, however small")
    cover.add_argument("--json", action="store_true", help="one JSON object")
    cover.set_defaults(run=run_coverage)


def run_diff(options: argparse.Namespace) -> int:
    """`python -m knowledge diff`."""
    settings = get_settings()
    if not RecordStore.exists(settings):
        raise KnowledgeError("nothing was imported yet: run `python -m knowledge import FILE`")
    store = RecordStore.open(settings)
    old, new = choose_imports(store, options.old, options.new)
    authored = frozenset(load_authored(settings).authored)
    difference = diff_imports(store, old, new, authored=authored, code=options.code)
    if options.json:
        print(json.dumps(difference.as_dict(), ensure_ascii=False, indent=2))
        return 0
    for line in diff_lines(difference):
        print(line)
    if not options.code and (faults := store.faults(new.id)):
        print(diff_wording().say("text.unusable", count=len(faults)))
        for fault in faults:
            print(f"  {fault}")
    last = last_change(store, options.code) if options.code and not difference.procedures else None
    if last:
        print(diff_wording().say("text.last", code=options.code, import_id=last.id, day=say_day(last.day)))
    return 0


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


def run_coverage(options: argparse.Namespace) -> int:
    """`python -m knowledge coverage`."""
    if options.stale_days < 0:
        raise KnowledgeError("--stale-days is a number of days, 0 or more")
    settings = get_settings()
    parts = read_parts(settings)
    catalogue, imported = assemble(parts), parts.imported
    seen = RecordStore.open(settings).seen() if imported else {}
    rows = coverage(catalogue, imported, seen, now_in_vietnam().date(), options.stale_days)
    if options.json:
        last = imported.import_ if imported else None
        value = {
            "import": {"id": last.id, "day": last.day.isoformat(), "source": last.source} if last else None,
            "stale_days": options.stale_days,
            "fields": [dict(row.__dict__) for row in rows],
            "total": _counts(total(rows, "")),
        }
        print(json.dumps(value, ensure_ascii=False, indent=2))
        return 0
    if imported is None:
        print("nothing imported yet (`python -m knowledge import FILE`): only what is authored is counted")
    print(table(rows, everything=options.all))
    print(
        f"stale: not seen for more than {options.stale_days} days; "
        "twins: a province's own version of a listed procedure"
    )
    return 0


def _counts(row: Coverage) -> dict[str, int]:
    return {name: getattr(row, name) for name in COUNTS}


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
