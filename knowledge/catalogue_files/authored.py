"""The authored catalogue as a source of procedures.

The YAML files are the truth; a compiled copy in the data folder, keyed by their content, makes the next start fast.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from knowledge.catalogue_files.catalogue import Entry
from knowledge.catalogue_files.compiled import read_compiled, write_compiled
from knowledge.catalogue_files.layered import Computed
from knowledge.catalogue_files.parse import parse_files
from knowledge.errors import CatalogueError
from knowledge.schema.procedure import DocumentType, Procedure, ProcedureField, Spoken

FORMAT = 8
"""Raised when the compiled copy changes shape."""


@dataclass(frozen=True)
class AuthoredFiles:
    """What the YAML files hold: a source of the catalogue.

    `files`: where each procedure stands; `spoken`: how people speak of procedures that are not authored; `sayings`:
    whole messages that people begin with who need an authored one.
    """

    procedures: Mapping[str, Procedure]
    document_types: Mapping[str, DocumentType]
    fields: Mapping[str, ProcedureField]
    spoken: Mapping[str, Spoken]
    sayings: Mapping[str, tuple[str, ...]]
    fingerprint: str
    files: Mapping[str, Path]
    imported_at: None = None

    @property
    def twins(self) -> Mapping[str, Mapping[str, str]]:
        """None: an authored procedure speaks for its provincial twins, which are imported."""
        return {}

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """The entry of each code, made when it is asked for."""
        return Computed(self.files, self._entry)

    def link(self, code: str) -> str:
        """Nothing: the page on the portal is known from the imported record."""
        return ""

    def official_text(self, code: str) -> tuple[str, ...]:
        """Nothing: the record's own words are imported, never authored."""
        return ()

    def _entry(self, code: str) -> Entry:
        procedure = self.procedures[code]
        field = self.fields.get(procedure.field)
        return Entry(
            code,
            procedure.name,
            procedure.level.value,
            field.name if field else "",
            authored=True,
            province=procedure.province,
            aliases=procedure.aliases,
            sayings=self.sayings.get(code, ()),
            asked=procedure.asked,
            about=procedure.about,
        )


class Folders(Protocol):
    """Where the authored files lie, and the data folder, which keeps a copy of them that is quick to read."""

    @property
    def catalogue(self) -> Path: ...

    @property
    def var(self) -> Path: ...


def read_authored(folders: Folders) -> AuthoredFiles:
    """Read and check the shape of every file of the authored catalogue.

    Raises:
        CatalogueError: with every fault, each with file and line.
    """
    root, compiled = folders.catalogue, folders.var / "catalogue.json"
    files = sorted(root.rglob("*.yml"))
    if not files:
        raise CatalogueError([f"{root}: no catalogue here; set DIMOTLAN_CATALOGUE"])
    contents = {path: path.read_bytes() for path in files}
    fingerprint = _fingerprint(root, contents)
    parts = read_compiled(compiled, fingerprint, root)
    if parts is None:
        parts = parse_files(root, contents)
        write_compiled(compiled, fingerprint, parts, root)
    return AuthoredFiles(
        parts.procedures, parts.document_types, parts.fields, parts.spoken, parts.sayings, fingerprint, parts.files
    )


def _fingerprint(root: Path, contents: Mapping[Path, bytes]) -> str:
    digest = hashlib.sha256(str(FORMAT).encode())
    for path, content in contents.items():
        digest.update(str(path.relative_to(root)).encode() + b"\0" + hashlib.sha256(content).digest())
    return digest.hexdigest()
