"""The sentences of the procedure itself that hold, or may hold, in the case."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from actions.questions.asked import AskedAbout
from knowledge.checklist.phrases import marked_unverified, only_if
from knowledge.reading.clauses import accented
from knowledge.schema.guidance import Guidance
from knowledge.schema.procedure import Caution
from knowledge.text.words import whole_words
from knowledge.wording import Wording, read_wording

G = TypeVar("G", bound=Guidance)
MOST = 5
"""Lines of one answer."""


def held(asked: AskedAbout, entries: Sequence[G]) -> list[G]:
    """The entries that hold or may hold; where some are about words of the question, only those."""
    possible = [entry for entry in entries if asked.case.holds(entry.when) is not False]
    spoken = accented(asked.text)
    named = [entry for entry in possible if entry.about and whole_words(entry.about).search(spoken)]
    return named or possible


def say_line(asked: AskedAbout, entry: Guidance | Caution, text: str = "") -> str:
    """The sentence, with the condition that is still open, and a mark where no source confirms it."""
    said = only_if(asked.case, entry.when, text or entry.say)
    return said if entry.verified else marked_unverified(said)


def say_lines(asked: AskedAbout, entries: Sequence[Guidance]) -> list[str]:
    """A sentence for each entry that holds or may hold."""
    return [say_line(asked, entry) for entry in held(asked, entries)[:MOST]]


def told_by(asked: AskedAbout, topic: str) -> list[str]:
    """What the procedure's own warnings say of a topic (cue_words.yml): for procedures without lines of their own."""
    cues = whole_words(cue_words(topic))
    today = asked.turn.now.date()
    dated = [entry for entry in asked.procedure.warnings if entry.holds_on(today)]
    possible = [entry for entry in dated if asked.case.holds(entry.when) is not False]
    return [say_line(asked, entry) for entry in possible if cues.search(entry.say.lower())][:MOST]


def cue_words(topic: str) -> tuple[str, ...]:
    """The words of one list of cue_words.yml."""
    return _cues().list(topic)


@lru_cache(maxsize=1)
def _cues() -> Wording:
    return read_wording(Path(__file__).with_name("cue_words.yml"))
