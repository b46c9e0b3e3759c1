"""The papers of two versions of a record compared: added, taken away, other counts, shown instead of handed in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from knowledge.checklist.phrases import short_label
from knowledge.portal.parse.procedure import Parsed, read_groups
from knowledge.portal.record import Record
from knowledge.portal.review.wording import diff_wording
from knowledge.schema.procedure import Quantity
from knowledge.text.fold import fold
from knowledge.wording import wording

REWORDED = 85
"""From this likeness (0 to 100) on, a paper that went and one that came are one paper with other words."""
ChangeParts = tuple[str, str, str, str]
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


def document_changes(before: Record, after: Record, old: Parsed, new: Parsed) -> Iterator[ChangeParts]:
    """The changes of the cases, then those of the papers, then those of the notes between them."""
    old_cases, new_cases = _cases(old), _cases(new)
    renamed = _pairs(
        [case for case in old_cases if case not in new_cases], [case for case in new_cases if case not in old_cases]
    )
    for was, now in renamed.items():
        yield "cases", was, now, diff_wording().say("say.document_renamed", before=was, after=now)
    for case in old_cases:
        if case not in new_cases and case not in renamed:
            yield "cases", case, "", diff_wording().say("say.removed", name=case)
    for case in new_cases:
        if case not in old_cases and case not in renamed.values():
            yield "cases", "", case, diff_wording().say("say.added", name=case)
    yield from _paper_changes(_papers(old, renamed), _papers(new, {}))
    if _notes(before) != _notes(after):
        yield "other", "", "", diff_wording().say("say.other", areas=diff_wording().say("areas.notes"))


def _cases(parsed: Parsed) -> list[str]:
    """What a person chooses among."""
    return [option.say for question in parsed.procedure.questions for option in question.options]


def _papers(parsed: Parsed, renamed: dict[str, str]) -> list[Paper]:
    procedure = parsed.procedure
    papers = []
    for entry in procedure.documents:
        chosen = [
            question.say(value)
            for question_id, values in entry.when.terms
            if (question := procedure.question(question_id))
            for value in values
        ]
        case = ", ".join(renamed.get(name, name) for name in chosen)
        quantity = entry.submit or entry.present or Quantity(unstated=True)
        paper = Paper(parsed.document_types[entry.type].name, case, quantity, entry.submit is None)
        papers.append(paper)
    return list(dict.fromkeys(papers))


def _paper_changes(old: list[Paper], new: list[Paper]) -> Iterator[ChangeParts]:
    matched, old, new = _match(old, new, lambda paper: (paper.key, paper.case))
    for was, now in matched:
        yield from _same_paper(was, now)
    matched, old, new = _match(old, new, lambda paper: paper.key)
    for was, now in matched:
        cases = [paper.case or diff_wording().say("everybody") for paper in (was, now)]
        sentence = diff_wording().say("say.document_case", name=short_label(now.name), before=cases[0], after=cases[1])
        yield "documents", _say(was), _say(now), sentence
        yield from _same_paper(was, now)
    renamed = _pairs([paper.name for paper in old], [paper.name for paper in new])
    matched, old, new = _match(old, new, lambda paper: renamed.get(paper.name, paper.name))
    for was, now in matched:
        sentence = diff_wording().say("say.document_renamed", before=flat(was.name), after=flat(now.name))
        yield "documents", _say(was), _say(now), sentence
        yield from _same_paper(was, now)
    for was in old:
        yield "documents", _say(was), "", diff_wording().say("say.document_removed", name=_say(was))
    for now in new:
        yield "documents", "", _say(now), diff_wording().say("say.document_added", name=_say(now))


def _match(
    old: list[Paper], new: list[Paper], key: Callable[[Paper], object]
) -> tuple[list[tuple[Paper, Paper]], list[Paper], list[Paper]]:
    """The papers with the same key, what is left of the old ones, and what is left of the new ones."""
    waiting: dict[object, list[Paper]] = {}
    for paper in new:
        waiting.setdefault(key(paper), []).append(paper)
    matched: list[tuple[Paper, Paper]] = []
    left: list[Paper] = []
    for was in old:
        candidates = waiting.get(key(was))
        if not candidates:
            left.append(was)
            continue
        matched.append((was, candidates.pop(candidates.index(was) if was in candidates else 0)))
    taken = {id(now) for _, now in matched}
    return matched, left, [now for now in new if id(now) not in taken]


def _same_paper(was: Paper, now: Paper) -> Iterator[ChangeParts]:
    """What changed about one paper."""
    name = short_label(flat(now.name)) + _case(now)
    if was.present != now.present:
        way = "document_to_present" if now.present else "document_to_submit"
        yield "documents", _say(was), _say(now), diff_wording().say(f"say.{way}", name=name)
    counts = [_count(paper.quantity) for paper in (was, now)]
    if counts[0] != counts[1]:
        sentence = diff_wording().say("say.document_count", name=name, before=counts[0], after=counts[1])
        yield "documents", counts[0], counts[1], sentence


def _say(paper: Paper) -> str:
    return f"{short_label(flat(paper.name))} ({_count(paper.quantity)}){_case(paper)}"


def _case(paper: Paper) -> str:
    return diff_wording().say("case", case=paper.case) if paper.case else ""


def _count(quantity: Quantity) -> str:
    """1 bản chính, 1 bản chụp"""
    kinds = wording().group("kinds")
    counts = [f"{number} {kinds[kind]}" for kind in kinds if (number := getattr(quantity, kind))]
    return ", ".join(counts) or diff_wording().say("nothing")


def _pairs(old: list[str], new: list[str]) -> dict[str, str]:
    """Old → new for names that are alike enough, the most alike first, each once."""
    likely = sorted(
        ((fuzz.ratio(fold(_key(was)), fold(_key(now))), was, now) for was in old for now in new), reverse=True
    )
    pairs: dict[str, str] = {}
    for score, was, now in likely:
        if score >= REWORDED and was not in pairs and now not in pairs.values():
            pairs[was] = now
    return pairs


def _notes(record: Record) -> Counter[str]:
    return Counter(_key(row.text) for group in read_groups(record)[1] for row in group.rows if row.note)


def flat(text: str) -> str:
    """The text on one line."""
    return re.sub(r"\s+", " ", text).strip()
