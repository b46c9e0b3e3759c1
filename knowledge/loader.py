"""The catalogue as one immutable object: authored procedures above imported ones, with the provinces' overlays."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from knowledge.authored import read_authored
from knowledge.case.next_question import Asked, next_question
from knowledge.case.paths import Path as QuestionPath
from knowledge.case.paths import list_paths
from knowledge.errors import CatalogueError, UnknownProcedure
from knowledge.layers import Layered
from knowledge.overlay import FOLDER as OVERLAYS
from knowledge.overlay import Overlays, load_overlays
from knowledge.portal.imported import Imported
from knowledge.schema.procedure import DocumentType, Procedure, ProcedureField, Spoken
from knowledge.settings import Settings

MOST_CASES_KEPT = 50_000
"""Cases whose next question is remembered (about 20 MB)."""


@dataclass(frozen=True)
class Catalogue:
    """Everything known: authored procedures above imported ones. Mappings are read-only; procedures are frozen."""

    procedures: Mapping[str, Procedure]
    document_types: Mapping[str, DocumentType]
    fields: Mapping[str, ProcedureField]
    fingerprint: str
    files: Mapping[str, Path] = field(default_factory=dict, repr=False)
    spoken: Mapping[str, Spoken] = field(default_factory=dict, repr=False)
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

    def aliases(self, code: str) -> tuple[str, ...]:
        """What people say when they mean this procedure."""
        if code in self.files:
            return self.procedures[code].aliases
        return self.spoken[code].says if code in self.spoken else ()

    def asked(self, code: str) -> int:
        """How often people ask for it, 0 (hardly ever) to 3 (every day)."""
        if code in self.files:
            return self.procedures[code].asked
        return self.spoken[code].asked if code in self.spoken else 0

    def about(self, code: str) -> str:
        """In plain words what it is for, or when it is this one among its siblings; may be empty."""
        if code in self.files:
            return self.procedures[code].about
        return self.spoken[code].when if code in self.spoken else ""

    def level(self, code: str) -> str:
        """Which level decides, a value of `Level`, without reading the procedure where that can be spared."""
        if self.imported and code not in self.files and code in self.imported.headers:
            return self.imported.headers[code].level
        return self.procedures[code].level.value

    def field_name(self, code: str) -> str:
        """The name of its field, without reading the procedure where that can be spared."""
        if self.imported and code not in self.files and code in self.imported.headers:
            return self.imported.headers[code].field
        known = self.fields.get(self.procedures[code].field)
        return known.name if known else ""

    def of_province(self, code: str) -> str:
        """The key of the province that published it for itself alone, or nothing."""
        if self.imported and code not in self.files and code in self.imported.headers:
            return self.imported.headers[code].province if code not in self.imported.twins else ""
        return self.procedures[code].province

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
        """The question to put next (`knowledge.case.next_question.next_question`); the same case is worked out once."""
        key = (code, frozenset(facts.items()))
        if key not in self._asked:
            if len(self._asked) >= MOST_CASES_KEPT:
                self._asked.clear()
            self._asked[key] = next_question(self.get(code), self.paths(code), facts)
        return self._asked[key]


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
        authored.spoken,
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
    one = read_authored(settings)
    return Catalogue(one.procedures, one.document_types, one.fields, one.fingerprint, one.files, one.spoken)
