"""Read the authored catalogue from disk.

The YAML files are the truth; a compiled copy in var/ (keyed by their content) makes the next start fast. A fault names
file and line, and every fault is reported at once.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from knowledge.catalogue_files.catalogue import Entry
from knowledge.catalogue_files.layered import Computed
from knowledge.catalogue_files.yaml_file import YamlFault, line_of, read_yaml
from knowledge.errors import CatalogueError
from knowledge.schema.procedure import DocumentType, Procedure, ProcedureField, Spoken
from knowledge.settings import Settings

FORMAT = 7
"""Raised when the compiled copy changes shape."""


@dataclass(frozen=True)
class AuthoredFiles:
    """What the YAML files hold: a source of the catalogue.

    `files` says where each procedure stands, `spoken` how people speak of procedures that are not authored.
    """

    procedures: Mapping[str, Procedure]
    document_types: Mapping[str, DocumentType]
    fields: Mapping[str, ProcedureField]
    spoken: Mapping[str, Spoken]
    fingerprint: str
    files: Mapping[str, Path]
    imported_at: None = None

    @property
    def twins(self) -> Mapping[str, Mapping[str, str]]:
        """None: an authored procedure speaks for its provincial twins, which are imported."""
        return {}

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Each code's entry, made when it is asked for."""
        return Computed(self.files, self._entry)

    def link(self, code: str) -> str:
        """Nothing: the page on the portal is known from the imported record."""
        return ""

    def _entry(self, code: str) -> Entry:
        procedure = self.procedures[code]
        known = self.fields.get(procedure.field)
        return Entry(
            code,
            procedure.name,
            procedure.level.value,
            known.name if known else "",
            authored=True,
            province=procedure.province,
            aliases=procedure.aliases,
            asked=procedure.asked,
            about=procedure.about,
        )


class CompiledProcedures(Mapping[str, Procedure]):
    """Procedures that are read from their compiled form when they are first asked for, and kept from then on."""

    def __init__(self, compiled: dict[str, bytes]) -> None:
        self._compiled = compiled
        self._read: dict[str, Procedure] = {}

    def __getitem__(self, code: str) -> Procedure:
        found = self._read.get(code)
        if found is None:
            found = self._read[code] = Procedure.model_validate_json(self._compiled[code])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._compiled)

    def __len__(self) -> int:
        return len(self._compiled)


_DOCUMENTS = TypeAdapter(dict[str, DocumentType])
_FIELDS = TypeAdapter(dict[str, ProcedureField])
_SPOKEN = TypeAdapter(dict[str, Spoken])


def read_authored(settings: Settings) -> AuthoredFiles:
    """Read and check the shape of every file below settings.catalogue.

    Raises:
        CatalogueError: with every fault, each with file and line.
    """
    files = sorted(settings.catalogue.rglob("*.yml"))
    if not files:
        raise CatalogueError([f"{settings.catalogue}: no catalogue here; set DIMOTLAN_CATALOGUE"])
    contents = {path: path.read_bytes() for path in files}
    fingerprint = _fingerprint(settings.catalogue, contents)
    compiled = settings.var / "catalogue.json"
    catalogue = _read_compiled(compiled, fingerprint, settings.catalogue)
    if catalogue is None:
        catalogue = _read_yaml(settings.catalogue, contents, fingerprint)
        _write_compiled(compiled, catalogue, settings.catalogue)
    return catalogue


def _fingerprint(root: Path, contents: Mapping[Path, bytes]) -> str:
    digest = hashlib.sha256(str(FORMAT).encode())
    for path, content in contents.items():
        digest.update(str(path.relative_to(root)).encode() + b"\0" + hashlib.sha256(content).digest())
    return digest.hexdigest()


def _read_compiled(path: Path, fingerprint: str, root: Path) -> AuthoredFiles | None:
    try:
        header, documents, fields, spoken, names, *procedures = path.read_bytes().split(b"\n")
        if header.decode() != fingerprint:
            return None
        files = {code: root / name for code, name in json.loads(names).items()}
        compiled = dict(zip(files, procedures, strict=True))
        return AuthoredFiles(
            CompiledProcedures(compiled),
            MappingProxyType(_DOCUMENTS.validate_json(documents)),
            MappingProxyType(_FIELDS.validate_json(fields)),
            MappingProxyType(_SPOKEN.validate_json(spoken)),
            fingerprint,
            MappingProxyType(files),
        )
    except (OSError, ValueError, IndexError):
        return None


def _write_compiled(path: Path, catalogue: AuthoredFiles, root: Path) -> None:
    names = {code: str(file.relative_to(root)) for code, file in catalogue.files.items()}
    parts = [
        catalogue.fingerprint.encode(),
        _DOCUMENTS.dump_json(dict(catalogue.document_types)),
        _FIELDS.dump_json(dict(catalogue.fields)),
        _SPOKEN.dump_json(dict(catalogue.spoken)),
        json.dumps(names).encode(),
        *(catalogue.procedures[code].model_dump_json().encode() for code in names),
    ]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(f".{os.getpid()}.tmp")
        beside.write_bytes(b"\n".join(parts))
        beside.replace(path)
    except OSError:
        return  # a read-only data folder costs speed, not answers


def _read_yaml(root: Path, contents: Mapping[Path, bytes], fingerprint: str) -> AuthoredFiles:
    faults: list[str] = []
    fields: dict[str, ProcedureField] = {}
    documents: dict[str, DocumentType] = {}
    questions: dict[str, Any] = {}
    spoken: dict[str, Spoken] = {}
    for path, data in _parsed(root, contents, faults, top=True):
        if path.name == "fields.yml":
            fields = dict(_each(_FIELDS, path, data, contents[path], root, faults))
        elif path.name == "questions.yml":
            questions = data
        elif path.name.startswith("documents"):
            for key, one in _each(_DOCUMENTS, path, data, contents[path], root, faults):
                if key in documents:
                    faults.append(f"{path.relative_to(root)}: document type {key!r} stands twice")
                documents[key] = one
        elif path.name.startswith("aliases"):
            for key, one in _each(_SPOKEN, path, data, contents[path], root, faults):
                if key in spoken:
                    faults.append(f"{path.relative_to(root)}: the aliases of {key} stand twice")
                spoken[key] = one
        else:
            faults.append(f"{path.relative_to(root)}: not a file of the catalogue; procedures lie in a field's folder")
    procedures: dict[str, Procedure] = {}
    files: dict[str, Path] = {}
    for path, data in _parsed(root, contents, faults, top=False):
        name = path.relative_to(root)
        try:
            procedure = _procedure(data, questions, fields)
        except ValidationError as error:
            faults.extend(_faults(error, name, contents[path]))
            continue
        except YamlFault as error:
            faults.append(f"{name}:{line_of(contents[path], ('questions',))}: {error}")
            continue
        if procedure.code in procedures:
            faults.append(f"{name}:1: {procedure.code} stands in {files[procedure.code].relative_to(root)} too")
        if path.stem != procedure.code:
            faults.append(f"{name}:1: the file must be named {procedure.code}.yml")
        procedures[procedure.code] = procedure
        files[procedure.code] = path
    faults += [f"aliases of {code} stand in {files[code].relative_to(root)}" for code in sorted(spoken.keys() & files)]
    if faults:
        raise CatalogueError(faults)
    return AuthoredFiles(
        MappingProxyType(procedures),
        MappingProxyType(documents),
        MappingProxyType(fields),
        MappingProxyType(spoken),
        fingerprint,
        MappingProxyType(files),
    )


def _parsed(
    root: Path, contents: Mapping[Path, bytes], faults: list[str], *, top: bool
) -> Iterator[tuple[Path, dict[str, Any]]]:
    for path, content in contents.items():
        if (path.parent == root) is not top:
            continue
        try:
            yield path, read_yaml(content)
        except YamlFault as error:
            faults.append(f"{path.relative_to(root)}:{error.line}: {error}")


def _each(
    adapter: TypeAdapter[dict[str, Any]],
    path: Path,
    data: dict[str, Any],
    content: bytes,
    root: Path,
    faults: list[str],
) -> Iterator[tuple[str, Any]]:
    try:
        yield from adapter.validate_python(data).items()
    except ValidationError as error:
        faults.extend(_faults(error, path.relative_to(root), content))


def _procedure(data: dict[str, Any], questions: Mapping[str, Any], fields: Mapping[str, ProcedureField]) -> Procedure:
    data = dict(data)
    data["questions"] = [_shared(one, questions) for one in data.get("questions") or ()]
    shared = fields.get(str(data.get("field")))
    if shared is not None:
        own = data.get("legal_basis") or []
        data["legal_basis"] = [*shared.legal_basis, *(one for one in own if one not in shared.legal_basis)]
    return Procedure.model_validate(data)


def _shared(question: Any, questions: Mapping[str, Any]) -> Any:
    if not isinstance(question, dict) or "use" not in question:
        return question
    name = question["use"]
    if name not in questions:
        raise YamlFault(f"no shared question {name!r} in questions.yml")
    return {"id": name, **questions[name], **{key: value for key, value in question.items() if key != "use"}}


def _faults(error: ValidationError, name: Path, content: bytes) -> list[str]:
    found = []
    for one in error.errors():
        where = ".".join(str(part) for part in one["loc"])
        found.append(f"{name}:{line_of(content, one['loc'])}: {where}: {one['msg']}")
    return found
