"""What rules and the scorer say of one question together: a value to note, or values to ask back.

Rules read numbers, yes and no, and words that leave no doubt; the scorer reads meaning, and may be wrong. What both say
counts; what the scorer alone says counts when it is sure and something is said of the case at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from knowledge.reading.clauses import Clause, Mood, asks_plainly
from knowledge.reading.opposites import Sides
from knowledge.reading.scorer.scorer import Scorer, Scores
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import Question

NOTED, NOTED_MIXED, NOTED_UNKNOWN, NOTED_BESIDE = 0.8, 0.97, 0.9, 0.9
"""How probable the scorer must hold a value to note it: of the question on the screen, when every clause is said of the
case; when some are not; that it is not known; of another question. Chosen on dev for one wrong answer in a hundred."""
INSISTED = 0.5
"""The same of the question on the screen, where the person says that it was said before."""
AMONG, HARDLY_SILENT = 0.9, 0.7
"""The share of a value among all that may be said, from which it is noted too where every clause is said of the case
and silence is no more probable than this: sure which one, less sure that it is an answer."""
CONTRADICTED, CONTRADICTS = 0.3, 0.5
"""Below which a value that a rule read is doubted where the scorer holds another one for at least this probable."""
NOTED_ASIDE, UNKNOWN_ASIDE, UNKNOWN_MIXED = 0.93, 0.96, 0.99
"""The same for the question on the screen when no clause seems said of the case ("để tui hỏi lại bả coi"); that it is
not known, then and when some clauses are."""
ASKED_BACK = 0.25
"""From which a value of the question on the screen is asked back."""
PERHAPS = 0.8
"""From which a value of a question beside is told, when that question is put, as what the person seems to have said."""
SILENT = 0.4
"""From which the scorer holds that nothing is said, so that a number alone does not decide."""
LEFT = 0.15
"""How probable the only option must be that the words do not speak against; with less, it is hardly meant. Of several
that are left, one must be worth asking back."""
BY_OPPOSITE = 0.5
"""How probable the one option that is left must be, if the message is an answer at all, when the words take its side;
silence must be less probable than this."""
BY_SIDE = 0.1
"""How probable a value must be, before others were spoken against, where the words take its side and no other's."""
ALONE, ALONE_ASKED = 0.5, 0.99
"""How probable the scorer must hold a value by one clause read for itself: as something said in passing, and as an
answer. Chosen on the first messages of dev, where few clauses lie over both (4 of 4 right; looser ones 50 to 65 %)."""
ALONE_ON_SCREEN, ANSWERS_ALONE = 0.05, 0.95
"""The same of the question on the screen, where no other question claims the clause."""
NEVER = 1.1
DOUBTED, DOUBTED_BESIDE = 0.1, 0.005
"""Below which the scorer contradicts what a rule read from words: of the question on the screen, of another."""
_NO_SIDES = Sides()
_OF_THE_CASE = frozenset({Mood.SAID, Mood.RELATIVE, Mood.WANTED})
_CLEAR = _OF_THE_CASE | {Mood.TAKEN_BACK}
"""Moods that leave no doubt about what is said of the case."""


@dataclass(frozen=True)
class Weighed:
    """What is said of one question: a value to note, with its words; or values of which one may be meant.

    `perhaps`: of a question beside, the value that is probably said; nothing when that is not known.
    """

    noted: Mapping[str, str] = field(default_factory=dict)
    unsure: tuple[str, ...] = ()
    perhaps: str = ""


def weigh(
    heard: Mapping[str, str],
    scores: Scores | None,
    clauses: Sequence[Clause],
    *,
    asked: bool,
    fits: Mapping[str, bool] = MappingProxyType({}),
    sides: Sides = _NO_SIDES,
    insisted: bool = False,
) -> Weighed:
    """What is said of a question.

    Args:
        heard: the values that rules read, each with its words.
        scores: what the scorer holds; None without one.
        clauses: of the message.
        asked: whether the question is on the screen.
        fits: value → whether the numbers that were said lie in its range.
        sides: the values that the words speak against, and those they take the side of; a number says more.
        insisted: the person says it again.
    """
    unfit = {value for value, inside in fits.items() if not inside}
    unfit |= {value for value in sides.against if not fits.get(value)}
    heard = {value: words for value, words in heard.items() if value not in unfit}
    if scores is None:
        return Weighed(heard) if len(heard) == 1 else Weighed(unsure=tuple(heard))
    inside = [value for value in fits if value not in unfit]
    if asked and not heard and len(inside) == 1 and scores.nothing < SILENT:
        heard = {inside[0]: _said(clauses)}
    if sides.against and not heard and _nothing_left(scores, unfit, sides):
        return Weighed()
    before, scores = scores, scores.without(unfit)
    if asked and not heard and (value := _by_opposite(scores, unfit, sides)):
        return Weighed({value: _said(clauses)})
    best, sure = scores.best()
    if sides.against and not heard and _is_weak(best, before, unfit, sides):
        asks = asked and best in sides.taken and before.values[best] >= BY_SIDE
        return Weighed(unsure=(best,) if asks else ())
    if len(heard) == 1:
        (value,) = heard
        share = scores.values.get(value, 0.0)
        contradicted = asked and share < CONTRADICTED and sure >= CONTRADICTS and best not in (value, UNKNOWN)
        if value in inside or (share >= (DOUBTED if asked else DOUBTED_BESIDE) and not contradicted):
            return Weighed(heard)
    words = _said(clauses)
    if not heard and asked and sure >= _floor_aside(best, words) and _may_be_meant(best, clauses):
        return Weighed({best: ", ".join(clause.text for clause in clauses)})
    if (
        not heard
        and words
        and (sure >= _floor(best, clauses, asked=asked, insisted=insisted) or (asked and _is_among(scores, clauses)))
    ):
        return Weighed({best: words})
    if not asked:
        probable = words and sure >= PERHAPS and best != UNKNOWN and set(heard) <= {best}
        return Weighed(unsure=tuple(heard) if len(heard) > 1 else (), perhaps=best if probable else "")
    doubtful = [*heard, *([best] if sure >= ASKED_BACK else [])]
    return Weighed(unsure=tuple(dict.fromkeys(value for value in doubtful if value != UNKNOWN)))


def claimed(text: str, questions: Sequence[Question], scorer: Scorer, asking: str | None) -> dict[str, str]:
    """Question id → value, of which one clause speaks, read for itself: in a longer message its words are outweighed.

    Args:
        text: of a clause that is said of the case and names something.
        questions: that it may answer.
        scorer: must hold the value for probable as something said in passing and as an answer.
        asking: the id of the question on the screen: the clause answers that one unless it speaks of another.
    """
    passing = {key: scores.best() for key, scores in scorer.score(text, questions).items()}
    found = {}
    for question in questions:
        value, sure = passing[question.id]
        floor = ALONE_ON_SCREEN if question.id == asking else ALONE
        if value == UNKNOWN or sure < floor:
            continue
        answer = scorer.score(text, [question], asking=question.id)[question.id].values[value]
        if answer >= (ANSWERS_ALONE if question.id == asking else ALONE_ASKED):
            found[question.id] = value
    surest = max((passing[key][1] for key in found if key != asking), default=0.0)
    if asking in found and surest >= ALONE > passing[asking][1]:
        del found[asking]
    return found


def _nothing_left(scores: Scores, unfit: Collection[str], sides: Sides) -> bool:
    """Whether what the words speak against is nearly all that the scorer holds, and they take the side of no other."""
    shares = [share for value, share in scores.values.items() if value not in unfit and value != UNKNOWN]
    if not unfit or sides.taken - set(unfit) or not shares:
        return bool(unfit) and not shares
    return max(shares) < (LEFT if len(shares) == 1 else ASKED_BACK) and scores.best()[0] != UNKNOWN


def _is_weak(best: str, before: Scores, unfit: Collection[str], sides: Sides) -> bool:
    """Whether a value is only the best because others were spoken against, and the words do not take its side alone."""
    if best == UNKNOWN or before.values[best] >= ASKED_BACK:
        return False
    left = [value for value in before.values if value != UNKNOWN and value not in unfit]
    alone = sides.taken - set(unfit) == {best}
    return len(left) > 1 and not (alone and before.values[best] >= BY_SIDE)


def _by_opposite(scores: Scores, unfit: Collection[str], sides: Sides) -> str | None:
    """The one option that is left when the words speak against all others and for it: "mất hẳn", lost or damaged?"""
    left = [value for value in scores.values if value != UNKNOWN and value not in unfit]
    if len(left) != 1 or not unfit or left[0] not in sides.taken or scores.nothing > BY_OPPOSITE:
        return None
    return left[0] if scores.values[left[0]] >= BY_OPPOSITE * (1 - scores.nothing) else None


def _floor(value: str, clauses: Sequence[Clause], *, asked: bool, insisted: bool) -> float:
    """How probable a value must be to be noted."""
    mixed = any(clause.mood not in _CLEAR for clause in clauses)
    if value == UNKNOWN:
        return NOTED_UNKNOWN if asked and not mixed else NEVER
    if not asked:
        return NOTED_BESIDE
    if insisted and not mixed:
        return INSISTED
    return NOTED_MIXED if mixed else NOTED


def _floor_aside(value: str, words: str) -> float:
    """How probable a value must be where clauses seem not to be said of the case; `words`: of those that are."""
    if value == UNKNOWN:
        return UNKNOWN_MIXED if words else UNKNOWN_ASIDE
    return NEVER if words else NOTED_ASIDE


def _is_among(scores: Scores, clauses: Sequence[Clause]) -> bool:
    """Whether it is sure which value is meant, if the message is an answer at all, and probable that it is one."""
    best, sure = scores.best()
    if best == UNKNOWN or scores.nothing > HARDLY_SILENT or any(one.mood not in _CLEAR for one in clauses):
        return False
    return sure >= AMONG * (1 - scores.nothing)


def _said(clauses: Iterable[Clause]) -> str:
    """The words of a message that are said of the case."""
    return ", ".join(clause.text for clause in clauses if clause.mood in _OF_THE_CASE)


def _may_be_meant(value: str, clauses: Iterable[Clause]) -> bool:
    """Whether clauses that seem not to be said of the case may still say a value: none supposes or plainly asks."""
    return all(
        clause.mood is not Mood.SUPPOSED and (value == UNKNOWN or not asks_plainly(clause.text)) for clause in clauses
    )
