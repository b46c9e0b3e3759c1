"""A finished import as a source of the catalogue: headers in memory, procedures parsed when they are asked for."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from knowledge.catalogue_files.catalogue import Entry
from knowledge.catalogue_files.layered import Computed
from knowledge.portal.parse.procedure import PAGE, Parsed, field_key, parse_record
from knowledge.portal.record import Record
from knowledge.portal.sentences import sentences_of
from knowledge.portal.store.record_store import RecordStore
from knowledge.portal.store.tables import Header, Import
from knowledge.portal.wording import portal_wording
from knowledge.provinces import ELSEWHERE, PROVINCE, provinces
from knowledge.schema.conditions import Condition
from knowledge.schema.procedure import (
    Caution,
    DocumentType,
    Option,
    Procedure,
    ProcedureField,
    Question,
    Redirect,
    Spoken,
)
from knowledge.schema.relations import ClosedGroup, Replaced
from knowledge.settings import Settings
from knowledge.wording import wording

PARSED_IN_MEMORY = 1_024
"""Parsed procedures that stay in memory (about 30 kB each)."""


class Imported:
    """The records as of an import. Reading is thread-safe; later imports do not change it.

    Args:
        store: the records.
        import_: the import to read.
        authored: the authored codes: they have no question about the province, and stand for their twins.
        spoken: how people speak of these procedures, by code.
        short_names: what people call them, by code; that of the head counts for its provincial twins too.
    """

    def __init__(
        self,
        store: RecordStore,
        import_: Import,
        authored: frozenset[str] = frozenset(),
        spoken: Mapping[str, Spoken] | None = None,
        short_names: Mapping[str, str] | None = None,
    ) -> None:
        self.import_ = import_
        self._spoken = spoken or {}
        self._short_names = short_names or {}
        self.headers: Mapping[str, Header] = store.headers(import_.id)
        self._store = store
        self._authored = authored
        self.twins = _twins(self.headers, authored)
        self._heads = {code: head for head, members in self.twins.items() for code in members.values()}
        self._parsed = lru_cache(maxsize=PARSED_IN_MEMORY)(self._parse)
        self.procedures: Mapping[str, Procedure] = Computed(self.headers, self._procedure)
        self.entries: Mapping[str, Entry] = Computed(self.headers, self._entry)
        self.files: Mapping[str, Path] = {}
        self.replaced: Mapping[str, Replaced] = {}
        self.groups: Mapping[str, ClosedGroup] = {}
        self.document_types: Mapping[str, DocumentType] = _DocumentTypes(self)
        self.fields = _fields(self.headers)

    @classmethod
    def open(
        cls,
        settings: Settings,
        authored: frozenset[str] = frozenset(),
        spoken: Mapping[str, Spoken] | None = None,
        short_names: Mapping[str, str] | None = None,
    ) -> Imported | None:
        """The last finished import, or None if nothing was imported yet.

        Raises:
            StoreError: there is a store, but it cannot be read.
        """
        if not RecordStore.exists(settings):
            return None
        store = RecordStore.open(settings)
        last = store.latest()
        return cls(store, last, authored, spoken, short_names) if last else None

    @property
    def fingerprint(self) -> str:
        """Equal for equal records."""
        return self.import_.fingerprint

    @property
    def imported_at(self) -> dt.datetime:
        """When the import ended (UTC)."""
        return self.import_.finished.replace(tzinfo=dt.UTC)

    def link(self, code: str) -> str:
        """The page of a record on the portal, or an empty text."""
        header = self.headers.get(code)
        return PAGE.format(id=header.page) if header and header.page else ""

    def official_text(self, code: str) -> tuple[str, ...]:
        """The sentences of a record on steps, ways of filing and conditions."""
        record = self.record(code) if code in self.headers else None
        return sentences_of(record) if record else ()

    def short_name(self, code: str) -> str:
        """What people call a procedure, or nothing: its own short name, else that of the head of its twins."""
        return self._short_names.get(code) or self._short_names.get(self._heads.get(code, code), "")

    def document_type(self, kind: str) -> DocumentType:
        """A document type of a record; its id begins with the record's code.

        Raises:
            KeyError: there is no such record or document type."""
        return self._parsed(".".join(kind.split(".")[:2])).document_types[kind]

    def record(self, code: str) -> Record | None:
        """The record of a code as it was published, or None."""
        record_and_day = self._store.record(code, self.import_.id)
        return record_and_day[0] if record_and_day else None

    def _parse(self, code: str) -> Parsed:
        record_and_day = self._store.record(code, self.import_.id)
        if record_and_day is None:
            raise KeyError(code)
        return parse_record(*record_and_day)

    def _entry(self, code: str) -> Entry:
        header, spoken = self.headers[code], self._spoken.get(code)
        return Entry(
            code,
            header.name,
            header.level,
            header.field,
            province=header.province if code not in self.twins else "",
            aliases=spoken.says if spoken else (),
            asked=spoken.asked if spoken else 0,
            about=spoken.when if spoken else "",
            found_by=header.words,
        )

    def _procedure(self, code: str) -> Procedure:
        procedure = self._parsed(code).procedure
        if short_name := self.short_name(code):
            procedure = procedure.model_copy(update={"short_name": short_name})
        members = self.twins.get(code)
        return with_provinces(procedure, members) if members and code not in self._authored else procedure


def with_provinces(procedure: Procedure, members: Mapping[str, str]) -> Procedure:
    """The procedure with a question about the province; the answer leads to that province's record.

    Args:
        procedure: the record that stands for all.
        members: province → code, without the nation-wide record.
    """
    say, names = portal_wording().say, provinces()
    keys = [key for key in sorted(members) if key in names]
    options = [Option(value=key, say=names[key].short) for key in keys]
    question = Question(
        id=PROVINCE,
        ask=say("province.ask"),
        why=say("province.why"),
        options=(*options, Option(value=ELSEWHERE, say=wording().say("other_province"))),
    )
    redirects = tuple(
        Redirect(
            code=members[key],
            say=say("province.own", province=names[key].name),
            when=Condition(terms=((PROVINCE, (key,)),)),
            same=True,
        )
        for key in keys
        if members[key] != procedure.code
    )
    warnings = procedure.warnings
    if procedure.province:
        text = say("province.borrowed", province=names[procedure.province].name)
        warnings = (Caution(say=text, when=Condition(terms=((PROVINCE, (ELSEWHERE,)),)), verified=False), *warnings)
    return procedure.model_copy(
        update={
            "questions": (question, *procedure.questions),
            "redirects": (*redirects, *procedure.redirects),
            "warnings": warnings,
            "province": "",
        }
    )


class _DocumentTypes(Mapping[str, DocumentType]):
    """Document types by id. Iteration gives none: they are read procedure by procedure."""

    def __init__(self, imported: Imported) -> None:
        self.imported = imported

    def __getitem__(self, kind: str) -> DocumentType:
        return self.imported.document_type(kind)

    def __contains__(self, kind: object) -> bool:
        try:
            return isinstance(kind, str) and bool(self[kind])
        except KeyError:
            return False

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _twins(headers: Mapping[str, Header], authored: frozenset[str]) -> dict[str, dict[str, str]]:
    """Head → province → code, for each procedure published by at least one province and somebody else.

    The head, which stands for all, is a nation-wide record (an authored record first), otherwise the lowest code.
    """
    groups: defaultdict[str, list[Header]] = defaultdict(list)
    for header in headers.values():
        groups[header.twin].append(header)
    twins: dict[str, dict[str, str]] = {}
    for members in groups.values():
        by_province: dict[str, str] = {}
        for header in sorted(members, key=lambda header: (header.listed_only, header.code)):
            if header.province:
                by_province.setdefault(header.province, header.code)
        national = [header.code for header in members if not header.province]
        if not by_province or len(by_province) + len(national) < 2:
            continue
        head = next((code for code in national if code in authored), min(national, default=""))
        twins[head or min(by_province.values())] = by_province
    return twins


def _fields(headers: Mapping[str, Header]) -> dict[str, ProcedureField]:
    names = {
        field_key(header.field): header.field or portal_wording().say("field_unknown") for header in headers.values()
    }
    return {key: ProcedureField(name=name) for key, name in names.items()}
