"""Names in addresses: which procedures /thu-tuc/dang-ky-khai-sinh may mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.catalogue_files.catalogue import Catalogue
from web.pages.procedure.addresses import slug

LONGEST = 1_000
"""Characters of a toneless name that are compared: one official title is longer."""


@dataclass(frozen=True)
class Names:
    """Toneless names → codes, the likeliest first: official and short names, and apart what people say."""

    names: Mapping[str, Sequence[str]]
    sayings: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, catalogue: Catalogue) -> Names:
        """The names of a catalogue; of provincial twins only the one that stands for them has any."""
        names: defaultdict[str, list[str]] = defaultdict(list)
        sayings: defaultdict[str, list[str]] = defaultdict(list)
        entries = [catalogue.entries[code] for code in catalogue.searched()]
        for entry in sorted(entries, key=lambda entry: (not entry.authored, -entry.asked, entry.code)):
            own = {slug(entry.name)[:LONGEST]}
            if entry.authored:
                own.add(slug(catalogue.procedures[entry.code].short_name))
            for name in own - {""}:
                names[name].append(entry.code)
            for name in {slug(alias) for alias in entry.aliases} - own - {""}:
                sayings[name].append(entry.code)
        return cls(dict(names), dict(sayings))

    def codes(self, name: str) -> Sequence[str]:
        """The codes that a name may mean; none when it names nothing."""
        wanted = slug(name[: 2 * LONGEST])[:LONGEST]
        return self.names.get(wanted) or self.sayings.get(wanted) or ()
