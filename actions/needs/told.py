"""What was told before it was known which procedure it is about: read as a whole, part by part, and for its dates.

A long message hides what a part of it says outright ("tôi ly hôn ở tòa năm 2020, giờ cần tách hộ khẩu"): the part alone
counts where the whole does not speak against it. When somebody died or was born is known from the day that is named.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import pairwise
from types import MappingProxyType

from actions.library import scorer
from actions.needs.pieces import Stand, pieces_of
from actions.needs.words import is_one_of
from actions.turn import Turn
from knowledge.case.facts import Case
from knowledge.reading.clauses import Clause, Mood, accented, read_clauses, telling_words
from knowledge.reading.reader import Reading, read_message
from knowledge.reading.scorer.scorer import Scorer
from knowledge.reading.values.dates import read_dates
from knowledge.reading.values.fits import fitting
from knowledge.schema.procedure import Procedure, Question
from knowledge.settings import now_in_vietnam
from knowledge.text.words import WORD

LIKELY = 0.5
"""How probable the scorer must hold by the whole message what a part of it says alone."""
DISPUTED = 2
"""Values from which the days that are named leave it open which is meant: "ba mất hôm qua, má mất năm 2009"."""
SHARED = 2
"""Words of a question that a clause must share for its date to be the one asked for."""
HAPPENED = frozenset({Mood.SAID, Mood.PAST, Mood.WANTED, Mood.RELATIVE})
"""Moods in which a clause tells when something happened."""
NOT_OF_THE_CASE = (Stand.OTHER, Stand.REFUSED, Stand.PURPOSE)
"""Pieces of what was told that say nothing of the person's own case."""
PARTS = 8
"""Parts of what was told that are read alone; each takes some hundredths of a second."""


def facts_told(turn: Turn, earlier: str) -> dict[str, str]:
    """Facts that were told before it was known which procedure they are about.

    Args:
        turn: the turn, with that procedure.
        earlier: the message that led to it; what was told before that is read after it, and only what it leaves open.
    """
    before = [text for text in turn.heard if text not in (earlier, turn.text)]
    facts = facts_in(turn, earlier)
    return facts | facts_in(turn, ". ".join(before), facts)


def facts_in(turn: Turn, text: str, found: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """The facts of one text that was told, which neither the case nor what was `found` before has."""
    if turn.procedure is None or not text:
        return {}
    name = telling_words(accented(f"{turn.procedure.name} {turn.procedure.short_name}"))
    if not telling_words(text) - name:
        return {}  # "đổi thẻ BHYT" names the procedure, and tells nothing
    pieces = pieces_of(text)
    parts = [piece.text for piece in pieces if piece.stand not in NOT_OF_THE_CASE] if len(pieces) > 1 else []
    parts = [part for part in parts if telling_words(part) - name][:PARTS]
    known = {**turn.facts, **found}
    reading = read_told(turn.procedure, text, parts, now_in_vietnam().date(), known=known, scorer=scorer())
    turn.remember({key: value for key, value in reading.perhaps.items() if key not in found})
    return {key: value for key, value in reading.facts.items() if key not in known}


def read_told(
    procedure: Procedure,
    text: str,
    parts: Iterable[str],
    today: dt.date,
    *,
    known: Mapping[str, str] = MappingProxyType({}),
    scorer: Scorer | None = None,
) -> Reading:
    """What a message that was told earlier says of a case of this procedure.

    Args:
        procedure: whose questions may be answered.
        text: all that was told.
        parts: what tells something in it, each to be read alone.
        today: the day from which dates are counted.
        known: the facts so far.
        scorer: tells options by their meaning.

    Raises:
        FactError: a known fact is not of this procedure.
    """
    whole = read_message(procedure, text, today, known=known, scorer=scorer)
    spoken = accented(text)
    alone: dict[str, set[str]] = {}
    texts = list(parts)
    for part in texts:
        for key, value in read_message(procedure, part, today, known=known, scorer=scorer).facts.items():
            alone.setdefault(key, set()).add(value)
    clauses = [clause for part in (text, *texts) for clause in read_clauses(accented(part))]
    days = _dated(procedure, clauses, today)
    facts = {key: value for key, values in days.items() for value in values if len(values) == 1}
    facts |= {
        key: value
        for key, values in alone.items()
        for value in values
        if len(values) == 1 and _is_likely(procedure, key, value, spoken, scorer)
    }
    sure = {key: value for key, value in whole.facts.items() if len(days.get(key, ())) < DISPUTED}
    facts = {key: value for key, value in facts.items() if key not in known} | sure
    after = Case(procedure, {**known, **facts})
    reachable = {key: value for key, value in facts.items() if after.reachable(key) is not False}
    return Reading(text, reachable, whole.unsure, whole.words, whole.perhaps)


def _is_likely(procedure: Procedure, question_id: str, value: str, spoken: str, scorer: Scorer | None) -> bool:
    """Whether the whole message speaks for what a part of it says."""
    question = procedure.question(question_id)
    if scorer is None or question is None:
        return question is not None
    return scorer.score(spoken, [question], asking=None)[question_id].values.get(value, 0.0) >= LIKELY


def _dated(procedure: Procedure, clauses: Iterable[Clause], today: dt.date) -> dict[str, set[str]]:
    """The values that days named in clauses have, where they are days of what a question counts from."""
    told, found = list(clauses), dict[str, set[str]]()
    for question in procedure.questions:
        if any(option.means and option.means.days_since for option in question.options):
            days = (clause.text for clause in told if _happened(clause, today) and _is_of(question, clause.text))
            fits = (fitting(question, text, today, asked=True) for text in days)
            found[question.id] = {value for fit in fits for value, holds in fit.items() if holds}
    return found


def _happened(clause: Clause, today: dt.date) -> bool:
    """Whether a clause tells what happened; where it asks too, a day must be named in it: "mất hôm kia thì làm gì"."""
    return clause.mood in HAPPENED or (clause.mood is Mood.ASKED and bool(read_dates(clause.text, today)))


def _is_of(question: Question, text: str) -> bool:
    """Whether a clause tells of what a question counts from: that somebody died, or what both name in two words."""
    if any(is_one_of("died", word) for word in WORD.findall(question.ask.lower())):
        told = pairwise(WORD.findall(text))
        return any(is_one_of("died", word) and (is_one_of("at_a_time", then) or then.isdigit()) for word, then in told)
    return len(telling_words(text) & telling_words(question.ask)) >= SHARED
