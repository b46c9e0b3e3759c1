"""The commands behind `python -m knowledge`. Each returns an exit code: 0 done, 1 faults, 2 wrong use."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.checklist.as_text import checklist_text
from knowledge.checklist.build import build_checklist
from knowledge.cli.new_procedure import add_new_command
from knowledge.cli.portal import add_commands as add_portal_commands
from knowledge.cli.posters import add_posters_command
from knowledge.cli.read import add_read_command, given_facts
from knowledge.cli.review import add_review_commands
from knowledge.errors import KnowledgeError
from knowledge.library.assemble import assemble, load_catalogue, read_parts
from knowledge.library.check import check_catalogue
from knowledge.library.checks.actors import actor_faults
from knowledge.library.checks.cites import cite_faults, look_up_faults
from knowledge.library.checks.days import day_faults
from knowledge.library.checks.events import event_faults
from knowledge.library.checks.names import name_faults
from knowledge.library.events import load_events
from knowledge.portal.check_imported import check_imported
from knowledge.portal.draft.open_places import open_places
from knowledge.portal.review.as_text import review_json, review_lines
from knowledge.settings import get_settings, now_in_vietnam

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the arguments default to those of the process."""
    options = parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except BrokenPipeError:
        return 0
    except (KnowledgeError, OSError) as error:
        print(f"knowledge: {error}", file=sys.stderr)
        return 1


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m knowledge", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for add_commands in (
        _add_check,
        _add_index,
        _add_search,
        _add_checklist,
        add_read_command,
        add_portal_commands,
        add_review_commands,
        add_new_command,
        add_posters_command,
    ):
        add_commands(commands)
    return parser


def _add_check(commands: Commands) -> None:
    check = commands.add_parser("check", help="prove the catalogue: every path of every procedure")
    check.add_argument("--review", action="store_true", help="also list where authored and imported records disagree")
    check.add_argument("--on", type=dt.date.fromisoformat, metavar="DAY", help="what fails on a day to come")
    check.add_argument("--imported", action="store_true", help="also count what imported procedures tell wrongly")
    check.add_argument("--json", action="store_true", help="one JSON object")
    check.set_defaults(run=_check)


def _add_index(commands: Commands) -> None:
    index = commands.add_parser("index", help="(re)build the search index, only what changed")
    index.add_argument("--if-needed", action="store_true", help="do nothing when it is up to date")
    index.set_defaults(run=_index)


def _add_search(commands: Commands) -> None:
    search = commands.add_parser("search", help="find the procedure for a question")
    search.add_argument("question", nargs="*")
    search.add_argument("--batch", type=Path, help="a file with a question on each line (or JSON with a `question`)")
    search.add_argument("--limit", type=int, default=4)
    search.add_argument("--json", action="store_true", help="one JSON object for each question")
    search.add_argument("--why", action="store_true", help="what was understood, and what speaks for each candidate")
    search.set_defaults(run=_search)


def _add_checklist(commands: Commands) -> None:
    checklist = commands.add_parser("checklist", help="the documents for one case")
    checklist.add_argument("code")
    checklist.add_argument("--fact", action="append", default=[], metavar="id=value")
    checklist.add_argument("--json", action="store_true")
    checklist.set_defaults(run=_checklist)


def _check(options: argparse.Namespace) -> int:
    settings = get_settings()
    parts = read_parts(settings)
    catalogue = assemble(parts)
    report = check_catalogue(catalogue, options.on or now_in_vietnam().date())
    if options.on:
        report.faults.extend(day_faults(catalogue, options.on))
    report.faults.extend(open_places(settings.catalogue))
    report.faults.extend(name_faults(parts.authored, catalogue))
    report.faults.extend(cite_faults(catalogue, parts.imported))
    if parts.imported:
        report.faults.extend(actor_faults(catalogue, parts.imported))
        report.faults.extend(look_up_faults(catalogue, parts.imported))
    report.faults.extend(event_faults(load_events(), catalogue.procedures))
    told = check_imported(catalogue, parts.imported, now_in_vietnam()) if options.imported and parts.imported else None
    failed = bool(report.faults or (told and told.found))
    if options.json:
        listed = review_json(catalogue, parts.imported) if options.review else {}
        listed |= {"imported": told.faults} if told else {}
        print(json.dumps({**dataclasses.asdict(report), **listed}, ensure_ascii=False, indent=2))
        return int(failed)
    for fault in report.faults:
        print(fault)
    print(
        f"{report.procedures} procedures, {report.questions} questions, {report.paths} paths, "
        f"{len(catalogue.document_types)} document types: {len(report.faults)} fault(s)"
    )
    if options.review:
        for line in review_lines(catalogue, parts.imported):
            print(line)
    for line in told.lines() if told else ():
        print(line)
    return int(failed)


def _index(options: argparse.Namespace) -> int:
    from knowledge.search.index.build import build_index, index_is_current

    settings = get_settings()
    catalogue = load_catalogue(settings)
    if options.if_needed and index_is_current(catalogue, settings):
        print("search index: up to date")
        return 0
    start = time.perf_counter()
    build_index(catalogue, settings, lambda line: print(f"search index: {line}", flush=True))
    print(f"search index: {len(catalogue.searched())} procedures in {time.perf_counter() - start:.1f} s")
    return 0


def _questions(options: argparse.Namespace) -> Iterator[str]:
    if options.batch:
        try:
            lines = options.batch.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise KnowledgeError(f"{options.batch}: cannot be read as UTF-8 text: {error}") from None
        for line in lines:
            if not line.strip():
                continue
            try:
                value = json.loads(line)
            except ValueError:
                value = line
            yield str(value["question"]) if isinstance(value, dict) and "question" in value else line
    if options.question:
        yield " ".join(options.question)


def _search(options: argparse.Namespace) -> int:
    from knowledge.search.pipeline import Pipeline

    if not options.question and not options.batch:
        print("knowledge search: give a question, or --batch FILE", file=sys.stderr)
        return 2
    settings = get_settings()
    pipeline = Pipeline.open(load_catalogue(settings), settings)
    for question in _questions(options):
        run = pipeline.run(question, options.limit)
        result = run.result
        if options.json:
            found = {**result.as_dict(), **({"why": pipeline.why(run).as_dict()} if options.why else {})}
            print(json.dumps(found, ensure_ascii=False), flush=True)
            continue
        print(f"{question}\n  {result.decision}")
        for candidate in result.candidates:
            print(f"  {candidate.score:.3f}  {candidate.code}  {candidate.name}")
        if options.why:
            print("\n".join(pipeline.why(run).lines()))
    return 0


def _checklist(options: argparse.Namespace) -> int:
    facts = given_facts(options.fact)
    settings = get_settings()
    result = build_checklist(load_catalogue(settings), options.code, facts, now_in_vietnam(), settings.province)
    print(result.model_dump_json(indent=2) if options.json else checklist_text(result))
    return 0
