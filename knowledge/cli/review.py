"""The commands `diff` and `coverage`."""

from __future__ import annotations

import argparse
import dataclasses
import json
from typing import TYPE_CHECKING

from knowledge.errors import KnowledgeError
from knowledge.library.assemble import assemble, load_authored, read_parts
from knowledge.library.filled import filled, filled_imported
from knowledge.library.filled import table as said_table
from knowledge.portal.review.as_text import diff_lines, last_change_line
from knowledge.portal.review.coverage import COUNTS, STALE_AFTER, Coverage, coverage, table, total
from knowledge.portal.review.diff import choose_imports, diff_imports, last_change
from knowledge.portal.review.wording import diff_wording
from knowledge.portal.store.record_store import RecordStore
from knowledge.settings import get_settings, now_in_vietnam

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
        print(last_change_line(options.code, last))
    return 0


def run_coverage(options: argparse.Namespace) -> int:
    """`python -m knowledge coverage`."""
    if options.stale_days < 0:
        raise KnowledgeError("--stale-days is a number of days, 0 or more")
    settings = get_settings()
    parts = read_parts(settings)
    catalogue, imported = assemble(parts), parts.imported
    seen = RecordStore.open(settings).seen() if imported else {}
    rows = coverage(catalogue, imported, seen, now_in_vietnam().date(), options.stale_days)
    said = filled(catalogue) + (filled_imported(catalogue, imported) if imported else [])
    if options.json:
        last = imported.import_ if imported else None
        value = {
            "import": {"id": last.id, "day": last.day.isoformat(), "source": last.source} if last else None,
            "stale_days": options.stale_days,
            "fields": [dict(row.__dict__) for row in rows],
            "total": _counts(total(rows, "")),
            "authored": [dataclasses.asdict(row) for row in said],
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
    print("\nwhat the authored procedures say, and the short names of imported ones (--json names those that do not):")
    print(said_table(said))
    return 0


def _counts(row: Coverage) -> dict[str, int]:
    return {name: getattr(row, name) for name in COUNTS}
