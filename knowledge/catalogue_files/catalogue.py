"""The catalogue as an immutable object, and what a source of procedures must offer."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from knowledge.case.next_question import Asked, next_question
from knowledge.case.paths import Path as QuestionPath
from knowledge.case.paths import list_paths
from knowledge.catalogue_files.layered import layered
from knowledge.catalogue_files.overlays import Overlays
from knowledge.errors import UnknownProcedure
from knowledge.provinces import find_provinces
from knowledge.schema.procedure import DocumentType, Procedure, ProcedureField
from knowledge.schema.relations import PUBLIC, ClosedGroup, Replaced

ABOLISHED = ("cấp huyện",)
"""Levels that ended on 1 July 2025, as a title names them."""
MOST_CASES_KEPT = 50_000
"""Cases whose next question is remembered (about 20 MB)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a code without reading its procedure.

    Attributes:
        code: the procedure's code.
        name: its official title.
        level: which level decides, a value of `Level`.
        field: the name of its field; may be empty.
        authored: whether it was authored by hand.
        province: the key of the province that published it for itself alone, or nothing.
        aliases: what people call it; searched, never shown.
        sayings: whole messages that people begin with who need it; searched, never shown.
        asked: how often people ask for it, 0 (hardly ever) to 3 (every day).
        about: in plain words what it is for, or how it differs from its siblings; may be empty.
        found_by: what else it is searched by (the papers and results of an imported record); may be empty.
    """

    code: str
    name: str
    level: str
    field: str
    authored: bool = False
    province: str = ""
    aliases: tuple[str, ...] = ()
    sayings: tuple[str, ...] = ()
    asked: int = 0
    about: str = ""
    found_by: str = ""


class Source(Protocol):
    """Where procedures come from: authored files, imported records, or a test's own. All mappings are by code or id.

    Attributes:
        fingerprint: changes whenever the contents change.
        imported_at: when the contents were brought in (UTC); None when they are files.
        twins: head → province → code, for each procedure that provinces publish for themselves.
        replaced, groups: see `Catalogue`.
    """

    @property
    def fingerprint(self) -> str: ...

    @property
    def imported_at(self) -> dt.datetime | None: ...

    @property
    def entries(self) -> Mapping[str, Entry]: ...

    @property
    def procedures(self) -> Mapping[str, Procedure]: ...

    @property
    def document_types(self) -> Mapping[str, DocumentType]: ...

    @property
    def fields(self) -> Mapping[str, ProcedureField]: ...

    @property
    def files(self) -> Mapping[str, Path]: ...

    @property
    def twins(self) -> Mapping[str, Mapping[str, str]]: ...

    @property
    def replaced(self) -> Mapping[str, Replaced]: ...

    @property
    def groups(self) -> Mapping[str, ClosedGroup]: ...

    def link(self, code: str) -> str:
        """The procedure's page on the portal, or nothing."""
        ...

    def official_text(self, code: str) -> tuple[str, ...]:
        """The sentences of the official record on steps and conditions, as published; none without a record."""
        ...


@dataclass(frozen=True)
class Catalogue:
    """All procedures of all sources. Mappings are read-only, procedures are frozen; made by `Catalogue.of`.

    Attributes:
        authored: the authored codes, each with its file.
        replaced: old code → what took its place; an old one is found by its code only, and leads on.
        groups: audience → the closed group of people that some procedures are for (see `audience`).
    """

    fingerprint: str
    entries: Mapping[str, Entry] = field(repr=False)
    procedures: Mapping[str, Procedure] = field(repr=False)
    document_types: Mapping[str, DocumentType] = field(repr=False)
    fields: Mapping[str, ProcedureField] = field(repr=False)
    authored: Mapping[str, Path] = field(repr=False)
    overlays: Overlays = field(repr=False)
    replaced: Mapping[str, Replaced] = field(repr=False)
    groups: Mapping[str, ClosedGroup] = field(repr=False)
    _sources: tuple[Source, ...] = field(repr=False)
    _heads: Mapping[str, str] = field(repr=False)
    _digests: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    _audiences: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    _paths: dict[str, tuple[QuestionPath, ...]] = field(default_factory=dict, repr=False, compare=False)
    _asked: dict[tuple[str, frozenset[tuple[str, str]]], Asked | None] = field(
        default_factory=dict, repr=False, compare=False
    )

    @classmethod
    def of(cls, sources: Sequence[Source], overlays: Overlays | None = None) -> Catalogue:
        """The catalogue of these sources, the first above the others, with the provinces' overlays."""
        overlays = overlays or Overlays()
        parts = [source.fingerprint for source in sources] + [overlays.fingerprint] * bool(overlays.fingerprint)
        return cls(
            parts[0] if len(parts) == 1 else hashlib.sha256("+".join(parts).encode()).hexdigest(),
            entries=layered(*(source.entries for source in sources)),
            procedures=layered(*(source.procedures for source in sources)),
            document_types=layered(overlays.document_types, *(source.document_types for source in sources)),
            fields=layered(*(source.fields for source in sources)),
            authored=layered(*(source.files for source in sources)),
            overlays=overlays,
            replaced=layered(*(source.replaced for source in sources)),
            groups=layered(*(source.groups for source in sources)),
            _sources=tuple(sources),
            _heads={
                code: head
                for source in reversed(sources)
                for head, members in source.twins.items()
                for code in members.values()
            },
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

    def name(self, code: str) -> str:
        """A procedure's name, without reading the whole procedure."""
        return self.entries[code].name

    def searched(self) -> list[str]:
        """The codes a search looks through, sorted: of provincial twins only the one that stands for them.

        What was replaced, or is done at a level that is no more, is found by its code only.
        """
        return sorted(
            code
            for code, entry in self.entries.items()
            if (code in self.authored or self.head(code) == code)
            and code not in self.replaced
            and not any(level in entry.name.lower() for level in ABOLISHED)
        )

    def current(self, code: str) -> str:
        """The code that counts now: what took the place of a replaced procedure, else the code itself."""
        for _ in range(len(self.replaced)):
            if code not in self.replaced:
                break
            code = self.replaced[code].by
        return code

    def audience(self, code: str) -> str:
        """Whom a procedure is for: a key of `groups`, or PUBLIC. A closed group is asked about, never assumed."""
        if code in self.authored:
            return self.procedures[code].audience
        if code not in self._audiences:
            entry = self.entries[code]
            fits = (key for key, group in self.groups.items() if group.includes(code, entry.name, entry.field))
            self._audiences[code] = next(fits, PUBLIC)
        return self._audiences[code]

    def link(self, code: str) -> str:
        """The procedure's page on the portal, or nothing."""
        return next((link for source in self._sources if (link := source.link(code))), "")

    def official_text(self, code: str) -> tuple[str, ...]:
        """The sentences of the official record on steps and conditions, as published; none without a record."""
        return next((text for source in self._sources if (text := source.official_text(code))), ())

    def head(self, code: str) -> str:
        """The code that stands for this procedure and its provincial twins; the code itself when it has none."""
        return self._heads.get(code, code)

    def own_version(self, code: str, province: str) -> str | None:
        """The code under which a province publishes this procedure itself, or None."""
        found = (source.twins.get(code, {}).get(province) for source in self._sources)
        own = next((twin for twin in found if twin), None)
        return own if own != code else None

    @staticmethod
    def named_provinces(text: str) -> tuple[str, ...]:
        """The keys of the provinces that a message names, whose own versions it may mean."""
        return find_provinces(text, districts=False)

    @property
    def imported_at(self) -> dt.datetime | None:
        """When records were last imported (UTC); None while nothing was."""
        return max((source.imported_at for source in self._sources if source.imported_at), default=None)

    def digest(self, code: str) -> str:
        """A text that changes whenever what people are told of the procedure changes."""
        if code not in self._digests:
            procedure = self.procedures[code]
            types = {*(entry.type for entry in procedure.documents), *procedure.results}
            parts = [procedure.model_dump_json(exclude={"source"})]
            parts += [self.document_types[kind].model_dump_json() for kind in sorted(types)]
            self._digests[code] = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
        return self._digests[code]

    def paths(self, code: str) -> tuple[QuestionPath, ...]:
        """All paths of a procedure, enumerated once."""
        if code not in self._paths:
            self._paths[code] = list_paths(self.get(code))
        return self._paths[code]

    def next_question(self, code: str, facts: Mapping[str, str]) -> Asked | None:
        """The question to put next (`knowledge.case.next_question`); kept for the next time the same case comes."""
        key = (code, frozenset(facts.items()))
        if key not in self._asked:
            if len(self._asked) >= MOST_CASES_KEPT:
                self._asked.clear()
            self._asked[key] = next_question(self.get(code), self.paths(code), facts)
        return self._asked[key]
