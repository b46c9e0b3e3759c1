"""The authored catalogue as a source of procedures.

The YAML files are the truth; a compiled copy in the data folder, keyed by their content, makes the next start fast.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Protocol

from knowledge.catalogue_files.catalogue import Entry
from knowledge.catalogue_files.compiled import read_compiled, write_compiled
from knowledge.catalogue_files.layered import Computed, layered
from knowledge.catalogue_files.parse import Parts, parse_files
from knowledge.errors import CatalogueError
from knowledge.schema.names import Named
from knowledge.schema.procedure import DocumentType, Procedure, ProcedureField, Spoken
from knowledge.schema.relations import ClosedGroup, Replaced

EVENTS = "events.yml"
"""The chains of life events: no part of any procedure (`knowledge.library.events`)."""
FORMAT = 10
"""Raised when the compiled copy changes shape."""


@dataclass(frozen=True)
class AuthoredFiles:
    """What the YAML files hold: a source of the catalogue.

    `files`: where each procedure stands; `spoken`: how people speak of procedures that are not authored; `sayings`:
    whole messages that people begin with who need an authored one; `replaced`, `groups`: see `Catalogue`;
    `named`: what people call procedures that are not authored.
    """

    procedures: Mapping[str, Procedure]
    document_types: Mapping[str, DocumentType]
    fields: Mapping[str, ProcedureField]
    spoken: Mapping[str, Spoken]
    sayings: Mapping[str, tuple[str, ...]]
    fingerprint: str
    files: Mapping[str, Path]
    replaced: Mapping[str, Replaced] = field(default_factory=dict)
    groups: Mapping[str, ClosedGroup] = field(default_factory=dict)
    named: Mapping[str, Named] = field(default_factory=dict)
    imported_at: None = None

    @property
    def twins(self) -> Mapping[str, Mapping[str, str]]:
        """None: an authored procedure speaks for its provincial twins, which are imported."""
        return {}

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """The entry of each code, made when it is asked for."""
        return Computed(self.files, self._entry)

    @cached_property
    def short_names(self) -> Mapping[str, str]:
        """What people call each procedure, authored or not, that has such a name; read when it is asked for."""
        own = Computed(self.files, lambda code: self.procedures[code].short_name)
        return layered(own, {code: named.short for code, named in self.named.items()})

    def link(self, code: str) -> str:
        """Nothing: the page on the portal is known from the imported record."""
        return ""

    def official_text(self, code: str) -> tuple[str, ...]:
        """Nothing: the record's own words are imported, never authored."""
        return ()

    def _entry(self, code: str) -> Entry:
        procedure = self.procedures[code]
        of = self.fields.get(procedure.field)
        return Entry(
            code,
            procedure.name,
            procedure.level.value,
            of.name if of else "",
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
    files = sorted(path for path in root.rglob("*.yml") if path.name != EVENTS)
    if not files:
        raise CatalogueError([f"{root}: no catalogue here; set DIMOTLAN_CATALOGUE"])
    contents = {path: path.read_bytes() for path in files}
    fingerprint = _fingerprint(root, contents)
    parts = read_compiled(compiled, fingerprint, root)
    if parts is None:
        parts = parse_files(root, contents)
        write_compiled(compiled, fingerprint, parts, root)
    return authored_of(parts, fingerprint)


def authored_of(parts: Parts, fingerprint: str) -> AuthoredFiles:
    """What files of this fingerprint hold, as a source of the catalogue."""
    held = (parts.procedures, parts.document_types, parts.fields, parts.spoken, parts.sayings)
    return AuthoredFiles(*held, fingerprint, parts.files, parts.replaced, parts.groups, parts.named)


def _fingerprint(root: Path, contents: Mapping[Path, bytes]) -> str:
    digest = hashlib.sha256(str(FORMAT).encode())
    for path, content in contents.items():
        digest.update(str(path.relative_to(root)).encode() + b"\0" + hashlib.sha256(content).digest())
    return digest.hexdigest()
