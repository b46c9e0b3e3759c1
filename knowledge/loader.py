"""Read the catalogue from disk into one immutable object.

The YAML files are the truth; a compiled copy in var/ (keyed by their content) makes the next start fast. A fault names
file and line, and every fault is reported at once.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from knowledge.errors import CatalogueError, UnknownProcedure
from knowledge.layers import Layered
from knowledge.model import DocumentType, Procedure, ProcedureField
from knowledge.overlay import FOLDER as OVERLAYS
from knowledge.overlay import Overlays, load_overlays
from knowledge.paths import Path as QuestionPath
from knowledge.paths import list_paths
from knowledge.portal.imported import Imported
from knowledge.questions import Asked, next_question
from knowledge.settings import Settings
from knowledge.yaml_lines import YamlFault, line_of, read_yaml

FORMAT = 3
"""Raised when the compiled copy changes shape."""

MOST_CASES_KEPT = 50_000
"""Cases whose next question is remembered (about 20 MB)."""


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


@dataclass(frozen=True)
class Catalogue:
    """Everything known: authored procedures above imported ones. Mappings are read-only; procedures are frozen."""

    procedures: Mapping[str, Procedure]
    document_types: Mapping[str, DocumentType]
    fields: Mapping[str, ProcedureField]
    fingerprint: str
    files: Mapping[str, Path] = field(default_factory=dict, repr=False)
    imported: Imported | None = field(default=None, repr=False)
    overlays: Overlays = field(default_factory=Overlays, repr=False)
    _digests: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    _paths: dict[str, tuple[QuestionPath, ...]] = field(default_factory=dict, repr=False, compare=False)
    _asked: dict[tuple[str, frozenset[tuple[str, str]]], Asked | None] = field(
        default_factory=dict, repr=False, compare=False
    )

    def get(self, code: str, province: str = "") -> Procedure:
        """The procedure with this code; old codes such as 1.001193.000.00.00.H41 are understood.

        With a province's key, as it is there: the province's overlay is laid over it.

        Raises:
            UnknownProcedure: there is none.
        """
        short = ".".join(code.strip().split(".")[:2])
        try:
            procedure = self.procedures[short]
        except KeyError:
            raise UnknownProcedure(code) from None
        return self.overlays.lay(procedure, province) if province else procedure

    @property
    def authored(self) -> Mapping[str, Path]:
        """The authored codes, each with its file."""
        return self.files

    def name(self, code: str) -> str:
        """A procedure's name, without reading the procedure where that can be spared."""
        if self.imported and code not in self.files and code in self.imported.headers:
            return self.imported.headers[code].name
        return self.procedures[code].name

    def words(self, code: str) -> str:
        """What an imported procedure is found by besides its name: its papers and results."""
        return self.imported.headers[code].words if self.imported and code in self.imported.headers else ""

    def searched(self) -> list[str]:
        """The codes a search looks through, sorted: of provincial twins only the one that stands for them."""
        found = set(self.files)
        if self.imported:
            found.update(one.code for one in self.imported.searched())
        return sorted(found)

    def link(self, code: str) -> str:
        """The procedure's page on the portal, or nothing."""
        return self.imported.link(code) if self.imported else ""

    def head(self, code: str) -> str:
        """The code that stands for this one and its provincial twins; itself when it has none."""
        return self.imported.head(code) if self.imported else code

    def digest(self, code: str) -> str:
        """Changes whenever what is told of a procedure changes."""
        if code not in self._digests:
            procedure = self.procedures[code]
            types = {*(entry.type for entry in procedure.documents), *procedure.results}
            parts = [procedure.model_dump_json(exclude={"source"})]
            parts += [self.document_types[kind].model_dump_json() for kind in sorted(types)]
            self._digests[code] = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
        return self._digests[code]

    def own_version(self, code: str, province: str) -> str | None:
        """The code under which a province publishes this procedure itself, or None."""
        own = self.imported.twins.get(code, {}).get(province) if self.imported else None
        return own if own != code else None

    def paths(self, code: str) -> tuple[QuestionPath, ...]:
        """All paths of a procedure, worked out once."""
        if code not in self._paths:
            self._paths[code] = list_paths(self.get(code))
        return self._paths[code]

    def next_question(self, code: str, facts: Mapping[str, str]) -> Asked | None:
        """The question to put next (`knowledge.questions.next_question`); the same case is worked out once."""
        key = (code, frozenset(facts.items()))
        if key not in self._asked:
            if len(self._asked) >= MOST_CASES_KEPT:
                self._asked.clear()
            self._asked[key] = next_question(self.get(code), self.paths(code), facts)
        return self._asked[key]


_DOCUMENTS = TypeAdapter(dict[str, DocumentType])
_FIELDS = TypeAdapter(dict[str, ProcedureField])


def load_catalogue(settings: Settings) -> Catalogue:
    """Everything known: the files below settings.catalogue and the last import, if there is one.

    Raises:
        CatalogueError: with every fault, each with file and line.
        StoreError: the imported records cannot be read.
    """
    authored = load_authored(settings)
    imported = Imported.open(settings, frozenset(authored.files))
    return put_together(authored, imported, load_overlays(settings.var / OVERLAYS))


def put_together(authored: Catalogue, imported: Imported | None, overlays: Overlays) -> Catalogue:
    """The authored catalogue above the imported one, with the provinces' overlays.

    Raises:
        CatalogueError: an overlay redefines a document type that all provinces share.
    """
    if imported is None and not overlays.fingerprint:
        return authored
    if twice := sorted(authored.document_types.keys() & overlays.document_types.keys()):
        raise CatalogueError([f"overlays: document type {one!r} is one of the catalogue; rename it" for one in twice])
    parts = [authored.fingerprint, imported.fingerprint if imported else "", overlays.fingerprint]
    types: Mapping[str, DocumentType] = MappingProxyType({**authored.document_types, **overlays.document_types})
    return Catalogue(
        Layered(authored.procedures, imported.procedures) if imported else authored.procedures,
        _Documents(types, imported.document_types) if imported else types,
        MappingProxyType({**(imported.fields if imported else {}), **authored.fields}),
        hashlib.sha256("+".join(parts).encode()).hexdigest(),
        authored.files,
        imported,
        overlays,
    )


class _Documents(Mapping[str, DocumentType]):
    """Authored document types, and those of imported records by their own ids; only the authored are listed."""

    def __init__(self, authored: Mapping[str, DocumentType], imported: Mapping[str, DocumentType]) -> None:
        self._authored, self._imported = authored, imported

    def __getitem__(self, key: str) -> DocumentType:
        return self._authored[key] if key in self._authored else self._imported[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._authored)

    def __len__(self) -> int:
        return len(self._authored)


def load_authored(settings: Settings) -> Catalogue:
    """The authored procedures alone.

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


def _read_compiled(path: Path, fingerprint: str, root: Path) -> Catalogue | None:
    try:
        header, documents, fields, names, *procedures = path.read_bytes().split(b"\n")
        if header.decode() != fingerprint:
            return None
        files = {code: root / name for code, name in json.loads(names).items()}
        compiled = dict(zip(files, procedures, strict=True))
        return Catalogue(
            CompiledProcedures(compiled),
            MappingProxyType(_DOCUMENTS.validate_json(documents)),
            MappingProxyType(_FIELDS.validate_json(fields)),
            fingerprint,
            MappingProxyType(files),
        )
    except (OSError, ValueError, IndexError):
        return None


def _write_compiled(path: Path, catalogue: Catalogue, root: Path) -> None:
    names = {code: str(file.relative_to(root)) for code, file in catalogue.files.items()}
    parts = [
        catalogue.fingerprint.encode(),
        _DOCUMENTS.dump_json(dict(catalogue.document_types)),
        _FIELDS.dump_json(dict(catalogue.fields)),
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


def _read_yaml(root: Path, contents: Mapping[Path, bytes], fingerprint: str) -> Catalogue:
    faults: list[str] = []
    fields: dict[str, ProcedureField] = {}
    documents: dict[str, DocumentType] = {}
    questions: dict[str, Any] = {}
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
    if faults:
        raise CatalogueError(faults)
    return Catalogue(
        MappingProxyType(procedures),
        MappingProxyType(documents),
        MappingProxyType(fields),
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
