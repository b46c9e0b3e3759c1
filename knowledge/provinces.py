"""The 34 provinces, and how people name them: old provinces, old districts, wards, nicknames, without marks.

The mapping of old units to new ones is underthesea's (`underthesea.address`, in force since 1 July 2025).
"""

from __future__ import annotations

import importlib.util
import json
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from knowledge.settings import Settings
from knowledge.text.fold import fold

PROVINCE = "province"
"""The question of a procedure that several provinces publish, each for itself."""
ELSEWHERE = "elsewhere"
"""Its answer for a province that publishes none."""
_KIND = re.compile(r"^(?:tinh|thanh pho|tp|t)\s+")
_OFFICE = re.compile(r"^(?:ubnd|uy ban nhan dan)\s+")


@dataclass(frozen=True)
class Province:
    """A province of today: its key (`dak_lak`), its full name and the name people say."""

    key: str
    name: str
    short: str


@dataclass(frozen=True)
class _Gazetteer:
    provinces: dict[str, Province]
    provincial: dict[str, frozenset[str]]
    names: dict[str, frozenset[str]]
    """Folded name → keys; several when a name (an old district's) lies in more than one province."""
    longest: int


def provinces() -> dict[str, Province]:
    """All provinces by key, in the order of their names."""
    return _gazetteer().provinces


def province_of(issuer: str) -> str | None:
    """The key of the province that stands behind an office's name ("UBND tỉnh Đắk Lắk"), or None."""
    words = " ".join(re.findall(r"\w+", fold(issuer)))
    if not _OFFICE.match(words):
        return None
    found = _gazetteer().names.get(_KIND.sub("", _OFFICE.sub("", words)), frozenset())
    return next(iter(found)) if len(found) == 1 else None


def find_provinces(text: str, *, districts: bool = True) -> tuple[str, ...]:
    """The keys of the provinces a person may mean; one when it is clear, several to ask back, none when unheard of.

    Longer names win: "huyện Châu Thành, Bến Tre" is Bến Tre's, today in Vĩnh Long. Without `districts` only names of
    provinces count: in a long message the name of a district may be a person's.
    """
    gazetteer = _gazetteer()
    names = gazetteer.names if districts else gazetteer.provincial
    words = re.findall(r"\w+", fold(text))
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


def own_province(settings: Settings) -> str:
    """The key of the office's own province (settings.province, a key or a name); "" when it is unset or unclear."""
    named = settings.province
    if not named or named in provinces():
        return named
    keys = find_provinces(named)
    return keys[0] if len(keys) == 1 else ""


def _mapping_file() -> Path:
    """The mapping's file, found without importing underthesea (which takes seconds)."""
    spec = importlib.util.find_spec("underthesea")
    if spec is None or spec.origin is None:
        raise RuntimeError("underthesea is not installed; run `make setup`")
    return Path(spec.origin).parent / "address" / "data" / "mapping.json"


@lru_cache(maxsize=1)
def _gazetteer() -> _Gazetteer:
    data = json.loads(_mapping_file().read_text(encoding="utf-8"))
    known = {
        mapped: Province(re.sub(r"\W+", "_", fold(one["short"])), one["name"], one["short"])
        for mapped, one in data["province_names"].items()
    }
    names: defaultdict[str, set[str]] = defaultdict(set)
    for province in known.values():
        names[fold(province.short)].add(province.key)
        names[fold(province.name)].add(province.key)
    for mapped, one in data["old_province_names"].items():
        key = known[data["province_mapping"][mapped]].key
        names[fold(one["short"])].add(key)
        names[fold(one["name"])].add(key)
    own = set(names)
    districts = {(one["old_district"], one["new_province_key"]) for one in data["ward_mapping"]}
    for old_district, mapped in districts:
        key = known[mapped].key
        district = fold(old_district)
        names[district].add(key)
        bare = re.sub(r"^(?:quan|huyen|thi xa|thanh pho)\s+", "", district)
        city = district.startswith("thanh pho")
        if bare.isdigit():
            names[f"q {bare}"].add(key)
            names[f"q{bare}"].add(key)
        elif len(bare) > 3 and (not city or " " in bare):  # "vinh" alone may be part of another name
            names[bare].add(key)
        if city:
            names[f"tp {bare}"].add(key)
    for name in list(names):
        if name in own and len(names[name]) > 1:  # a district named like a province: the province is meant
            names[name] = {next(key for key in names[name] if _named(name, key, data, known))}
    by_key = {one.key: one for one in known.values()}
    for key, nicknames in yaml.safe_load(Path(__file__).with_name("provinces.yml").read_text(encoding="utf-8")).items():
        for nickname in nicknames:
            names[fold(nickname)] = {key}
            own.add(fold(nickname))
    ordered = dict(sorted(by_key.items()))
    frozen = {" ".join(re.findall(r"\w+", name)): frozenset(keys) for name, keys in names.items()}
    provincial = {name: frozen[name] for name in (" ".join(re.findall(r"\w+", one)) for one in own)}
    return _Gazetteer(ordered, provincial, frozen, max(len(name.split()) for name in frozen))


def _named(name: str, key: str, data: dict[str, dict[str, dict[str, str]]], known: dict[str, Province]) -> bool:
    """Whether the province with this key bears the name, today or until 2025."""
    if any(one.key == key and fold(one.short) == name for one in known.values()):
        return True
    return any(
        fold(one["short"]) == name and known[str(data["province_mapping"][mapped])].key == key
        for mapped, one in data["old_province_names"].items()
    )
