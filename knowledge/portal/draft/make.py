"""From a code to its draft: what is authored and what was last imported are looked up."""

from __future__ import annotations

from knowledge.catalogue_files.authored import AuthoredFiles, read_authored
from knowledge.errors import DraftRefused
from knowledge.portal.draft.draft import Draft, draft_procedure
from knowledge.portal.store.record_store import RecordStore
from knowledge.settings import Settings


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
