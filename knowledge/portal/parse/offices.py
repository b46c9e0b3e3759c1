"""Where one goes, as a record names it: its offices, and where its words say that the papers are handed in."""

from __future__ import annotations

import re

from knowledge.portal.parse.vocabulary import Expression
from knowledge.portal.record import Record
from knowledge.portal.repair import without_filler
from knowledge.portal.wording import portal_wording
from knowledge.provinces import find_provinces, province_of
from knowledge.text.fold import fold

MOST_AGENCIES = 4
LONGEST_PLACE = 240
"""A place of filing longer than this is a sentence about several, in characters."""
_OF_ONE_PROVINCE, _FILED_AT = Expression("office.of_one_province"), Expression("office.filed_at")
_OTHER_WAYS = Expression("office.other_ways")


def agency_of(record: Record) -> str:
    """The offices; where papers are handed in, if that is another; and a remark where only one province's are named."""
    names = dict.fromkeys(re.sub(r"\s+", " ", body.name) for body in (*record.units, *record.departments) if body.name)
    say = portal_wording().say
    if len(names) > MOST_AGENCIES:
        rest = len(names) - MOST_AGENCIES
        told = say("agency.more", names="; ".join([*names][:MOST_AGENCIES]), rest=rest)
    else:
        told = "; ".join(names)
    if any(_of_one_province(name) for name in names) and not province_of(record.issued_by):
        told = say("agency.one_province", names=told)
    place = _filed_at(record)
    if place and fold(place) not in fold(told):
        told = say("agency.filed_at", names=told, place=place) if told else place
    return told or say("agency.unknown")


def _of_one_province(name: str) -> bool:
    """Whether an office is one that each province has, and bears a province's name."""
    return bool(_OF_ONE_PROVINCE.match(name)) and bool(find_provinces(name, districts=False))


def _filed_at(record: Record) -> str:
    """The place where papers are handed in personally, as the way of filing tells it; empty unless it is one place."""
    places = set()
    for way in record.methods:
        words = without_filler(way.words)
        if way.method == "DIRECT" and (found := _FILED_AT.search(words)):
            said = re.sub(r"\([^()]*\)?", "", re.sub(r"\s+", " ", found.group(1)))
            places.add(re.sub(r" {2,}", " ", _OTHER_WAYS.sub("", said)).strip(" .;,:-"))
    place = places.pop() if len(places) == 1 else ""
    return place if len(place) <= LONGEST_PLACE else ""
