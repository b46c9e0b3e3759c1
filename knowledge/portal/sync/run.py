"""A run of a sync: the list, the plan, the details, the import. Each step goes on from what the spool holds."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable

from knowledge.errors import ImportRefused, PortalError
from knowledge.portal.files.faults import Fault
from knowledge.portal.importing import import_records
from knowledge.portal.store.record_store import RecordStore
from knowledge.portal.sync.client import PortalClient
from knowledge.portal.sync.outcome import SyncReport
from knowledge.portal.sync.plan import ListedRecord, Remembered, listed_of, plan_of
from knowledge.portal.sync.spool import Spool

MOST_LISTED = 500_000
GIVE_UP_AFTER = 5
"""After so many details in a row that are not given, each after all its tries, the portal is not asked for more."""
PAGES_WITHOUT_NEW = 3
"""After so many pages in a row with nothing new, the list is taken to repeat itself without end."""
_CURSOR_UNKNOWN = frozenset({400, 404, 410, 422})
Progress = Callable[[str, int, int | None], None]
"""Called with the phase ("list", "details", "import"), how much is done, and of how much (None: not known)."""


class Run:
    """Made by `knowledge.portal.sync.sync`, which holds the lock. It fills in the report as it goes."""

    def __init__(
        self, client: PortalClient, spool: Spool, report: SyncReport, day: dt.date, progress: Progress
    ) -> None:
        self._client, self._spool, self._report = client, spool, report
        self._day, self._progress = day, progress
        self._listed: dict[str, ListedRecord] = {}

    def read_list(self, *, full: bool) -> None:
        """Read the list from where the last run left it.

        Raises:
            PortalError: the portal does not give it, or the list does not end.
        """
        self._report.resumed = self._spool.begin(self._client.base, self._report.started, full=full)
        old_cursor, without_new = self._spool.cursor is not None, 0
        while not self._spool.list_done:
            cursor, place = self._spool.cursor, self._spool.places
            try:
                page = self._client.page(cursor)
            except PortalError as error:
                if old_cursor and error.status in _CURSOR_UNKNOWN:  # the portal has forgotten the cursor meanwhile
                    self._spool.forget_list()
                    old_cursor = False
                    continue
                raise
            finally:
                self._report.requests = self._client.requests
            new = self._spool.add_page(
                (listed_of(item, at) for at, item in enumerate(page.items, start=place + 1)), page.cursor
            )
            old_cursor, without_new = False, 0 if new else without_new + 1
            endless = page.cursor == cursor or without_new >= PAGES_WITHOUT_NEW or place > MOST_LISTED
            if page.cursor is not None and endless:
                self._spool.forget_list()
                raise PortalError(
                    f"{self._client.base}: the list does not end (cursor {page.cursor[:80]!r}); try later"
                )
            self._progress("list", self._spool.places, None)
        self._listed = {record.code: record for record in self._spool.listed()}
        self._report.listed = len(self._listed)

    def plan(self, store: RecordStore | None, refresh_days: int) -> None:
        """Work out what to fetch.

        Raises:
            ImportRefused: the list lacks too many of the procedures in the store; not in a dry run.
        """
        report, last = self._report, store.latest() if store else None
        headers = store.headers(last.id) if store and last else {}
        report.held = len(headers)
        report.plan = plan_of(
            self._listed.values(),
            headers,
            self._spool.remembered(),
            store.seen() if store else {},
            self._day - dt.timedelta(days=refresh_days),
            full=self._spool.full,
        )
        if report.lost_too_much and not report.dry_run and not report.accept_loss:
            self._spool.forget_list()
            raise ImportRefused(
                f"{report.base}: the list lacks {len(report.plan.ended)} of the {report.held} procedures held here: "
                "it was probably cut short. Nothing was changed; sync again later, or give --accept-loss"
            )

    def fetch(self) -> None:
        """Fetch the details that are not in the spool yet; a detail the portal does not give is noted as missing.

        Raises:
            PortalError: the portal gave no detail at all.
        """
        have, failed, planned = self._spool.fetched(), self._spool.failed(), self._report.plan.to_fetch
        # what failed before comes last, so that a few broken records do not keep the others from being fetched
        todo = sorted((code for code in planned if code not in have), key=lambda code: failed.get(code, 0))
        in_a_row, done = 0, len(planned) - len(todo)
        for number, code in enumerate(todo, start=done + 1):
            record = self._listed[code]
            if self._report.gave_up:
                self._report.missing.append(
                    Fault(record.place, code, "not asked for: the portal had stopped giving details")
                )
                continue
            try:
                self._spool.add_detail(record, self._detail(record), self._day)
                self._report.fetched += 1
                in_a_row = 0
            except PortalError as error:
                self._spool.add_failure(code)
                self._report.missing.append(Fault(record.place, code, " ".join(str(error).split())[:300]))
                in_a_row = 0 if error.only_this_record else in_a_row + 1
                if in_a_row >= GIVE_UP_AFTER or error.come_back is not None:
                    self._report.gave_up = str(error)
            finally:
                self._report.requests = self._client.requests
            self._progress("details", number, len(planned))
        if self._report.gave_up and not self._report.fetched and not have:
            raise PortalError(self._report.gave_up)

    def _detail(self, record: ListedRecord) -> dict[str, object]:
        detail = self._client.detail(record.id)
        code = ".".join(str(detail["code"]).strip().split(".")[:2])
        if code != record.code:
            raise PortalError(f"the portal gave the record {code[:40]!r} instead", only_this_record=True)
        return detail

    def import_all(self, store: RecordStore) -> None:
        """Import what was fetched, end what is no longer listed, remember what the list shows; then forget the run.

        Raises:
            ImportRefused: the import refuses it; the next run reads the list again.
            StoreError: the database cannot be written; the next run imports without asking the portal again.
        """
        fetched, spool, report = self._spool.fetched(), self._spool, self._report
        try:
            report.imported = import_records(
                store,
                itertools.chain(spool.list_faults(), report.missing, spool.contents()),
                f"sync {report.base}",
                self._day,
                complete=True,
                accept_loss=report.accept_loss,
                still_listed=self._listed,
                progress=lambda number: self._progress("import", number, None),
            )
        except ImportRefused:
            spool.forget_list()
            raise
        result = report.imported.result
        headers = store.headers(result.id) if result else {}
        remembered = dict(report.plan.remembered)
        for code, day in fetched.items():
            kept = code in headers and not headers[code].listed_only
            remembered[code] = Remembered(self._listed[code].digest, day, kept)
        spool.finish(remembered)
