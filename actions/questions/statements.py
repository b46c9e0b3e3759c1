"""Every sentence that is known of a case, and those that come nearest to a question."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from actions.library import nearness
from actions.questions.asked import AskedAbout
from actions.questions.own_lines import cue_words, say_line
from actions.questions.papers import source_lines
from actions.wording import say
from knowledge.checklist.as_text import how_to_bring, say_methods
from knowledge.reading.clauses import accented, small_words
from knowledge.reading.papers import paper_named
from knowledge.schema.guidance import GUIDANCE, Deadline
from knowledge.text.words import WORD, whole_words
from knowledge.wording import wording

LOOKED_AT = 12
"""Sentences of which the meaning is compared: those that share most words with the question."""
OWN_WORDS = 0.6
"""What sharing all of a question's words counts beside the likeness of the meanings."""


@dataclass(frozen=True)
class Statement:
    """A sentence that is known of the case.

    Attributes:
        text: as it is said.
        official: it is the record's own sentence, to be quoted.
        shared: which part of the question's telling words stand in it, rare words counting more.
        near: that, and how alike the meanings are.
        core: the part of it that another sentence may hold as well; the text when empty.
    """

    text: str
    official: bool = False
    core: str = ""
    shared: float = 0.0
    near: float = 0.0


def closest(asked: AskedAbout) -> list[Statement]:
    """The statements that share words with a question, nearest first; at most LOOKED_AT."""
    telling = _telling(asked.text) - _telling(asked.procedure.name)
    if not telling:
        return []
    every = list(dict.fromkeys(_statements(asked)))
    words = [_telling(statement.text) for statement in every]
    common = Counter(word for held in words for word in held)
    weight = {word: math.log(1 + len(every) / (1 + common[word])) for word in telling}
    whole = sum(weight.values())
    shared = [sum(weight[word] for word in telling & held) / whole for held in words]
    places = sorted((place for place, share in enumerate(shared) if share), key=lambda place: -shared[place])
    places = places[:LOOKED_AT]
    likeness = nearness(asked.text, [every[place].text for place in places])
    found = [
        replace(every[place], shared=shared[place], near=OWN_WORDS * shared[place] + alike)
        for place, alike in zip(places, likeness, strict=True)
    ]
    return sorted(found, key=lambda statement: -statement.near)


def _statements(asked: AskedAbout) -> Iterator[Statement]:
    """All that is said of the case anywhere; then the record's own sentences."""
    case, checklist = asked.case, asked.checklist
    for part in GUIDANCE:
        for entry in getattr(case.procedure, part):
            if case.holds(entry.when) is not False:
                late = entry.late if isinstance(entry, Deadline) else ""
                yield Statement(say_line(asked, entry, f"{entry.say} {late}".strip()))
    for warning in case.procedure.warnings:
        if case.holds(warning.when) is not False:
            yield Statement(say_line(asked, warning))
    for document in checklist.documents:
        key = "paper_perhaps" if document.only_if else "paper_needed"
        yield Statement(say(key, name=document.name, how=how_to_bring(document)))
        if whole_words(cue_words("of_papers")).search(accented(asked.text)):
            yield Statement(" ".join(source_lines(document)))
    for paper in checklist.not_needed:
        if paper_named(asked.text, [paper.name]) is not None:  # of any other paper it is beside the point
            yield Statement(say("paper_not_needed", name=paper.name, why=paper.why))
    yield Statement(wording().say("checklist.fee", text=checklist.fee.text), core=checklist.fee.text)
    yield Statement(wording().say("checklist.agency", agency=checklist.agency))
    yield Statement(say_methods(checklist))
    if checklist.results:
        yield Statement(say("result", names="; ".join(checklist.results)))
    for sentence in asked.turn.catalogue.official_text(case.procedure.code):
        yield Statement(sentence, official=True)


def _telling(text: str) -> set[str]:
    return set(WORD.findall(accented(text))) - small_words()
