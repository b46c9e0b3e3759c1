"""What a message takes back of a case without saying what is so instead: "vợ tôi không phải người có công"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from knowledge.provinces import PROVINCE
from knowledge.reading.clauses import (
    Mood,
    accented,
    asks_plainly,
    is_denied,
    read_clauses,
    telling_words,
    without_denial,
)
from knowledge.reading.scorer.scorer import Scorer
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import Procedure

SAID_BARE = 0.9
"""How probable a noted answer must be in the words that are left when the denial is taken out of them."""
SAID_STILL = 0.7
"""How probable it may still be in the words as they were said: the scorer is weak at denials."""
_ASIDE = (Mood.SUPPOSED, Mood.OTHER, Mood.RELATIVE, Mood.PAST, Mood.WISHED, Mood.TAKEN_BACK)


def denied(procedure: Procedure, text: str, noted: Mapping[str, str], scorer: Scorer | None) -> tuple[str, ...]:
    """The questions of which a message denies the noted answer.

    Args:
        procedure: whose questions were answered.
        text: the message as it was typed.
        noted: the facts so far.
        scorer: holds the words without their denial against the noted answer; without one nothing is denied.
    """
    if scorer is None:
        return ()
    known = {key for key, value in noted.items() if value != UNKNOWN and key != PROVINCE}
    questions = [question for question in procedure.questions if question.id in known]
    found = []
    for said, bare in _denials(text) if questions else ():
        for question in questions:
            value = noted[question.id]
            if scorer.score(bare, [question], asking=question.id)[question.id].values.get(value, 0.0) < SAID_BARE:
                continue
            still = scorer.score(said, [question], asking=question.id)[question.id].values[value]
            if still <= SAID_STILL:
                found.append(question.id)
    return tuple(dict.fromkeys(found))


def _denials(text: str) -> Iterator[tuple[str, str]]:
    """Each clause that denies something of the case, and what is left of it without the denial."""
    for clause in read_clauses(accented(text)):
        if clause.mood in _ASIDE or asks_plainly(clause.text) or not is_denied(clause.text):
            continue
        bare = without_denial(clause.text)
        if telling_words(bare):  # "dạ không" denies nothing by itself
            yield clause.text, bare
