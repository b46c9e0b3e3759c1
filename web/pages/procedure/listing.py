"""The procedures by field, as /thu-tuc lists them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.phrases import called, short_label
from web.pages.procedure.addresses import slug
from web.pages.procedure.wording import procedure_wording

EVERY_DAY = 3
"""How often a procedure is asked for that stands first on the list."""


@dataclass(frozen=True)
class Line:
    """A procedure in a list: what it is called, its official title where that differs, and whether it is authored."""

    code: str
    name: str
    official: str
    authored: bool


@dataclass(frozen=True)
class Field:
    """A field with its procedures; `slug` is its name in an address."""

    slug: str
    name: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class Listing:
    """All fields by their name in an address, in the order of their size, and what is asked for every day."""

    fields: Mapping[str, Field]
    most_asked: Sequence[Line]

    @property
    def count(self) -> int:
        """How many procedures are listed."""
        return sum(len(field.lines) for field in self.fields.values())

    @classmethod
    def of(cls, catalogue: Catalogue) -> Listing:
        """The listing of a catalogue; of provincial twins only the one that stands for them is listed."""
        groups: defaultdict[str, list[Line]] = defaultdict(list)
        names: dict[str, str] = {}
        most_asked = []
        for code in catalogue.searched():
            entry = catalogue.entries[code]
            name = entry.field or procedure_wording().say("list.other")
            line = _line(catalogue, code)
            groups[slug(name)].append(line)
            names.setdefault(slug(name), name)
            if entry.authored and entry.asked >= EVERY_DAY:
                most_asked.append(line)
        fields = {
            key: Field(key, names[key], sorted(lines, key=lambda line: (not line.authored, line.name)))
            for key, lines in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
        }
        return cls(fields, sorted(most_asked, key=lambda line: line.name))


def _line(catalogue: Catalogue, code: str) -> Line:
    entry = catalogue.entries[code]
    name = called(catalogue.procedures[code]) if entry.authored else short_label(entry.name)
    return Line(code, name, short_label(entry.name) if entry.name != name else "", entry.authored)
