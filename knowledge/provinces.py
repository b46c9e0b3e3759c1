"""The 34 provinces, and how people name them: old provinces, old districts, wards, nicknames, without marks.

The mapping of old units to new ones is underthesea's (`underthesea.address`, in force since 1 July 2025).
"""

from __future__ import annotations

import importlib.util
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from knowledge.files import read_own_yaml
from knowledge.text.fold import fold

PROVINCE = "province"
"""The question of a procedure that several provinces publish, each for itself."""
ELSEWHERE = "elsewhere"
"""Its answer for a province that publishes none."""
_CITY = "thanh pho"
_SHORT_NAME = 3
"""A district's bare name of up to so many letters ("ba", "my") is too often another word."""


@dataclass(frozen=True)
class Province:
    """A province of today: its key (`dak_lak`), its full name and the name people say."""

    key: str
    name: str
    short: str


@dataclass(frozen=True)
class _Gazetteer:
    """Folded names → keys of provinces; several keys when a name (an old district's) lies in more than one."""

    provinces: dict[str, Province]
    provincial: dict[str, frozenset[str]]
    """The names of provinces alone, old and new, and their nicknames."""
    names: dict[str, frozenset[str]]
    longest: int
    """The number of words of the longest name."""


def provinces() -> dict[str, Province]:
    """All provinces by key, in the order of their names."""
    return _gazetteer().provinces


def province_of(issuer: str) -> str | None:
    """The key of the province that stands behind an office's name ("UBND tỉnh Đắk Lắk"), or None."""
    name = _words(issuer)
    place = _without(name, _own()["offices"])
    if place == name:
        return None
    keys = _gazetteer().names.get(_without(place, _own()["province_kinds"]), frozenset())
    return next(iter(keys)) if len(keys) == 1 else None


def find_provinces(text: str, *, districts: bool = True) -> tuple[str, ...]:
    """The keys of the provinces a person may mean: one when it is clear, several to ask back, none when none is named.

    Longer names win: "huyện Châu Thành, Bến Tre" is Bến Tre's, today in Vĩnh Long. Without `districts` only names of
    provinces count: in a long message the name of a district may be a person's.
    """
    gazetteer = _gazetteer()
    names = gazetteer.names if districts else gazetteer.provincial
    words = _words(text).split()
    found: list[frozenset[str]] = []
    place = 0
    while place < len(words):
        for size in range(min(gazetteer.longest, len(words) - place), 0, -1):
            keys = names.get(" ".join(words[place : place + size]))
            if keys:
                found.append(keys)
                place += size
                break
        else:
            place += 1
    if not found:
        return ()
    sure = [keys for keys in found if len(keys) == 1]
    meant = set.intersection(*map(set, found)) or set(sure[-1] if sure else found[-1])
    return tuple(sorted(meant))


def province_key(named: str) -> str:
    """The key of a province given by its key or a name of it; "" when nothing is given or it is unclear."""
    if not named or named in provinces():
        return named
    keys = find_provinces(named)
    return keys[0] if len(keys) == 1 else ""


@lru_cache(maxsize=1)
def _gazetteer() -> _Gazetteer:
    mapping = json.loads(_mapping_file().read_text(encoding="utf-8"))
    by_mapped_key = {
        mapped: Province(re.sub(r"\W+", "_", fold(unit["short"])), unit["name"], unit["short"])
        for mapped, unit in mapping["province_names"].items()
    }
    provincial = _provincial_names(mapping, by_mapped_key)
    names: defaultdict[str, set[str]] = defaultdict(set)
    for name, keys in provincial.items():
        names[name] |= keys
    for district, mapped in {(unit["old_district"], unit["new_province_key"]) for unit in mapping["ward_mapping"]}:
        for name in _district_names(fold(district)):
            if name not in provincial:  # where a district is named like a province, the province is meant
                names[name].add(by_mapped_key[mapped].key)
    for key, nicknames in _own()["nicknames"].items():
        for nickname in map(fold, nicknames):
            names[nickname] = {key}
            provincial[nickname] = {key}
    all_names = _frozen(names)
    return _Gazetteer(
        provinces=dict(sorted((province.key, province) for province in by_mapped_key.values())),
        provincial=_frozen(provincial),
        names=all_names,
        longest=max(len(name.split()) for name in all_names),
    )


def _provincial_names(mapping: dict[str, Any], by_mapped_key: dict[str, Province]) -> dict[str, set[str]]:
    """The folded names of the provinces of today and of before 2025, each with the province it is in today."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    for province in by_mapped_key.values():
        names[fold(province.short)].add(province.key)
        names[fold(province.name)].add(province.key)
    for mapped, unit in mapping["old_province_names"].items():
        key = by_mapped_key[mapping["province_mapping"][mapped]].key
        names[fold(unit["short"])].add(key)
        names[fold(unit["name"])].add(key)
    return dict(names)


def _district_names(district: str) -> Iterator[str]:
    """What a district of before 2025 is called: "quận 7", "q 7"; "huyện Đông Anh", "đông anh"; "tp vinh"."""
    yield district
    bare = _without(district, _own()["district_kinds"])
    city = district.startswith(_CITY)
    if bare.isdigit():
        yield f"q {bare}"
        yield f"q{bare}"
    elif len(bare) > _SHORT_NAME and (not city or " " in bare):  # "vinh" alone may be part of another name
        yield bare
    if city:
        yield f"tp {bare}"


def _frozen(names: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {_words(name): frozenset(keys) for name, keys in names.items()}


def _words(text: str) -> str:
    """The folded words of a text, with single blanks between them."""
    return " ".join(re.findall(r"\w+", fold(text)))


def _without(name: str, kinds: Iterable[str]) -> str:
    """A folded name without the kind of unit before it: "tinh dak lak" → "dak lak"."""
    return next((name.removeprefix(f"{kind} ") for kind in kinds if name.startswith(f"{kind} ")), name)


def _mapping_file() -> Path:
    """The mapping's file, found without importing underthesea (which takes seconds)."""
    spec = importlib.util.find_spec("underthesea")
    if spec is None or spec.origin is None:
        raise RuntimeError("underthesea is not installed; run `make setup`")
    return Path(spec.origin).parent / "address" / "data" / "mapping.json"


@lru_cache(maxsize=1)
def _own() -> dict[str, Any]:
    """provinces.yml: nicknames, and the words before a name."""
    return dict(read_own_yaml(Path(__file__).with_name("provinces.yml")))
