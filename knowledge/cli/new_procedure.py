"""The command `new`: draft a procedure's authored file from the imported record."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.catalogue_files.authored import AuthoredFiles, read_authored
from knowledge.catalogue_files.yaml_file import YamlFault
from knowledge.errors import DraftRefused
from knowledge.files import write_in_one_move
from knowledge.portal.draft.aliases_file import aliases_file, without_entry
from knowledge.portal.draft.draft import Draft, draft_procedure
from knowledge.portal.draft.open_places import marks_in
from knowledge.portal.store.store import RecordStore
from knowledge.settings import Settings, get_settings

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_new_command(commands: Commands) -> None:
    """Add `new` to the commands of `python -m knowledge`."""
    new = commands.add_parser("new", help="draft an authored file from the imported record, for a person to finish")
    new.add_argument("code", metavar="CODE", help="such as 1.001193")
    new.add_argument("--into", type=Path, metavar="DIR", help="write there and leave the catalogue as it is")
    new.add_argument("--json", action="store_true", help="one JSON object")
    new.set_defaults(run=run_new)


@dataclass(frozen=True)
class Written:
    """What the command wrote: the procedure first; `changed` are files that stood there before."""

    new: tuple[Path, ...]
    changed: tuple[Path, ...] = ()


def run_new(options: argparse.Namespace) -> int:
    """`python -m knowledge new`."""
    settings = get_settings()
    draft = make_draft(settings, options.code)
    try:
        written = write_beside(draft, options.into) if options.into else write_into_catalogue(draft, settings.catalogue)
    except OSError as error:
        raise DraftRefused(f"{error.filename}: cannot be written: {error.strerror or error}") from None
    marks = len(marks_in(draft.procedure)) + len(marks_in(draft.document_types))
    if options.json:
        print(json.dumps(_as_dict(draft, written, marks), ensure_ascii=False, indent=2))
        return 0
    for path in written.new:
        print(f"written: {path}")
    for path in written.changed:
        print(f"changed: {path}")
    print(f"document types: {len(draft.known)} known, {len(draft.new)} drafted; places marked TODO: {marks}")
    if options.into:
        print(f"to take it over: {draft.code}.yml into the folder {draft.field} of the catalogue, the document types")
        print(f"into documents.{draft.field}.yml, the entry of {draft.code} in aliases*.yml, if there is one, deleted")
    else:
        print(f"\na worked case to start from, for tests/knowledge/cases/{draft.field}.yml:\n\n{draft.case}")
        print("next: settle what is marked TODO; `python -m knowledge check` lists what is left")
    return 0


def _as_dict(draft: Draft, written: Written, marks: int) -> dict[str, object]:
    return {
        "code": draft.code,
        "field": draft.field,
        "written": [str(path) for path in written.new],
        "changed": [str(path) for path in written.changed],
        "known_types": list(draft.known),
        "new_types": list(draft.new),
        "todo": marks,
        "case": draft.case,
    }


def make_draft(settings: Settings, code: str) -> Draft:
    """The draft for a code; old long codes are understood.

    Raises:
        DraftRefused: it is authored already, nothing is imported, or the record is missing or a name alone.
    """
    code = ".".join(code.strip().split(".")[:2])
    authored = read_authored(settings)
    _refuse_authored(authored, code)
    latest = RecordStore.open(settings).latest() if RecordStore.exists(settings) else None
    if latest is None:
        raise DraftRefused("nothing was imported yet: run `python -m knowledge import FILE`")
    found = RecordStore.open(settings).record(code, latest.id)
    if found is None:
        raise DraftRefused(f"there is no record {code!r} in the last import; `python -m knowledge search` finds codes")
    record, read = found
    if record.listed_only:
        raise DraftRefused(f"of {code} only the name is known: run `python -m knowledge sync` to get its record")
    return draft_procedure(record, read, authored)


def _refuse_authored(authored: AuthoredFiles, code: str) -> None:
    if path := authored.files.get(code):
        raise DraftRefused(f"{code} is authored already: edit {path}")


def _refuse_existing(*paths: Path) -> None:
    for path in paths:
        if path.exists():
            raise DraftRefused(f"{path} exists already: edit it, or delete it and run this again")


def write_into_catalogue(draft: Draft, catalogue: Path) -> Written:
    """Write the procedure's file, add its document types, and take its aliases out of where they stood.

    Raises:
        DraftRefused: the file exists, or the aliases cannot be taken out; nothing was written.
        OSError: a file cannot be written.
    """
    target = catalogue / draft.field / f"{draft.code}.yml"
    _refuse_existing(target)
    types, aliases = catalogue / f"documents.{draft.field}.yml", aliases_file(catalogue, draft.code)
    texts: dict[Path, str] = {}
    if aliases:
        try:
            texts[aliases] = without_entry(aliases.read_text(encoding="utf-8"), draft.code)
        except YamlFault as fault:
            raise DraftRefused(f"{aliases}: {fault}; then run this again") from None
    if draft.document_types:
        before = types.read_text(encoding="utf-8") if types.exists() else ""
        texts[types] = before + ("\n" if before and not before.endswith("\n") else "") + draft.document_types
    texts[target] = draft.procedure
    existed = [path for path in texts if path.exists()]
    for path, text in texts.items():
        write_in_one_move(path, text.encode())
    return Written(tuple(path for path in reversed(texts) if path not in existed), tuple(existed))


def write_beside(draft: Draft, folder: Path) -> Written:
    """Write the procedure, the document types and the worked case as files of `folder`.

    Raises:
        DraftRefused: one of them exists; nothing was written.
        OSError: a file cannot be written.
    """
    texts = {
        folder / f"{draft.code}.yml": draft.procedure,
        folder / f"{draft.code}.documents.yml": draft.document_types,
        folder / f"{draft.code}.case.yml": draft.case,
    }
    texts = {path: text for path, text in texts.items() if text}
    _refuse_existing(*texts)
    for path, text in texts.items():
        write_in_one_move(path, text.encode())
    return Written(tuple(texts))
