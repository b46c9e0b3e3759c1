"""The command `new`: draft a procedure's authored file from the imported record."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import DraftRefused
from knowledge.portal.draft.draft import Draft
from knowledge.portal.draft.make import make_draft
from knowledge.portal.draft.open_places import marks_in
from knowledge.portal.draft.written import Written, write_beside, write_into_catalogue
from knowledge.settings import get_settings

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_new_command(commands: Commands) -> None:
    """Add `new` to the commands of `python -m knowledge`."""
    new = commands.add_parser("new", help="draft an authored file from the imported record, for a person to finish")
    new.add_argument("code", metavar="CODE", help="such as 1.001193")
    new.add_argument("--into", type=Path, metavar="DIR", help="write there and leave the catalogue as it is")
    new.add_argument("--json", action="store_true", help="one JSON object")
    new.set_defaults(run=run_new)


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
        print(
            f"into documents.{draft.field}.yml, the entries of {draft.code} in aliases*.yml, short_names*.yml deleted"
        )
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
