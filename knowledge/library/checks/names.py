"""`knowledge check`: a procedure's short name is people's own, and no other's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from knowledge.catalogue_files.authored import AuthoredFiles
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.library.checks.relations import NATIONAL
from knowledge.library.checks.words import check_words


def name_faults(authored: AuthoredFiles, catalogue: Catalogue) -> Iterator[str]:
    """The faults of all short names, of authored procedures and of those in short_names.<field>.yml.

    Whether a code of those files exists, and is still called what stands beside its short name, is asked only where
    the whole national catalogue was imported.
    """
    titles = {code: named.name for code, named in authored.named.items()}
    titles |= {code: authored.procedures[code].name for code in authored.files}
    same: defaultdict[str, list[str]] = defaultdict(list)
    for code, title in titles.items():
        if short := authored.short_names[code]:
            same[_plain(short)].append(code)
            beside = title if code in authored.named else ""
            yield from (f"short name of {code}: {fault}" for fault in faults_of_name(short, beside))
    for codes in same.values():
        if len(codes) > 1:
            yield f"short name of {', '.join(codes)}: the same {authored.short_names[codes[0]]!r}; say what differs"
    if len(catalogue.entries) >= NATIONAL:
        yield from _against_records(authored, catalogue)


def faults_of_name(short: str, title: str) -> Iterator[str]:
    """What is wrong with a short name by itself, and beside the official title, if one is given.

    The first words of a title may be what people say; of an imported procedure they would be no work of a person.
    """
    if found := _no_name().search(short.lower()):
        yield f"{short!r} speaks of {found.group()!r} as offices do"
    rest = _plain(title).removeprefix(_plain(short))
    if rest != _plain(title) and rest and not rest.lstrip().startswith("("):
        yield f"{short!r} is the title cut off"


def _against_records(authored: AuthoredFiles, catalogue: Catalogue) -> Iterator[str]:
    for code, named in authored.named.items():
        if code not in catalogue.entries:
            yield f"short name of {code}: the national catalogue has no such procedure"
        elif code not in catalogue.authored and _plain(catalogue.name(code)) != _plain(named.name):
            yield f"short name of {code}: it is now called {catalogue.name(code)!r}: read it again"


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


@lru_cache(maxsize=1)
def _no_name() -> re.Pattern[str]:
    return re.compile("|".join(check_words().no_name))
