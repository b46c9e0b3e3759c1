"""`knowledge import`: a file into the record store, all at once or not at all."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.checklist.phrases import short_label
from knowledge.errors import ImportRefused
from knowledge.portal.files.faults import Fault, reason_of
from knowledge.portal.files.read import RawRecord, read_file
from knowledge.portal.parse.procedure import field_key, level_of, parse_record, title_of
from knowledge.portal.record import Record
from knowledge.portal.store.record_store import RecordStore
from knowledge.portal.store.tables import Header, Import, Version
from knowledge.portal.store.writer import StoreWriter
from knowledge.provinces import province_of
from knowledge.text.fold import fold

_CODES = re.compile(rb'"code"\s*:\s*"(\d\.\d{6}[\w.]{0,32})"')
_ANY_CODES = re.compile(rb'"code"\s*:\s*"([^"]{1,40})"')
LIVE = frozenset({"", "ACTIVE", "UPDATED", "PUBLISHED"})
"""The states of a procedure that is in force; any other has ended."""
BATCH = 500
MOST_WORDS = 600
"""Characters of results and papers searched beside the title."""
LARGEST_LOSS = 0.2
"""A complete import that would end more than this share of the records is refused: it was probably cut short."""
MOST_FAULTS = 100_000
"""A file with more than this many unusable records is no file of records."""
Progress = Callable[[int], None]


@dataclass
class ImportReport:
    """What an import did. `result` is None in a dry run."""

    read: int = 0
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    same: int = 0
    faults: list[Fault] = field(default_factory=list)
    result: Import | None = None


def import_file(
    store: RecordStore,
    path: Path,
    day: dt.date,
    *,
    complete: bool = False,
    accept_loss: bool = False,
    progress: Progress = lambda _: None,
) -> ImportReport:
    """Import a file of records or the national list.

    Args:
        store: where to.
        path: .jsonl, .json, .csv (each also .gz) or .xlsx.
        day: the day the file shows.
        complete: what is not in the file has ended.
        accept_loss: even if that is more than a fifth of all.
        progress: told how many records were read so far.

    Raises:
        ImportRefused: the file as a whole cannot be used; nothing was changed.
        StoreError: the database cannot be written; nothing was changed.
    """
    return import_records(
        store, read_file(path), path.name, day, complete=complete, accept_loss=accept_loss, progress=progress
    )


def import_records(
    store: RecordStore,
    records: Iterable[RawRecord | Record | Fault],
    source: str,
    day: dt.date,
    *,
    complete: bool = False,
    accept_loss: bool = False,
    still_listed: Iterable[str] = (),
    progress: Progress = lambda _: None,
) -> ImportReport:
    """Import records from anywhere. `still_listed`: codes that are known to be there though not among the records."""
    report = ImportReport()
    seen: set[str] = set(still_listed)
    with store.writing() as writer:
        batch: list[Version] = []
        reread: dict[str, str] = {}
        for one in _usable(records, writer, report, seen, reread):
            (report.changed if writer.digest(one.header.code) else report.new).append(one.header.code)
            batch.append(one)
            if len(batch) >= BATCH:
                writer.put(batch)
                batch.clear()
            progress(report.read)
        writer.put(batch)
        writer.reread(reread)
        if complete:
            _end_missing(writer, report, seen, accept_loss=accept_loss)
        if not report.read and not seen:
            raise ImportRefused(f"{source}: no records in it")
        writer.see(seen & writer.codes, day)
        report.result = writer.finish(source, day, _counts(report), report.faults)
    return report


def _counts(report: ImportReport) -> dict[str, int]:
    return {
        "read": report.read,
        "new": len(report.new),
        "changed": len(report.changed),
        "ended": len(report.ended),
        "unusable": len(report.faults),
    }


def _usable(
    records: Iterable[RawRecord | Record | Fault],
    writer: StoreWriter,
    report: ImportReport,
    seen: set[str],
    reread: dict[str, str],
) -> Iterator[Version]:
    """The versions to write. What is there already is only counted."""
    by_raw = {writer.raw(code): code for code in writer.codes}
    in_file: dict[str, str] = {}
    for number, one in enumerate(records, start=1):
        report.read = number
        if len(report.faults) > MOST_FAULTS:
            raise ImportRefused(f"more than {MOST_FAULTS} records cannot be used; first {report.faults[0]}")
        if isinstance(one, Fault):
            report.faults.append(one)
            continue
        line, raw = (one.line, one.digest) if isinstance(one, RawRecord) else (number, "")
        known = by_raw.get(raw) if raw else None
        if known and known not in in_file:
            in_file[known] = raw
            seen.add(known)
            report.same += 1
            continue
        try:
            record = one.record() if isinstance(one, RawRecord) else one
            digest = record.digest
            if record.code in in_file:
                if in_file[record.code] not in (raw, digest):
                    report.faults.append(Fault(line, record.code, "the code stands twice; the first one is kept"))
                continue
            if record.state.upper() not in LIVE:
                if writer.digest(record.code):
                    writer.end([record.code])
                    report.ended.append(record.code)
                report.faults.append(Fault(line, record.code, f"its state is {record.state}: no longer in force"))
                continue
            seen.add(record.code)
            in_file[record.code] = raw or digest
            if record.listed_only and writer.digest(record.code) and not writer.listed_only(record.code):
                report.same += 1  # the list knows less than the record
                continue
            if writer.digest(record.code) == digest:
                reread[record.code] = raw
                report.same += 1
                continue
            version = Version(header_of(record), digest, raw or digest, record)
        except (ValueError, ArithmeticError, RecursionError) as error:
            report.faults.append(Fault(line, _code_in(one), reason_of(error)))
            continue
        yield version


def _code_in(one: RawRecord | Record) -> str:
    """The code of something that is no record, as far as one can be made out."""
    if isinstance(one, Record):
        return one.code
    found = _CODES.search(one.content) or _ANY_CODES.search(one.content)
    return found.group(1).decode("utf-8", "replace") if found else ""


def _end_missing(writer: StoreWriter, report: ImportReport, seen: set[str], *, accept_loss: bool) -> None:
    unusable = {".".join(one.code.split(".")[:2]) for one in report.faults}  # there, though not understood
    missing = sorted(writer.codes - seen - unusable)
    if not accept_loss and len(missing) > LARGEST_LOSS * len(writer.codes):
        raise ImportRefused(
            f"{len(missing)} of {len(writer.codes)} procedures would end: the source is probably incomplete. "
            "Nothing was changed; look at the source, and give --accept-loss if they have really ended"
        )
    writer.end(missing)
    report.ended += missing


def header_of(record: Record) -> Header:
    """What the store keeps readable of a record. Parses it, so that nothing is stored that cannot be answered from.

    Raises:
        ValueError: the record cannot be understood.
    """
    parsed = parse_record(record, dt.date.min)
    procedure = parsed.procedure
    words = [short_label(kind.short or kind.name) for kind in parsed.document_types.values()]
    return Header(
        code=record.code,
        name=procedure.name,
        field=record.field,
        level=str(level_of(record)),
        province=province_of(record.issued_by) or "",
        twin=twin_key(record),
        words=" ".join(dict.fromkeys(words))[:MOST_WORDS],
        page=record.id,
        listed_only=record.listed_only,
    )


def twin_key(record: Record) -> str:
    """Equal for the same procedure published by different provinces (and by the ministry): field, level, bare title."""
    title = re.sub(r"\([^()]*cap (?:xa|tinh|huyen)[^()]*\)", " ", fold(title_of(record.name)))
    return f"{field_key(record.field)}|{level_of(record)}|{re.sub(r'[^a-z0-9]+', ' ', title).strip()}"
