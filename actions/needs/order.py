"""Which need comes first: what brings another's paper, what a life event puts before, what is done at one visit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from actions.listed_need import ListedNeed
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.library.events import load_events
from knowledge.schema.procedure import Procedure

Before = tuple[str, str]


def in_order(catalogue: Catalogue, needs: Sequence[ListedNeed]) -> list[ListedNeed]:
    """The needs in an order that saves trips; what nothing puts before another stays in the order said."""
    codes = [need.code for need in needs]
    rules: set[Before] = set()
    for rule in (*_papers(catalogue, codes), *_events(codes), *_afterwards(catalogue, codes)):
        if rule[0] not in _all_after(rules, rule[1]):  # the weaker rule gives way
            rules.add(rule)
    left, ordered = list(needs), list[ListedNeed]()
    while left:
        ready = (need for need in left if not any((other.code, need.code) in rules for other in left))
        chosen = next(ready)
        left.remove(chosen)
        ordered.append(chosen)
    return ordered


def _all_after(rules: set[Before], code: str) -> set[str]:
    """The codes that come after one, by way of others too."""
    found, left = set[str](), [code]
    while left:
        before = left.pop()
        for earlier, later in rules:
            if earlier == before and later not in found:
                found.add(later)
                left.append(later)
    return found


def _papers(catalogue: Catalogue, codes: Sequence[str]) -> Iterator[Before]:
    """A procedure whose result is a paper of the other comes first."""
    for first, second in permutations(codes, 2):
        procedure = catalogue.procedures.get(second)
        kinds = (catalogue.document_types.get(entry.type) for entry in (procedure.documents if procedure else ()))
        if first != second and any(kind and kind.get.code == first for kind in kinds):
            yield first, second


def _events(codes: Sequence[str]) -> Iterator[Before]:
    """The order of the chains of life events."""
    for event in load_events():
        chain = [need.code for need in event.needs if need.code in codes]
        for place, first in enumerate(chain):
            yield from ((first, second) for second in chain[place + 1 :] if second != first)


def _afterwards(catalogue: Catalogue, codes: Sequence[str]) -> Iterator[Before]:
    """What a procedure says is done after it, or at the same visit, comes after it."""
    for first, second in permutations(codes, 2):
        procedure = catalogue.procedures.get(first)
        if procedure and first != second and second in _named_after(procedure):
            yield first, second


def _named_after(procedure: Procedure) -> set[str]:
    return {other.code for other in procedure.afterwards} | {other.code for other in procedure.together}
