"""The commands about the portal's records: `import`, `sync` and `serve-portal`."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from knowledge.errors import ImportRefused, KnowledgeError, SyncRunning
from knowledge.portal.wording import portal_wording
from knowledge.settings import get_settings, now_in_vietnam

if TYPE_CHECKING:
    from knowledge.portal.files.faults import Fault
    from knowledge.portal.importing import ImportReport
    from knowledge.portal.sync.outcome import SyncReport
    from knowledge.portal.sync.run import Progress

INTERRUPTED = 130
"""The exit code of a command that was stopped with Ctrl-C."""
_SENTENCES: dict[type[KnowledgeError], str] = {SyncRunning: "running", ImportRefused: "refused"}


def add_commands(commands: Any) -> None:
    """Add them to the subparsers of `python -m knowledge`."""
    _add_import(commands.add_parser("import", help="import records, or the portal's list, from a file"))
    _add_sync(commands.add_parser("sync", help="bring the records up to date from the portal's API"))
    _add_serve(commands.add_parser("serve-portal", help="serve a stand-in for the portal's API over a records file"))


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=".jsonl, .json, .csv (each also .gz) or .xlsx")
    parser.add_argument("--into", type=Path, metavar="DIR", help="the data folder, in place of DIMOTLAN_VAR")
    parser.add_argument("--day", type=_day, metavar="YYYY-MM-DD", help="the day the file shows; default: today")
    parser.add_argument("--complete", action="store_true", help="procedures that are not in the file have ended")
    _add_accept_loss(parser)
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=_import)


def _add_sync(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--base", metavar="URL", help="the address of the API, in place of DIMOTLAN_PORTAL_BASE")
    parser.add_argument("--rate", type=float, metavar="N", help="requests a second, in place of DIMOTLAN_SYNC_RATE")
    parser.add_argument("--dry-run", action="store_true", help="report what would be fetched; change nothing")
    parser.add_argument("--full", action="store_true", help="fetch every detail, changed or not")
    _add_accept_loss(parser)
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=_sync)


def _add_accept_loss(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--accept-loss", action="store_true", help="go on even if more than a fifth of all procedures end"
    )


def _add_serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="whatever `import` reads")
    parser.add_argument("--port", type=int, default=8099, help="0: any free port; default: 8099")
    parser.add_argument("--delay", type=float, default=0.0, metavar="S", help="seconds before each response")
    for name, what in (("fail", "status 503"), ("html", "HTML instead of JSON"), ("cut", "half a response")):
        parser.add_argument(f"--{name}-every", type=int, default=0, metavar="N", help=f"each Nth response: {what}")
    parser.set_defaults(run=_serve)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write it as 2026-07-18") from None


def _import(options: argparse.Namespace) -> int:
    from knowledge.portal.importing import import_file
    from knowledge.portal.store.record_store import RecordStore

    settings = get_settings()
    if options.into:
        settings = settings.model_copy(update={"var": options.into, "records_url": ""})
    day = options.day or now_in_vietnam().date()
    with _progress_bars() as progress:
        report = import_file(
            RecordStore.open(settings),
            options.file,
            day,
            complete=options.complete,
            accept_loss=options.accept_loss,
            progress=lambda number: progress("import", number, None),
        )
    if options.json:
        print(json.dumps(_import_figures(report), ensure_ascii=False))
        return 0
    figures = _import_figures(report)
    faults = figures.pop("faults")
    print(", ".join(f"{name} {value}" for name, value in figures.items()))
    for fault in faults:
        print(f"line {fault['line']}: {fault['code'] or 'no code'}: {fault['reason']}")
    return 0


def _import_figures(report: ImportReport) -> dict[str, Any]:
    return {
        "read": report.read,
        "new": len(report.new),
        "changed": len(report.changed),
        "ended": len(report.ended),
        "same": report.same,
        "unusable": len(report.faults),
        "faults": [vars(fault) for fault in report.faults],
    }


def _sync(options: argparse.Namespace) -> int:
    from knowledge.portal.store.record_store import RecordStore
    from knowledge.portal.sync.as_text import sync_sentence
    from knowledge.portal.sync.client import PortalClient
    from knowledge.portal.sync.sync import sync

    settings = get_settings()
    rate = settings.sync_rate if options.rate is None else options.rate
    try:
        with PortalClient(options.base or settings.portal_base, rate) as client, _progress_bars() as progress:
            nothing_there = options.dry_run and not RecordStore.exists(settings)
            report = sync(
                None if nothing_there else RecordStore.open(settings),
                client,
                settings,
                now_in_vietnam().date(),
                full=options.full,
                dry_run=options.dry_run,
                accept_loss=options.accept_loss,
                progress=progress,
            )
    except KeyboardInterrupt:
        print(portal_wording().say("sync.failed"), file=sys.stderr)
        return INTERRUPTED
    except KnowledgeError as error:
        print(f"knowledge: {error}", file=sys.stderr)
        if options.json:
            print(json.dumps({"ok": False, "error": str(error)}, ensure_ascii=False))
        else:
            print(portal_wording().say(f"sync.{_SENTENCES.get(type(error), 'failed')}"))
        return 1
    if options.json:
        print(json.dumps(_sync_figures(report), ensure_ascii=False))
    else:
        for fault in _sync_faults(report):
            print(fault, file=sys.stderr)
        print(sync_sentence(report))
    return 1 if report.gave_up else 0


def _sync_figures(report: SyncReport) -> dict[str, Any]:
    if report.dry_run:
        plan = report.plan
        codes = {"new": plan.new, "changed": plan.changed, "due": plan.due, "ended": plan.ended}
        head = {"ok": not report.lost_too_much, "dry_run": True, "resumed": report.resumed, "listed": report.listed}
        return {**head, **codes, "unchanged": plan.unchanged, "requests": report.requests}
    return {**report.outcome().model_dump(mode="json"), "faults": [vars(fault) for fault in _sync_faults(report)]}


def _sync_faults(report: SyncReport) -> list[Fault]:
    """The records not given or not usable; the line is the place in the portal's list."""
    return report.imported.faults if report.imported else []


def _serve(options: argparse.Namespace) -> int:
    from pydantic import ValidationError

    from knowledge.portal.files.read import read_file
    from knowledge.portal.standin.app import StandIn, base_of, listen, server_of
    from knowledge.portal.standin.behaviour import Behaviour
    from knowledge.portal.standin.records import PublishedRecords

    every = {f"{name}_every": getattr(options, f"{name}_every") for name in ("fail", "html", "cut")}
    try:
        behaviour = Behaviour(delay=options.delay, **every)
    except ValidationError as error:
        wrong = error.errors()[0]
        raise KnowledgeError(f"--{str(wrong['loc'][0]).replace('_', '-')}: {wrong['msg']}") from None
    published = PublishedRecords(read_file(options.file))
    bound = listen(options.port)
    print(f"stand-in for the portal: {len(published)} records at {base_of(bound)} (Ctrl-C ends it)", flush=True)
    if published.unusable:
        print(f"left out: {published.unusable} that have no code or no id", flush=True)
    with contextlib.suppress(KeyboardInterrupt):
        server_of(StandIn(published, behaviour)).run(sockets=[bound])
    return 0


@contextlib.contextmanager
def _progress_bars() -> Iterator[Progress]:
    """A progress bar on standard error for each phase; nothing is shown if that is not a terminal."""
    bars: dict[str, tqdm[Any]] = {}

    def show(phase: str, done: int, total: int | None) -> None:
        if phase not in bars:
            for bar in bars.values():
                bar.close()
            bars[phase] = tqdm(desc=phase, total=total, disable=None, file=sys.stderr, unit="")
        bars[phase].update(done - bars[phase].n)

    try:
        yield show
    finally:
        for bar in bars.values():
            bar.close()
