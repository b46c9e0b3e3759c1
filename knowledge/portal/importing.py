"""`knowledge import`: a file into the record store, as a whole or not at all."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.errors import ImportRefused
from knowledge.portal.files.faults import Fault, reason_of
from knowledge.portal.files.read import RawRecord, read_file
from knowledge.portal.header import header_of
from knowledge.portal.record import Record
from knowledge.portal.somebody_elses import contradiction, other_name
from knowledge.portal.store.record_store import RecordStore
from knowledge.portal.store.tables import Import, Version
from knowledge.portal.store.writer import StoreWriter

_CODES = re.compile(rb'"code"\s*:\s*"(\d\.\d{6}[\w.]{0,32})"')
_ANY_CODES = re.compile(rb'"code"\s*:\s*"([^"]{1,40})"')
LIVE = frozenset({"", "ACTIVE", "UPDATED", "PUBLISHED"})
"""The states of a procedure that is in force; in any other state it has ended."""
BATCH = 500
"""Versions written at a time."""
LARGEST_LOSS = 0.2
"""A complete import that would end more than this share of the records is refused: it was probably cut short."""
MOST_FAULTS = 100_000
"""A file with more unusable records than this is not a file of records."""
Progress = Callable[[int], None]
"""Called with the number of records read so far."""


@dataclass
class ImportReport:
    """What an import did: counts, codes, and the records it could not use. `result` is set when it has succeeded."""

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
        store: where to import.
        path: .jsonl, .json, .csv (each also .gz) or .xlsx.
        day: the day the file shows.
        complete: procedures that are not in the file have ended.
        accept_loss: go on even if these are more than a fifth of all.
        progress: called with the number of records read so far.

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
    """Import records from any source; the arguments and errors are those of `import_file`.

    Args:
        records: read or unread records, and faults, which are passed on to the report.
        source: the name of the source, for the history.
        still_listed: codes that have not ended although they are not among the records.
    """
    report = ImportReport()
    with store.writing() as writer:
        sorter = _Sorter(writer, report, still_listed)
        batch: list[Version] = []
        for version in sorter.versions(records):
            code = version.header.code
            (report.changed if writer.digest(code) else report.new).append(code)
            batch.append(version)
            if len(batch) >= BATCH:
                writer.put(batch)
                batch.clear()
            progress(report.read)
        writer.put(batch)
        writer.reread(sorter.reread)
        if complete:
            _end_missing(writer, report, sorter.seen, accept_loss=accept_loss)
        if not report.read and not sorter.seen:
            raise ImportRefused(f"{source}: no records in it")
        writer.see(sorter.seen & writer.codes, day)
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


class _Sorter:
    """Sorts records into those to be written, those that are unchanged, and faults; fills in the report.

    `seen` holds the codes that are in the source, `reread` code → digest of bytes that hold an unchanged record.
    """

    def __init__(self, writer: StoreWriter, report: ImportReport, still_listed: Iterable[str]) -> None:
        self.seen = set(still_listed)
        self.reread: dict[str, str] = {}
        self._writer, self._report = writer, report
        self._stored = {writer.raw(code): code for code in writer.codes}
        self._in_source: dict[str, str] = {}

    def versions(self, records: Iterable[RawRecord | Record | Fault]) -> Iterator[Version]:
        """The versions to write.

        Raises:
            ImportRefused: too many records cannot be used.
        """
        report = self._report
        for number, item in enumerate(records, start=1):
            report.read = number
            if len(report.faults) > MOST_FAULTS:
                raise ImportRefused(f"more than {MOST_FAULTS} records cannot be used; first {report.faults[0]}")
            if isinstance(item, Fault):
                report.faults.append(item)
                continue
            line, raw = (item.line, item.digest) if isinstance(item, RawRecord) else (number, "")
            if self._has_same_bytes(raw):
                continue
            try:
                record = item.record() if isinstance(item, RawRecord) else item
                version = self._version(record, raw, line)
            except (ValueError, ArithmeticError, RecursionError) as error:
                report.faults.append(Fault(line, _code_in(item), reason_of(error)))
                continue
            if version:
                yield version

    def _has_same_bytes(self, raw: str) -> bool:
        """Whether the store holds a record of exactly these bytes; then it need not be read."""
        code = self._stored.get(raw) if raw else None
        if code is None or code in self._in_source:
            return False
        self._in_source[code] = raw
        self.seen.add(code)
        self._report.same += 1
        return True

    def _version(self, record: Record, raw: str, line: int) -> Version | None:
        """The version to write, or None if the record is unchanged, stands twice or is no longer in force."""
        code, digest, stored = record.code, record.digest, self._writer.digest(record.code)
        if code in self._in_source:
            if self._in_source[code] not in (raw, digest):
                self._fault(line, code, "the code stands twice; the first record is kept")
            return None
        if record.state.upper() not in LIVE:
            if stored:
                self._writer.end([code])
                self._report.ended.append(code)
            self._fault(line, code, f"its state is {record.state}: no longer in force")
            return None
        if refused := self._somebody_elses(record):
            if stored and not self._writer.listed_only(code):
                self._writer.end([code])
                self._report.ended.append(code)
            self._fault(line, code, refused)
            return None
        self.seen.add(code)
        self._in_source[code] = raw or digest
        if record.listed_only and stored and self._is_misnamed(record):
            return Version(header_of(record), digest, raw or digest, record)
        if stored == digest:
            self.reread[code] = raw
        elif not (stored and record.listed_only and not self._writer.listed_only(code)):
            return Version(header_of(record), digest, raw or digest, record)
        self._report.same += 1  # also where the portal's list has less than the stored record
        return None

    def _somebody_elses(self, record: Record) -> str:
        """Why a record is not that of its code; empty when nothing speaks against it."""
        listed = self._writer.name(record.code) if self._writer.listed_only(record.code) else ""
        if listed and not record.listed_only and other_name(record.name, listed):
            return f"it is somebody else's: its name is {record.name[:80]!r}, in the list {listed[:80]!r}"
        return contradiction(record)

    def _is_misnamed(self, record: Record) -> bool:
        """Whether the stored record is not the procedure that the list names: then its name alone is kept."""
        stored = "" if self._writer.listed_only(record.code) else self._writer.name(record.code)
        return bool(stored) and other_name(stored, record.name)

    def _fault(self, line: int, code: str, reason: str) -> None:
        self._report.faults.append(Fault(line, code, reason))


def _code_in(item: RawRecord | Record) -> str:
    """The code of a record that cannot be used, as far as it can be found in its bytes."""
    if isinstance(item, Record):
        return item.code
    found = _CODES.search(item.content) or _ANY_CODES.search(item.content)
    return found.group(1).decode("utf-8", "replace") if found else ""


def _end_missing(writer: StoreWriter, report: ImportReport, seen: set[str], *, accept_loss: bool) -> None:
    unusable = {".".join(fault.code.split(".")[:2]) for fault in report.faults}  # in the source, though not usable
    missing = sorted(writer.codes - seen - unusable)
    if not accept_loss and len(missing) > LARGEST_LOSS * len(writer.codes):
        raise ImportRefused(
            f"{len(missing)} of {len(writer.codes)} procedures would end: the source is probably incomplete. "
            "Nothing was changed; check the source, and give --accept-loss if they have really ended"
        )
    writer.end(missing)
    report.ended += missing
