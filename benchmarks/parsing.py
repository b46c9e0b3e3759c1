"""Measure the importer's parser: `python -m benchmarks.parsing [dev|test|commune|shown|held_out|self] [--failures]`.

`dev` and the others score it on records labelled by hand (tests/knowledge/portal/labels, conventions in its README);
all but `dev` are held out, for reporting only, and `held_out` is these together. `self` compares the records' tables
with their own words, over all records that have both.
Needs the records: --records FILE, default ../shared/portal/records.jsonl.gz beside the project.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from knowledge.portal.files.read import RawRecord, read_file
from knowledge.portal.parse.fees import METHODS, amounts_in, fees_of, read_fee
from knowledge.portal.parse.procedure import CASE, NONE, read_groups
from knowledge.portal.parse.rows import ReadRow, counts_said, read_row
from knowledge.portal.parse.times import read_time, times_in
from knowledge.portal.record import Record
from knowledge.portal.repair import unglue

ROOT = Path(__file__).resolve().parent.parent
LABELS = ROOT / "tests" / "knowledge" / "portal" / "labels"
RECORDS = ROOT.parent / "shared" / "portal" / "records.jsonl.gz"
HELD_OUT = ("test", "commune", "shown")
EITHER = {(1, 0), (0, 1), (1, 1)}
"""What is right where the words say "an original or a copy"."""


class Score:
    """Right and wrong, per measure, with the failures."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.all: Counter[str] = Counter()
        self.failures: defaultdict[str, list[str]] = defaultdict(list)

    def note(self, measure: str, right: bool, failure: object) -> None:
        self.all[measure] += 1
        self.right[measure] += right
        if not right:
            self.failures[measure].append(str(failure))

    def lines(self) -> Iterator[str]:
        """One line for each measure: share, counts."""
        for measure, count in self.all.items():
            yield f"{measure:34} {self.right[measure] / count:.4f}  ({self.right[measure]} of {count})"


def read_records(path: Path) -> dict[str, Record]:
    """All records of a file that can be read, by code."""
    records = (line.record() for line in read_file(path) if isinstance(line, RawRecord))
    return {record.code: record for record in records}


def score_labels(labels: list[dict[str, Any]], records: dict[str, Record]) -> Score:
    """The parser against the hand labels."""
    score = Score()
    for label in labels:
        record = records[label["code"]]
        _score_rows(score, label, record)
        if "cases" not in label:  # only its rows are labelled
            continue
        questions, _ = read_groups(record)
        cases = [
            option
            for question in questions
            if question.id == CASE
            for option in question.options
            if option.value != NONE
        ]
        score.note("number of cases", len(label["cases"]) == (len(cases) or 1), label["code"])
        _score_fees(score, label, record)
        _score_times(score, label, record)
    return score


def _rows(record: Record) -> dict[tuple[int, int], ReadRow]:
    """Each row understood, by its place."""
    _, groups = read_groups(record)
    rows: dict[tuple[int, int], ReadRow] = {}
    for place, (case, group) in enumerate(zip(record.cases, groups, strict=True)):
        read = iter(group.rows)
        rows |= {(place, at): next(read) for at, row in enumerate(case.rows) if row.name}
    return rows


def _score_rows(score: Score, label: dict[str, Any], record: Record) -> None:
    rows = _rows(record)
    for row in label["rows"]:
        read = rows.get(tuple(row["at"]))
        where = f"{label['code']} {row['at']} {read.text[:60] if read else ''}"
        is_paper, kept = row["kind"] == "document", read is not None and not read.note
        if not row.get("kind_doubt"):
            if kept:
                score.note("documents, precision", is_paper, where)
            if is_paper:
                score.note("documents, recall", kept, where)
        if not (is_paper and kept and read):
            continue
        if "original" in row and not row.get("qty_doubt"):
            labelled = (row.get("original") or 0, row.get("copy") or 0)
            ours = (read.original or 0, read.copies or 0)
            right = ours in EITHER if row.get("either") else ours == labelled
            score.note("quantities", right, f"{where}: {labelled} against {ours}")
            if right and labelled[1] and not row.get("copy_alt"):
                kind = "certified" if read.certified else "photo"
                score.note("kind of copy", kind == row["copy_kind"], where)
        if row.get("way") and not row.get("way_doubt"):
            way = "present" if read.present else "submit"
            score.note("submit or present", way == row["way"], f"{where}: {row['way']}")
            if "present" in (way, row["way"]):
                score.note("  papers to be shown", way == row["way"], where)
        if "original" in row and not row.get("optional_doubt"):
            score.note("only in a case (optional)", bool(row.get("optional")) == read.optional, where)


def _score_fees(score: Score, label: dict[str, Any], record: Record) -> None:
    by_method: defaultdict[str, list[Any]] = defaultdict(list)
    for method in record.methods:
        if method.method in METHODS:
            by_method[method.method] += fees_of(method)
    for wanted in label["fees"] or ():
        if wanted.get("fee_doubt"):
            continue
        fees = by_method[wanted["method"]]
        sums = {fee.amount for fee in fees} | {n for fee in fees for n in amounts_in(f"{fee.published} {fee.note}")}
        kinds = {
            "amount"
            if fee.amount or fee.published
            else "free"
            if fee.free
            else "decided"
            if fee.decided_by
            else "unknown"
            for fee in fees
        }
        kind = next((kind for kind in ("amount", "free", "decided", "unknown") if kind in kinds), "none")
        right = kind == wanted["kind"] and (kind != "amount" or set(wanted.get("amounts") or ()) <= sums)
        score.note("fees", right, f"{label['code']} {wanted} against {kind}")
        if wanted["kind"] != "unknown":
            score.note("  fees that are published", right, f"{label['code']} {wanted} against {kind}")


def _score_times(score: Score, label: dict[str, Any], record: Record) -> None:
    labelled = Counter((time["method"], time.get("amount"), time["unit"]) for time in label["times"] or ())
    found: Counter[tuple[str, int | None, str]] = Counter()
    for method in record.methods:
        limit = read_time(method)
        known = limit.amount is not None and limit.unit != "published"
        found[method.method, limit.amount, str(limit.unit) if known else "unknown"] += 1
    for time in labelled.elements():
        right = found[time] > 0
        found[time] -= right
        score.note("times", right, f"{label['code']} {time}")


def score_self(records: dict[str, Record]) -> Score:
    """The records' tables against their own words, where a record has both and the words tell one thing."""
    score = Score()
    for record in records.values():
        for row in (row for case in record.cases for row in case.rows):
            name, original, copies = unglue(row.name, row.original, row.copies)
            said = counts_said(name)
            if said and (original or copies):
                read = read_row(row, note=False, present=False)
                score.note(
                    "quantities read as the words say", {read.original or 0, read.copies or 0} >= {said}, record.code
                )
                score.note("  table and words agree", said in (original, copies), record.code)
        for method in record.methods:
            for fee in method.fees:
                sums = amounts_in(fee.words)
                if len(sums) == 1 and fee.value:
                    read_ = read_fee(fee)
                    told = {read_.amount, *amounts_in(read_.note), *amounts_in(read_.published)}
                    score.note("fees: the words' sum is told", sums[0] in told, record.code)
                    score.note("  value and words agree", sums[0] == round(fee.value), record.code)
            spans = times_in(method.words)
            if len(spans) == 1 and method.time:
                limit = read_time(method)
                told_ = (limit.amount, limit.unit) == spans[0] or (not limit.verified and bool(limit.note))
                score.note("times: as the words, or both told", told_, record.code)
                score.note("  number and words agree", spans[0][0] == round(method.time), record.code)
    return score


def main() -> None:
    """Print the table, and with --failures what failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("which", nargs="?", default="test", choices=["dev", *HELD_OUT, "held_out", "self"])
    parser.add_argument("--records", type=Path, default=RECORDS)
    parser.add_argument("--failures", action="store_true")
    options = parser.parse_args()
    records = read_records(options.records)
    if options.which == "self":
        score = score_self(records)
    else:
        parts = HELD_OUT if options.which == "held_out" else (options.which,)
        labels = [label for part in parts for label in yaml.safe_load((LABELS / f"{part}.yml").read_text("utf-8"))]
        score = score_labels(labels, records)
    print(f"parser, {options.which}, {len(records)} records read")
    for line in score.lines():
        print(line)
    if options.failures:
        for measure, failures in score.failures.items():
            print(f"\n{measure}: {len(failures)}", *failures[:40], sep="\n  ")


if __name__ == "__main__":
    main()
