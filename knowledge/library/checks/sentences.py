"""`knowledge check`: what is said to people is said in sentences that can be read in one breath."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from knowledge.library.checks.paths import Place
from knowledge.schema.guidance import GUIDANCE
from knowledge.schema.procedure import DocumentType, Procedure

MOST_WORDS = 30
"""Words (syllables between spaces) of the longest sentence."""
SAID = ("warnings", "redirects", "together", *GUIDANCE)
"""The parts of a procedure that hold whole sentences."""
BESIDE = ("documents", "not_needed", "fees", "time_limit")
"""The parts whose entries have a note or a reason."""


def sentence_faults(procedure: Procedure) -> Iterator[tuple[Place, str]]:
    """The sentences that are too long, each with its place."""
    for part in SAID:
        for index, entry in enumerate(getattr(procedure, part)):
            yield from (((part, index), fault) for fault in _too_long(f"{entry.say} {getattr(entry, 'late', '')}"))
    yield from ((("about",), fault) for fault in _too_long(procedure.about))
    for index, question in enumerate(procedure.questions):
        for text in (question.ask, question.why, *(option.say for option in question.options)):
            yield from ((("questions", index), fault) for fault in _too_long(text))
    for part in BESIDE:
        for index, entry in enumerate(getattr(procedure, part)):
            for text in (getattr(entry, "note", ""), getattr(entry, "why", "")):
                yield from (((part, index), fault) for fault in _too_long(text))


def paper_faults(types: Mapping[str, DocumentType]) -> Iterator[str]:
    """The names of papers, and how they are had, that are too long a sentence."""
    for name, kind in types.items():
        for text in (kind.name, kind.get.words):
            yield from (f"documents: {name}: {fault}" for fault in _too_long(text))


def _too_long(text: str) -> Iterator[str]:
    for sentence in re.split(r"(?<=[.;?!])\s", text):
        if (count := len(sentence.split())) > MOST_WORDS:
            yield f"a sentence of {count} words, at most {MOST_WORDS}: {sentence[:40]}…"
