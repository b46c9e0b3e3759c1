"""A draft written to files: into the catalogue, or beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from knowledge.catalogue_files.yaml_file import YamlFault
from knowledge.errors import DraftRefused
from knowledge.files import write_in_one_move
from knowledge.portal.draft.aliases_file import SPOKEN, aliases_file, without_entry
from knowledge.portal.draft.draft import Draft


@dataclass(frozen=True)
class Written:
    """What the command wrote: the procedure first; `changed` are files that stood there before."""

    new: tuple[Path, ...]
    changed: tuple[Path, ...] = ()


def _refuse_existing(*paths: Path) -> None:
    for path in paths:
        if path.exists():
            raise DraftRefused(f"{path} exists already: edit it, or delete it and run this again")


def write_into_catalogue(draft: Draft, catalogue: Path) -> Written:
    """Write the procedure's file, add its document types, and take its aliases and short name out of where they stood.

    Raises:
        DraftRefused: the file exists, or an entry cannot be taken out; nothing was written.
        OSError: a file cannot be written.
    """
    target = catalogue / draft.field / f"{draft.code}.yml"
    _refuse_existing(target)
    types = catalogue / f"documents.{draft.field}.yml"
    texts: dict[Path, str] = {}
    for spoken in filter(None, (aliases_file(catalogue, draft.code, kind) for kind in SPOKEN)):
        try:
            texts[spoken] = without_entry(spoken.read_text(encoding="utf-8"), draft.code)
        except YamlFault as fault:
            raise DraftRefused(f"{spoken}: {fault}; then run this again") from None
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
