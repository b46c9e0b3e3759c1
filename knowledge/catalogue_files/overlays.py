"""What a province or office lays over the catalogue: its fees, office, extra documents, same-day days.

Files lie in var/overlays/<province>/*.yml and are checked like the catalogue; docs/keep-it-current.md shows one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError, model_validator

from knowledge.catalogue_files.yaml_file import YamlFault, faults_of, line_of, read_yaml
from knowledge.errors import CatalogueError
from knowledge.provinces import provinces
from knowledge.schema.conditions import CODE, Frozen, Method
from knowledge.schema.procedure import (
    Caution,
    DocumentEntry,
    DocumentType,
    Fee,
    NotNeeded,
    Office,
    Procedure,
    SameDay,
    Source,
    TimeLimit,
)
from knowledge.wording import say_day, wording

FOLDER = "overlays"


class Overlay(Frozen):
    """One file. Without `procedure` it tells of the office alone and holds for every procedure of the province.

    `fees`, `time_limit`, `methods` and `agency` replace the procedure's; documents and warnings are added.
    """

    procedure: str = ""
    decision: str = ""
    agency: str = ""
    office: Office | None = None
    fees: tuple[Fee, ...] = ()
    time_limit: tuple[TimeLimit, ...] = ()
    methods: tuple[Method, ...] = ()
    document_types: dict[str, DocumentType] = Field(default_factory=dict)
    documents: tuple[DocumentEntry, ...] = ()
    not_needed: tuple[NotNeeded, ...] = ()
    warnings: tuple[Caution, ...] = ()
    same_day: SameDay | None = None
    source: Source

    @model_validator(mode="after")
    def _whole(self) -> Overlay:
        if self.procedure and not CODE.match(self.procedure):
            raise ValueError(f"procedure {self.procedure!r} is not of the form 1.001193")
        of_procedure = (self.fees, self.time_limit, self.methods, self.documents, self.not_needed, self.document_types)
        if not self.procedure and any(of_procedure):
            raise ValueError("without `procedure` only office, same_day and warnings can stand")
        return self


@dataclass(frozen=True)
class Overlays:
    """All overlays: province → code ("" for the whole province) → overlay."""

    by_province: Mapping[str, Mapping[str, Overlay]] = field(default_factory=dict)
    files: Mapping[tuple[str, str], Path] = field(default_factory=dict)
    fingerprint: str = ""

    @property
    def document_types(self) -> dict[str, DocumentType]:
        """The document types that overlays bring along."""
        types: dict[str, DocumentType] = {}
        for overlays in self.by_province.values():
            for overlay in overlays.values():
                types |= overlay.document_types
        return types

    def lay(self, procedure: Procedure, province: str) -> Procedure:
        """The procedure as it is in this province."""
        own = self.by_province.get(province, {})
        for overlay in (own.get(""), own.get(procedure.code)):
            if overlay is not None:
                procedure = _laid(procedure, overlay, province)
        return procedure


def load_overlays(folder: Path) -> Overlays:
    """Read and check the shape of every overlay.

    Raises:
        CatalogueError: with every fault, each with file and line.
    """
    files = sorted(path for path in folder.rglob("*.y*ml") if path.is_file()) if folder.is_dir() else []
    digest, faults = hashlib.sha256(), list[str]()
    by_province: dict[str, dict[str, Overlay]] = {}
    types: dict[str, tuple[DocumentType, str]] = {}
    places: dict[tuple[str, str], Path] = {}
    for path in files:
        name = f"{FOLDER}/{path.relative_to(folder)}"
        province = path.relative_to(folder).parts[0]
        try:
            content = path.read_bytes()
            digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
            overlay = _read(path, folder, name, content)
        except OSError as error:
            faults.append(f"{name}:1: cannot be read: {error.strerror}; check its rights")
            continue
        except CatalogueError as error:
            faults += error.faults
            continue
        if overlay.procedure in by_province.setdefault(province, {}):
            faults.append(f"{name}:1: {overlay.procedure or 'the whole province'} has an overlay already")
        for key, kind in overlay.document_types.items():
            if types.setdefault(key, (kind, name))[0] != kind:
                line = line_of(content, ("document_types", key))
                faults.append(f"{name}:{line}: document type {key!r} is another one in {types[key][1]}; rename one")
        by_province[province][overlay.procedure] = overlay
        places[province, overlay.procedure] = path
    if faults:
        raise CatalogueError(faults)
    return Overlays(by_province, places, digest.hexdigest() if files else "")


def _read(path: Path, folder: Path, name: str, content: bytes) -> Overlay:
    """One file, checked on its own.

    Raises:
        CatalogueError: it lies in a wrong place, or has not the shape of an overlay.
    """
    if path.relative_to(folder).parts[0] not in provinces() or path.parent.parent != folder:
        folders = ", ".join(provinces())
        raise CatalogueError([f"{name}:1: lies in no province's folder; the folders are named {folders}"])
    if path.suffix != ".yml":
        raise CatalogueError([f"{name}:1: would be passed over; its name must end in .yml"])
    try:
        return Overlay.model_validate(read_yaml(content))
    except YamlFault as error:
        raise CatalogueError([f"{name}:{error.line}: {error}"]) from None
    except ValidationError as error:
        raise CatalogueError(faults_of(error, name, content)) from None


def _laid(procedure: Procedure, overlay: Overlay, province: str) -> Procedure:
    changes: dict[str, Any] = {
        key: value
        for key in ("fees", "time_limit", "methods", "agency", "office", "same_day")
        if (value := getattr(overlay, key))
    }
    warnings = list(overlay.warnings)
    if overlay.procedure:
        warnings.insert(0, Caution(say=_say_source(overlay, province), verified=overlay.source.verified))
    if overlay.same_day:
        warnings.append(Caution(say=overlay.same_day.say))
    changes["documents"] = (*procedure.documents, *overlay.documents)
    brought = {entry.type for entry in overlay.documents}
    kept = tuple(document for document in procedure.not_needed if document.type not in brought)
    changes["not_needed"] = (*kept, *overlay.not_needed)
    changes["warnings"] = (*warnings, *procedure.warnings)
    return procedure.model_copy(update=changes)


def _say_source(overlay: Overlay, province: str) -> str:
    full = provinces()[province].name
    name = full[:1].lower() + full[1:]  # it stands inside a sentence
    read = say_day(overlay.source.read)
    if overlay.decision:
        return wording().say("overlay.source_decision", province=name, decision=overlay.decision, read=read)
    return wording().say("overlay.source", province=name, read=read)
