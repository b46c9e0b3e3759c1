"""What rules and the scorer say of one question together: a value to note, or values to ask back.

Rules read numbers, yes and no, and words that leave no doubt; the scorer reads meaning, and may be wrong. What both say
counts; what the scorer alone says counts when it is sure and something is said of the case at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from knowledge.reading.clauses import Clause, Mood, asks_plainly
from knowledge.reading.scorer.scorer import Scores
from knowledge.schema.conditions import UNKNOWN

NOTED, NOTED_MIXED, NOTED_UNKNOWN, NOTED_BESIDE = 0.75, 0.93, 0.9, 0.97
"""How probable the scorer must hold a value to note it: of the question on the screen, when every clause is said of the
case; when some are not; that it is not known; of another question. Chosen on dev for one wrong answer in a hundred."""
NOTED_ASIDE, UNKNOWN_ASIDE = 0.98, 0.99
"""The same for the question on the screen when no clause seems said of the case ("để tui hỏi lại bả coi")."""
ASKED_BACK = 0.25
"""From which a value of the question on the screen is asked back."""
SILENT = 0.4
"""From which the scorer holds that nothing is said, so that a number alone does not decide."""
NEVER = 1.1
DOUBTED, DOUBTED_BESIDE = 0.1, 0.005
"""Below which the scorer contradicts what a rule read from words: of the question on the screen, of another."""
_OF_THE_CASE = frozenset({Mood.SAID, Mood.RELATIVE, Mood.WANTED})


@dataclass(frozen=True)
class Weighed:
    """What is said of one question: a value to note, with its words; or values of which one may be meant."""

    noted: Mapping[str, str] = field(default_factory=dict)
    unsure: tuple[str, ...] = ()


def weigh(
    heard: Mapping[str, str],
    scores: Scores | None,
    clauses: Sequence[Clause],
    *,
    asked: bool,
    fits: Mapping[str, bool] = MappingProxyType({}),
) -> Weighed:
    """What is said of a question.

    Args:
        heard: the values that rules read, each with its words.
        scores: what the scorer holds; None without one.
        clauses: of the message.
        asked: whether the question is on the screen.
        fits: value → whether the numbers that were said lie in its range.
    """
    unfit = {value for value, inside in fits.items() if not inside}
    heard = {value: words for value, words in heard.items() if value not in unfit}
    if scores is None:
        return Weighed(heard) if len(heard) == 1 else Weighed(unsure=tuple(heard))
    inside = [value for value in fits if value not in unfit]
    if asked and not heard and len(inside) == 1 and scores.nothing < SILENT:
        heard = {inside[0]: _said(clauses)}
    scores = scores.without(unfit)
    best, sure = scores.best()
    if len(heard) == 1:
        (value,) = heard
        if scores.values.get(value, 0.0) >= (DOUBTED if asked else DOUBTED_BESIDE) or value in inside:
            return Weighed(heard)
    words = _said(clauses)
    aside = UNKNOWN_ASIDE if best == UNKNOWN else NOTED_ASIDE if not words else NEVER
    if not heard and asked and sure >= aside and _may_be_meant(best, clauses):
        return Weighed({best: ", ".join(clause.text for clause in clauses)})
    if not heard and words and sure >= _floor(best, clauses, asked=asked):
        return Weighed({best: words})
    if not asked:
        return Weighed(unsure=tuple(heard) if len(heard) > 1 else ())
    doubtful = [*heard, *([best] if sure >= ASKED_BACK else [])]
    return Weighed(unsure=tuple(dict.fromkeys(value for value in doubtful if value != UNKNOWN)))


def _floor(value: str, clauses: Sequence[Clause], *, asked: bool) -> float:
    """How probable a value must be to be noted."""
    mixed = any(clause.mood not in _OF_THE_CASE for clause in clauses)
    if value == UNKNOWN:
        return NOTED_UNKNOWN if asked and not mixed else NEVER
    if not asked:
        return NOTED_BESIDE
    return NOTED_MIXED if mixed else NOTED


def _said(clauses: Iterable[Clause]) -> str:
    """The words of a message that are said of the case."""
    return ", ".join(clause.text for clause in clauses if clause.mood in _OF_THE_CASE)


def _may_be_meant(value: str, clauses: Iterable[Clause]) -> bool:
    """Whether clauses that seem not to be said of the case may still say a value: none supposes or plainly asks."""
    return all(
        clause.mood is not Mood.SUPPOSED and (value == UNKNOWN or not asks_plainly(clause.text)) for clause in clauses
    )
