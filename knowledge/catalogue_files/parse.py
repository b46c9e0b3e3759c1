"""The YAML files of the catalogue as procedures, document types, fields and aliases; every fault with file and line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from knowledge.catalogue_files.yaml_file import YamlFault, faults_of, line_of, read_yaml
from knowledge.errors import CatalogueError
from knowledge.schema.conditions import Text
from knowledge.schema.names import Named
from knowledge.schema.procedure import DocumentType, Procedure, ProcedureField, Spoken
from knowledge.schema.relations import ClosedGroup, Replaced

DOCUMENTS = TypeAdapter(dict[str, DocumentType])
FIELDS = TypeAdapter(dict[str, ProcedureField])
SPOKEN = TypeAdapter(dict[str, Spoken])
SAYINGS = TypeAdapter(dict[str, tuple[Text, ...]])
REPLACED = TypeAdapter(dict[str, Replaced])
GROUPS = TypeAdapter(dict[str, ClosedGroup])
NAMED = TypeAdapter(dict[str, Named])
ELSEWHERE = ("scope.yml",)
"""Files directly in the catalogue's folder that other rooms read: what to say of needs that are not the desk's."""


@dataclass(frozen=True)
class Parts:
    """What the files hold.

    Attributes:
        spoken: how people speak of procedures that are not authored.
        sayings: whole messages that people begin with who need an authored one.
        files: where each procedure stands.
        replaced: old code → what took its place (replaces.yml, and what authored procedures say).
        groups: the closed groups of people that some procedures are for.
        named: what people call procedures that are not authored.
    """

    procedures: Mapping[str, Procedure]
    document_types: Mapping[str, DocumentType]
    fields: Mapping[str, ProcedureField]
    spoken: Mapping[str, Spoken]
    sayings: Mapping[str, tuple[str, ...]]
    files: Mapping[str, Path]
    replaced: Mapping[str, Replaced]
    groups: Mapping[str, ClosedGroup]
    named: Mapping[str, Named]


def parse_files(root: Path, contents: Mapping[Path, bytes]) -> Parts:
    """Read and check the shape of all files of a catalogue.

    Args:
        root: the catalogue's folder; the files directly in it are shared, the others hold a procedure each.
        contents: path → content.

    Raises:
        CatalogueError: with every fault, each with file and line.
    """
    return _Parser(root, contents).parse()


class _Parser:
    """Gathers what the files hold, and the faults."""

    def __init__(self, root: Path, contents: Mapping[Path, bytes]) -> None:
        self.root, self.contents = root, contents
        self.faults: list[str] = []
        self.fields: dict[str, ProcedureField] = {}
        self.documents: dict[str, DocumentType] = {}
        self.questions: dict[str, Any] = {}
        self.spoken: dict[str, Spoken] = {}
        self.sayings: dict[str, tuple[str, ...]] = {}
        self.procedures: dict[str, Procedure] = {}
        self.files: dict[str, Path] = {}
        self.replaced: dict[str, Replaced] = {}
        self.groups: dict[str, ClosedGroup] = {}
        self.named: dict[str, Named] = {}

    def parse(self) -> Parts:
        shared = [path for path in self.contents if path.parent == self.root]
        for path, data in self._mappings(shared):
            self._take_shared(path, data)
        for path, data in self._mappings(path for path in self.contents if path.parent != self.root):
            self._take_procedure(path, data)
        for code in sorted(self.spoken.keys() & self.files):
            self.faults.append(f"aliases of {code} stand in {self._name(self.files[code])} too")
        for code in sorted(self.named.keys() & self.files):
            self.faults.append(f"a short name of {code} stands in {self._name(self.files[code])} too")
        for code in sorted(self.sayings.keys() - self.files):
            self.faults.append(f"sayings of {code}, which is not authored: put them into its aliases")
        if self.faults:
            raise CatalogueError(self.faults)
        held = (self.procedures, self.documents, self.fields, self.spoken, self.sayings, self.files)
        return Parts(*map(MappingProxyType, (*held, self.replaced, self.groups, self.named)))  # type: ignore[arg-type]

    def _name(self, path: Path) -> Path:
        return path.relative_to(self.root)

    def _mappings(self, paths: Iterable[Path]) -> Iterator[tuple[Path, dict[str, Any]]]:
        for path in paths:
            try:
                yield path, read_yaml(self.contents[path])
            except YamlFault as error:
                self.faults.append(f"{self._name(path)}:{error.line}: {error}")

    def _take_shared(self, path: Path, data: dict[str, Any]) -> None:
        if path.name == "fields.yml":
            self._take_all(FIELDS, path, data, self.fields, "field {!r} stands")
        elif path.name == "questions.yml":
            self.questions = data
        elif path.name.startswith("documents"):
            self._take_all(DOCUMENTS, path, data, self.documents, "document type {!r} stands")
        elif path.name.startswith("aliases"):
            self._take_all(SPOKEN, path, data, self.spoken, "the aliases of {!r} stand")
        elif path.name.startswith("sayings"):
            self._take_all(SAYINGS, path, data, self.sayings, "the sayings of {!r} stand")
        elif path.name.startswith("short_names"):
            self._take_all(NAMED, path, data, self.named, "the short name of {!r} stands")
        elif path.name == "replaces.yml":
            self._take_all(REPLACED, path, data, self.replaced, "{!r} is replaced")
        elif path.name == "audience.yml":
            self._take_all(GROUPS, path, data, self.groups, "the audience {!r} stands")
        elif path.name not in ELSEWHERE:
            name = self._name(path)
            self.faults.append(f"{name}: not a file of the catalogue; procedures lie in a field's folder")

    def _take_all(
        self, adapter: TypeAdapter[dict[str, Any]], path: Path, data: dict[str, Any], into: dict[str, Any], what: str
    ) -> None:
        """Check the entries of a shared file and add them; a key may stand in one file only."""
        try:
            entries = adapter.validate_python(data)
        except ValidationError as error:
            self.faults += faults_of(error, str(self._name(path)), self.contents[path])
            return
        self.faults += [f"{self._name(path)}: {what.format(key)} twice" for key in entries if key in into]
        into |= entries

    def _take_procedure(self, path: Path, data: dict[str, Any]) -> None:
        name, content = self._name(path), self.contents[path]
        try:
            procedure = Procedure.model_validate(self._completed(data))
        except ValidationError as error:
            self.faults += faults_of(error, str(name), content)
            return
        except YamlFault as error:
            self.faults.append(f"{name}:{line_of(content, ('questions',))}: {error}")
            return
        code = procedure.code
        if code in self.procedures:
            self.faults.append(f"{name}:1: {code} stands in {self._name(self.files[code])} too")
        if path.stem != code:
            self.faults.append(f"{name}:1: the file must be named {code}.yml")
        self.procedures[code], self.files[code] = procedure, path
        for old in procedure.replaces:
            if old.code in self.replaced:
                self.faults.append(f"{name}: {old.code} is replaced twice: by {self.replaced[old.code].by} too")
            self.replaced[old.code] = Replaced(by=code, why=old.why)

    def _completed(self, data: dict[str, Any]) -> dict[str, Any]:
        """A procedure's content with the shared questions it uses and the legal basis of its field.

        Raises:
            YamlFault: it uses a question that does not exist.
        """
        data = {**data, "questions": [self._shared(question) for question in data.get("questions") or ()]}
        field = self.fields.get(str(data.get("field")))
        if field is not None:
            own = data.get("legal_basis") or []
            data["legal_basis"] = [*field.legal_basis, *(law for law in own if law not in field.legal_basis)]
        return data

    def _shared(self, question: Any) -> Any:
        if not isinstance(question, dict) or "use" not in question:
            return question
        name = question["use"]
        if name not in self.questions:
            raise YamlFault(f"no shared question {name!r} in questions.yml")
        own = {key: value for key, value in question.items() if key != "use"}
        return {"id": name, **self.questions[name], **own}
