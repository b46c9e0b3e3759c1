"""The papers of two versions of a record compared: added, taken away, other counts, shown instead of handed in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from knowledge.checklist.phrases import short_label
from knowledge.portal.parse.procedure import Parsed, read_groups
from knowledge.portal.record import Record
from knowledge.schema.procedure import Quantity
from knowledge.text.fold import fold
from knowledge.wording import words

REWORDED = 85
"""From this likeness (0 to 100) on, a paper that went and one that came are one paper with other words."""
Told = tuple[str, str, str, str]
"""Part, before, after, sentence."""


@dataclass(frozen=True)
class Paper:
    """One paper in one case of a record. `case` is empty when it holds for everybody."""

    name: str
    case: str
    quantity: Quantity
    present: bool

    @property
    def key(self) -> str:
        """Equal for the same name, whatever its blanks, stops and capitals."""
        return _key(self.name)


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def document_changes(before: Record, after: Record, old: Parsed, new: Parsed, said: dict[str, Any]) -> Iterator[Told]:
    """The changes of the cases, then those of the papers, then those of the notes between them."""
    old_cases, new_cases = _cases(old), _cases(new)
    renamed = _pairs(
        [one for one in old_cases if one not in new_cases], [one for one in new_cases if one not in old_cases]
    )
    for was, now in renamed.items():
        yield "cases", was, now, said["say"]["document_renamed"].format(before=was, after=now)
    for case in old_cases:
        if case not in new_cases and case not in renamed:
            yield "cases", case, "", said["say"]["removed"].format(name=case)
    for case in new_cases:
        if case not in old_cases and case not in renamed.values():
            yield "cases", "", case, said["say"]["added"].format(name=case)
    yield from _paper_changes(_papers(old, renamed), _papers(new, {}), said)
    if _notes(before) != _notes(after):
        yield "other", "", "", said["say"]["other"].format(areas=said["areas"]["notes"])


def _cases(parsed: Parsed) -> list[str]:
    """What a person chooses among."""
    return [option.say for question in parsed.procedure.questions for option in question.options]


def _papers(parsed: Parsed, renamed: dict[str, str]) -> list[Paper]:
    procedure = parsed.procedure
    found = []
    for entry in procedure.documents:
        chosen = [
            question.say(value)
            for name, values in entry.when.terms
            if (question := procedure.question(name))
            for value in values
        ]
        case = ", ".join(renamed.get(one, one) for one in chosen)
        quantity = entry.submit or entry.present or Quantity(unstated=True)
        paper = Paper(parsed.document_types[entry.type].name, case, quantity, entry.submit is None)
        found.append(paper)
    return list(dict.fromkeys(found))


def _paper_changes(old: list[Paper], new: list[Paper], said: dict[str, Any]) -> Iterator[Told]:
    matched, old, new = _match(old, new, lambda one: (one.key, one.case))
    for was, now in matched:
        yield from _same_paper(was, now, said)
    matched, old, new = _match(old, new, lambda one: one.key)
    for was, now in matched:
        cases = [one.case or said["everybody"] for one in (was, now)]
        sentence = said["say"]["document_case"].format(name=short_label(now.name), before=cases[0], after=cases[1])
        yield "documents", _say(was, said), _say(now, said), sentence
        yield from _same_paper(was, now, said)
    renamed = _pairs([one.name for one in old], [one.name for one in new])
    matched, old, new = _match(old, new, lambda one: renamed.get(one.name, one.name))
    for was, now in matched:
        sentence = said["say"]["document_renamed"].format(before=flat(was.name), after=flat(now.name))
        yield "documents", _say(was, said), _say(now, said), sentence
        yield from _same_paper(was, now, said)
    for was in old:
        yield "documents", _say(was, said), "", said["say"]["document_removed"].format(name=_say(was, said))
    for now in new:
        yield "documents", "", _say(now, said), said["say"]["document_added"].format(name=_say(now, said))


def _match(
    old: list[Paper], new: list[Paper], key: Callable[[Paper], object]
) -> tuple[list[tuple[Paper, Paper]], list[Paper], list[Paper]]:
    """The papers with the same key, what is left of the old ones, and what is left of the new ones."""
    waiting: dict[object, list[Paper]] = {}
    for one in new:
        waiting.setdefault(key(one), []).append(one)
    matched: list[tuple[Paper, Paper]] = []
    left: list[Paper] = []
    for one in old:
        found = waiting.get(key(one))
        if not found:
            left.append(one)
            continue
        matched.append((one, found.pop(found.index(one) if one in found else 0)))
    taken = [now for _, now in matched]
    return matched, left, [one for one in new if not any(one is other for other in taken)]


def _same_paper(was: Paper, now: Paper, said: dict[str, Any]) -> Iterator[Told]:
    """What changed about one paper."""
    name = short_label(flat(now.name)) + _case(now, said)
    if was.present != now.present:
        way = "document_to_present" if now.present else "document_to_submit"
        yield "documents", _say(was, said), _say(now, said), said["say"][way].format(name=name)
    counts = [_count(one.quantity, said) for one in (was, now)]
    if counts[0] != counts[1]:
        sentence = said["say"]["document_count"].format(name=name, before=counts[0], after=counts[1])
        yield "documents", counts[0], counts[1], sentence


def _say(paper: Paper, said: dict[str, Any]) -> str:
    return f"{short_label(flat(paper.name))} ({_count(paper.quantity, said)}){_case(paper, said)}"


def _case(paper: Paper, said: dict[str, Any]) -> str:
    return str(said["case"].format(case=paper.case)) if paper.case else ""


def _count(quantity: Quantity, said: dict[str, Any]) -> str:
    """1 bản chính, 1 bản chụp"""
    kinds = words()["kinds"]
    told = [f"{number} {kinds[kind]}" for kind in kinds if (number := getattr(quantity, kind))]
    return ", ".join(told) or str(said["nothing"])


def _pairs(old: list[str], new: list[str]) -> dict[str, str]:
    """Old → new for names that are alike enough, the most alike first, each once."""
    likely = sorted(
        ((fuzz.ratio(fold(_key(one)), fold(_key(other))), one, other) for one in old for other in new), reverse=True
    )
    found: dict[str, str] = {}
    for score, one, other in likely:
        if score >= REWORDED and one not in found and other not in found.values():
            found[one] = other
    return found


def _notes(record: Record) -> Counter[str]:
    return Counter(_key(row.text) for group in read_groups(record)[1] for row in group.rows if row.note)


def flat(text: str) -> str:
    """The text on one line."""
    return re.sub(r"\s+", " ", text).strip()
