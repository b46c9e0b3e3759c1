"""The official record's own sentence, quoted, where the procedure's own lines do not answer."""

from __future__ import annotations

from actions.questions.asked import AskedAbout
from actions.wording import say
from knowledge.reading.clauses import accented, small_words
from knowledge.text.words import WORD

SHARE = 0.6
"""Of the telling words of a question this share must stand in the sentence that is quoted."""
FEWEST = 2
"""Telling words that a question and its quotation share at least."""
LONGEST = 400
"""Characters of a quotation."""


def quotation(asked: AskedAbout) -> list[str]:
    """The sentence of the record that holds most of the question's words, with its link; nothing below the floor."""
    telling = _telling(asked.text) - _telling(asked.procedure.name)
    if len(telling) < FEWEST:
        return []
    best, share = "", 0.0
    for sentence in asked.turn.catalogue.official_text(asked.procedure.code):
        words = _telling(sentence)
        found = len(telling & words) / len(telling) - len(sentence) / 100_000  # of two alike the shorter one
        if found > share and len(telling & words) >= FEWEST:
            best, share = sentence, found
    if share < SHARE:
        return []
    text = best if len(best) <= LONGEST else best[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
    link = asked.checklist.source.url
    return [say("quoted", text=text), *([say("quoted_link", link=link)] if link else [])]


def _telling(text: str) -> set[str]:
    return set(WORD.findall(accented(text))) - small_words()
