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
    diff_words,
    last_change,
)
from knowledge.portal.review.same_paper import review_words
from knowledge.portal.store.record_store import RecordStore
from knowledge.settings import get_settings, now_in_vietnam
from knowledge.wording import say_day

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
    found = diff_imports(store, old, new, authored=authored, code=options.code)
    if options.json:
        print(json.dumps(found.as_dict(), ensure_ascii=False, indent=2))
        return 0
    for line in diff_lines(found):
        print(line)
    if not options.code and (faults := store.faults(new.id)):
        print(diff_words()["text"]["unusable"].format(count=len(faults)))
        for fault in faults:
            print(f"  {fault}")
    last = last_change(store, options.code) if options.code and not found.procedures else None
    if last:
        text = diff_words()["text"]["last"]
        print(text.format(code=options.code, import_id=last.id, day=say_day(last.day)))
    return 0


def diff_lines(found: ImportDiff) -> Iterator[str]:
    """The difference as a clerk reads it."""
    said = diff_words()
    text = said["text"]
    old, new = found.old, found.new
    yield text["head"].format(
        old=old.id,
        old_day=say_day(old.day),
        old_source=old.source,
        new=new.id,
        new_day=say_day(new.day),
        new_source=new.source,
    )
    if not found.procedures:
        yield text["nothing"]
        return
    yield text["counts"].format(**{kind: found.count(kind) for kind in (NEW, ENDED, CHANGED)})
    for one in found.procedures:
        marks = [said["levels"][one.level], *([text["authored"]] if one.authored else [])]
        marked = text["marks"].format(marks=", ".join(marks))
        yield text["procedure"].format(code=one.code, name=one.name, kind=said["kinds"][one.kind], marks=marked)
        for change in one.changes:
            yield text["change"].format(part=said["parts"][change.part], say=change.say)


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
            "fields": [dict(one.__dict__) for one in rows],
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


def _counts(one: Coverage) -> dict[str, int]:
    return {name: getattr(one, name) for name in COUNTS}


def review_lines(catalogue: Catalogue, imported: Imported | None) -> Iterator[str]:
    """The review list of `check --review`: where authored procedures and their records disagree."""
    said = review_words()
    text = said["text"]
    if imported is None:
        yield text["no_records"]
        return
    found = review(catalogue, imported)
    for code, group in groupby(found, key=lambda one: one.code):
        entries = list(group)
        yield text["head"].format(code=code, name=entries[0].name)
        for one in entries:
            yield text["entry"].format(kind=said["kinds"][one.kind], say=one.say)
            yield text["authored"].format(text=one.authored)
            yield text["record"].format(text=one.record)
    if not found:
        yield text["none"]
        return
    counts = review_counts(found)
    parts = "; ".join(text["count"].format(kind=said["kinds"][kind], number=counts[kind]) for kind in counts)
    yield text["counts"].format(total=len(found), procedures=len({one.code for one in found}), parts=parts)


def review_counts(found: list[Contradiction]) -> dict[str, int]:
    """How many entries of each kind there are."""
    counts = Counter(one.kind for one in found)
    return {kind: counts[kind] for kind in KINDS if counts[kind]}


def review_json(catalogue: Catalogue, imported: Imported | None) -> dict[str, Any]:
    """The review list for `check --review --json`."""
    found = review(catalogue, imported)
    return {"review": [dict(one.__dict__) for one in found], "counts": review_counts(found)}
