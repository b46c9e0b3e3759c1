"""What a message says of a case: facts to note, values to ask back, and for each the words it rests on.

Read are the answer to the question on the screen (its label, number, a yes or no, a value) and what else is said in
passing. Only clauses that are said of the case count (`clauses`); what is asked, supposed, wished, past or another's
does not. What rules and words leave open the scorer may tell (`weighing`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from knowledge.case.facts import Case
from knowledge.case.implied import implied
from knowledge.provinces import PROVINCE
from knowledge.reading.clauses import (
    Clause,
    Mood,
    accented,
    begins_with_kin,
    is_denied,
    is_foreign,
    read_clauses,
    since_contrast,
    small_words,
    telling_words,
    wants,
    without_asking,
    without_kin,
)
from knowledge.reading.common_answers import common_answer, goes_instead
from knowledge.reading.opposites import Sides, denies_all, sides, takes_unknown, tells_only_an_age
from knowledge.reading.options import by_words, heard, label_of_answer, label_said, province_named
from knowledge.reading.scorer.scorer import Scorer, Scores
from knowledge.reading.short_answers import agrees, only_agrees, says_unknown, takes_back
from knowledge.reading.values.ages import read_ages
from knowledge.reading.values.fits import asks_for_date_or_count, fitting, has_values
from knowledge.reading.values.numbers import with_digits
from knowledge.reading.vocabulary import plain
from knowledge.reading.weighing import Weighed, claimed, weigh
from knowledge.reading.written_out import written_out
from knowledge.reading.yes_no import takes_yes_or_no
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import Procedure, Question

_ASIDE = (Mood.OTHER, Mood.RELATIVE, Mood.PAST, Mood.TAKEN_BACK)
FEW_WORDS = 3
"""Words up to which a value is an answer whatever stands with it ("hồi năm ngoái")."""
DENIED_BESIDE = 0.985
"""How probable the scorer must hold an answer to note it although a clause denies words of it ("không ở nhờ, thuê")."""
AGREED_BESIDE = 0.93
"""How probable the scorer must hold an answer that only a yes or a no gives, when more is said after it."""
SUPPOSED = 0.7
"""How probable the scorer must hold an answer that is only supposed: what would be so is told, nothing is noted."""
LONGEST_SPEECH = 200
"""Words beyond which nobody tells of a case: a text that was pasted, or noise."""
SHORT_VALUE = 8
"""Words up to which an age or a span answers the question about one; a year or a number may be anything's."""


@dataclass(frozen=True)
class Reading:
    """What one message says.

    Attributes:
        text: the message as it was typed.
        facts: question id → value to note, or "unknown" for the question on the screen.
        unsure: question id → values of which one may be meant; to be asked back.
        perhaps: question id → the value that is probably said of a question beside, not surely enough to be noted.
        words: question id → the words that a fact rests on.
    """

    text: str
    facts: Mapping[str, str] = field(default_factory=dict)
    unsure: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    perhaps: Mapping[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """{"text", "facts": {id: value}, "unsure": {id: [values]}}, ready for JSON."""
        return {
            "text": self.text,
            "facts": dict(self.facts),
            "unsure": {question_id: list(values) for question_id, values in self.unsure.items()},
        }


def read_message(
    procedure: Procedure,
    text: str,
    today: dt.date,
    *,
    asking: str | None = None,
    known: Mapping[str, str] = MappingProxyType({}),
    refused: Mapping[str, frozenset[str]] = MappingProxyType({}),
    insisted: bool = False,
    scorer: Scorer | None = None,
) -> Reading:
    """What a message says of a case of this procedure.

    Args:
        procedure: whose questions may be answered.
        text: the message as it was typed.
        today: the day from which dates are counted.
        asking: the id of the question on the screen.
        known: the facts so far; what they put out of reach is not read.
        refused: question id → values that were denied before: read only where they are said outright.
        insisted: the message says again what was not understood: the likeliest answer to the question is noted sooner.
        scorer: tells options by their meaning; without one only what the words leave no doubt about is read.

    Raises:
        FactError: a known fact, or the question on the screen, is not of this procedure.
    """
    Case.checked(procedure, {**({asking: UNKNOWN} if asking else {}), **known})
    open_question = procedure.question(asking) if asking else None
    if open_question and (label := label_of_answer(open_question, text)):
        return Reading(text, {open_question.id: label}, {}, {open_question.id: text})
    spoken = accented(text)
    if len(spoken.split()) > LONGEST_SPEECH or is_foreign(spoken):
        return Reading(text)
    clauses = read_clauses(spoken)
    before = Case(procedure, known)
    questions = [question for question in procedure.questions if before.reachable(question.id) is not False]
    by_meaning = [question for question in questions if question.id != PROVINCE]  # a place is named, or it is not
    if only_agrees(text):  # whatever the scorer makes of "đúng rồi"
        by_meaning = [question for question in by_meaning if question is open_question and takes_yes_or_no(question)]
    scores = scorer.score(spoken, by_meaning, asking=asking) if scorer else {}
    exact = written_out(procedure, text)
    if open_question and (label := label_said(open_question, clauses)):
        exact[open_question.id] = label
    weighed = {}
    for question in questions:
        none = refused.get(question.id, frozenset())
        if question.id in exact:
            weighed[question.id] = Weighed({exact[question.id]: text})
        elif tells_only_an_age(question, spoken, today):
            weighed[question.id] = Weighed()
        elif question is open_question:
            weighed[question.id] = _answer(
                question, text, clauses, today, scores.get(question.id), none, insisted=insisted
            )
        else:
            weighed[question.id] = _beside(
                question, clauses, today, scores.get(question.id), none, first=asking is None
            )
    if scorer:
        single = _by_clause(by_meaning, clauses, today, scorer, asking, refused)
        weighed |= {key: one for key, one in single.items() if not weighed[key].noted}
    words = {key: said for key, one in weighed.items() for said in one.noted.values()}
    facts = {key: value for key, one in weighed.items() for value in one.noted}
    known_now = {**known, **facts}
    by_id = {question.id: question for question in questions}
    facts |= {
        key: value
        for key, value in implied(procedure, known_now).items()
        if key in by_id and value not in _sides(by_id[key], clauses, refused.get(key, frozenset())).against
    }
    after = Case(procedure, {**known, **facts})
    return Reading(
        text,
        {key: value for key, value in facts.items() if after.reachable(key) is not False},
        {key: one.unsure for key, one in weighed.items() if one.unsure and after.reachable(key) is not False},
        words,
        {key: one.perhaps for key, one in weighed.items() if one.perhaps and after.reachable(key) is not False},
    )


def read_choice(question: Question, text: str, today: dt.date, scorer: Scorer | None = None) -> str | None:
    """What a message answers to a question that is on the screen and of no procedure; None when that is in doubt."""
    if label := label_of_answer(question, text):
        return label
    spoken = accented(text)
    scores = scorer.score(spoken, [question], asking=question.id) if scorer else {}
    return next(iter(_answer(question, text, read_clauses(spoken), today, scores.get(question.id)).noted), None)


def read_supposed(question: Question, text: str, scorer: Scorer | None = None) -> str | None:
    """The answer that a text would give if it did not ask or suppose: of whom it is said does not count.

    Args:
        question: one of a case.
        text: accented.
        scorer: tells options by their meaning; without one only what the words leave no doubt about is read.
    """
    told = without_asking(text)
    if not told:
        return None
    if value := label_of_answer(question, told) or common_answer(question, told) or heard(question, told):
        return None if value == UNKNOWN else value
    if scorer is None:
        return None
    value, sure = scorer.score(told, [question], asking=question.id)[question.id].best()
    return value if sure >= SUPPOSED and value != UNKNOWN else None


def _beside(
    question: Question,
    clauses: tuple[Clause, ...],
    today: dt.date,
    scores: Scores | None,
    refused: frozenset[str],
    *,
    first: bool,
) -> Weighed:
    """What rules and scorer together make of a question that is not on the screen; `first`: none is."""
    heard = _in_passing(question, clauses, first=first)
    fits = _fits(question, clauses, today, asked=False)
    meant = weigh(heard, scores, clauses, asked=False, fits=fits, sides=_sides(question, clauses, refused))
    return _undenied(question, meant, heard, clauses, asked=False)


def _by_clause(
    questions: list[Question],
    clauses: tuple[Clause, ...],
    today: dt.date,
    scorer: Scorer,
    asking: str | None,
    refused: Mapping[str, frozenset[str]],
) -> dict[str, Weighed]:
    """What single clauses say of questions of which the whole message noted nothing; of two values none.

    A number that lies in one option's range answers where the clause shares a word with the question.
    """
    found: dict[str, dict[str, str]] = {}
    for clause in clauses:
        if clause.mood is not Mood.SAID or not telling_words(clause.text):
            continue
        said = claimed(clause.text, questions, scorer, asking) if len(clauses) > 1 else {}
        for question in questions:
            value = _counted(question, clause, clauses, today) or said.get(question.id)
            if value is not None and question.id != asking and not _names(question, value, clause, today):
                continue
            if value is not None:
                found.setdefault(question.id, {})[value] = clause.text
    by_id = {question.id: question for question in questions}
    return {
        key: Weighed(values)
        for key, values in found.items()
        if len(values) == 1
        and not _sides(by_id[key], clauses, refused.get(key, frozenset())).against.intersection(values)
        and _undenied(by_id[key], Weighed(values), {}, clauses, asked=False).noted
    }


def _names(question: Question, value: str, clause: Clause, today: dt.date) -> bool:
    """Whether a clause shares a telling word with a question or this answer alone, and gives nobody else's age."""
    if read_ages(clause.text, today) and has_values(question):
        return not begins_with_kin(clause.text)
    said = telling_words(without_kin(clause.text))
    own, others = set[str](), set[str]()
    for option in question.options:
        words = telling_words(" ".join((option.say, *option.hears)))
        own |= words if option.value == value else set()
        others |= words if option.value != value else set()
    return bool(said & ((own - others) | telling_words(question.ask)))


def _counted(question: Question, clause: Clause, clauses: tuple[Clause, ...], today: dt.date) -> str | None:
    """The option of a question about a time gone by in whose range what a clause says lies: "mất hơn tháng rồi"."""
    if not any(option.means and option.means.days_since for option in question.options):
        return None
    if is_denied(clause.text) or len(clause.text.split()) > SHORT_VALUE:
        return None
    asked = {word for word in telling_words(question.ask) if plain(word) not in small_words()}
    if not asked & telling_words(clause.text):
        return None
    fits = fitting(question, clause.text, today, asked=False)
    inside = [value for value, inside in fits.items() if inside]
    return inside[0] if len(inside) == 1 and len(fits) > 1 else None


def _answer(
    question: Question,
    text: str,
    clauses: tuple[Clause, ...],
    today: dt.date,
    scores: Scores | None,
    refused: frozenset[str] = frozenset(),
    *,
    insisted: bool = False,
) -> Weighed:
    """What rules and scorer together make of an answer to the question on the screen."""
    heard = read_answer(question, text, clauses, today)
    fits = _fits(question, clauses, today, asked=True)
    of_words = _sides(question, clauses, refused)
    meant = weigh(heard, scores, clauses, asked=True, fits=fits, sides=of_words, insisted=insisted)
    if next((True for value in meant.noted if fits.get(value)), False):
        return meant  # a number that was said leaves no doubt
    doubtful = _against_first(question, meant, scores, clauses) if scores else ()
    if doubtful and not of_words.against.intersection(doubtful):
        return Weighed(unsure=doubtful)
    if scores and scores.best()[1] >= DENIED_BESIDE:
        return meant
    return _undenied(question, meant, heard, clauses, asked=True)


def _sides(question: Question, clauses: tuple[Clause, ...], refused: frozenset[str]) -> Sides:
    """What the words speak against and for; what was refused before, the words speak against."""
    found = sides(question, clauses)
    return Sides(found.against | refused, found.taken - refused)


def _against_first(question: Question, meant: Weighed, scores: Scores, clauses: tuple[Clause, ...]) -> tuple[str, ...]:
    """The values in doubt where a message begins with a bare yes or no, and what follows it may mean something else.

    "ừ, khai tử trước đi" agrees to what the person has in mind, hardly to the question; "có rồi, mà không có ADN" says
    that there is one, whatever the scorer makes of the rest.
    """
    more = any(telling_words(clause.text) for clause in clauses[1:])
    first = agrees(question, clauses[0].text) if more else None
    noted = next(iter(meant.noted), None)
    if first is None or noted in (None, UNKNOWN):
        return ()
    if noted != first:
        return (first, noted)
    return (first,) if scores.values.get(first, 0.0) < AGREED_BESIDE else ()


def _undenied(
    question: Question, meant: Weighed, heard: Mapping[str, str], clauses: tuple[Clause, ...], *, asked: bool
) -> Weighed:
    """What only the scorer says is doubted where a clause denies words of the option: it is weak at denials."""
    value = next(iter(meant.noted), None)
    option = next((option for option in question.options if option.value == value), None)
    if option is None or value in heard or is_denied(option.say.lower()):
        return meant
    named = telling_words(option.say)
    if not any(is_denied(clause.text) and telling_words(clause.text) & named for clause in clauses):
        return meant
    return Weighed(unsure=(option.value,) if asked else ())


def read_answer(question: Question, text: str, clauses: tuple[Clause, ...], today: dt.date) -> dict[str, str]:
    """The values that a message gives to the question on the screen, each with the words it rests on.

    Several values leave it in doubt which is meant; none says nothing of the question.
    """
    counting = {Mood.SAID, Mood.WANTED} if wants(question.ask) else {Mood.SAID}
    before, clauses = clauses, since_contrast(clauses)
    said = [clause for clause in clauses if clause.mood in counting]
    if question.id == PROVINCE and (key := province_named(question, text)):
        return {key: text}
    told = [clause for clause in before if clause.mood in counting]
    for some in (said, told):  # a number said before "mà …" stands
        if answers := _answers(some, lambda clause: _value(question, clause, today)):
            return answers
    if answers := _answers(said, lambda clause: heard(question, clause.text)):
        return answers
    reached = [clause for clause in clauses if _is_common(question, clause, alone=len(clauses) == 1)]
    if answers := _answers(reached, lambda clause: common_answer(question, clause.text)):
        return answers
    for clause in clauses:
        if "biết" not in question.ask and clause.mood in (Mood.SAID, Mood.ASKED) and says_unknown(clause.text):
            return {takes_unknown(question) or UNKNOWN: clause.text}
    if len(clauses) == 1 and said and (value := by_words(question, plain(said[0].text))):
        return {value: said[0].text}
    first = _first(clauses, said)
    if first and not takes_back(first.text) and (value := agrees(question, first.text)):
        return {value: first.text}
    return {}


def _first(clauses: tuple[Clause, ...], said: list[Clause]) -> Clause | None:
    """The clause that begins what is said of the case; before it only another's or what is over may stand."""
    if not said or any(clause.mood not in _ASIDE for clause in clauses[: clauses.index(said[0])]):
        return None
    return said[0]


def _is_common(question: Question, clause: Clause, *, alone: bool) -> bool:
    """Whether a clause may say how the papers go in: a plan does ("tính nộp mạng"), and a relative who brings them."""
    if clause.mood in (Mood.RELATIVE, Mood.OTHER):
        return alone and question.ask.startswith("Ai ") and goes_instead(clause.text)
    return clause.mood is Mood.SAID or (clause.mood is Mood.WANTED and alone)


def _in_passing(question: Question, clauses: tuple[Clause, ...], *, first: bool) -> dict[str, str]:
    """What the clauses say of a question that was not put; in a first message what the person wants is said too."""
    counting = {Mood.SAID, Mood.WANTED} if first else {Mood.SAID}
    told = [clause for clause in clauses if clause.mood in counting]
    return _answers(told, lambda clause: heard(question, clause.text))


def _answers(clauses: Iterable[Clause], read: Callable[[Clause], str | None]) -> dict[str, str]:
    """Each value that some of the clauses say, with the last words that say it."""
    return {value: clause.text for clause in clauses if (value := read(clause))}


def _value(question: Question, clause: Clause, today: dt.date) -> str | None:
    """The one option in whose range the values of a clause lie."""
    if not has_values(question):
        return None
    if not _is_about(question, clause.text):
        return None
    inside = [value for value, fits in fitting(question, clause.text, today, asked=True).items() if fits]
    return inside[0] if len(inside) == 1 else None


def _fits(question: Question, clauses: tuple[Clause, ...], today: dt.date, *, asked: bool) -> dict[str, bool]:
    """Value → whether the numbers said of the case lie in its range; what the clauses dispute is left out."""
    if not has_values(question):
        return {}
    found: dict[str, set[bool]] = {}
    for clause in clauses:
        if clause.mood in (Mood.SAID, Mood.WANTED, Mood.RELATIVE) and not denies_all(clause.text):
            for value, inside in fitting(question, clause.text, today, asked=asked).items():
                found.setdefault(value, set()).add(inside)
    return {value: True in inside for value, inside in found.items() if len(inside) == 1}


def _is_about(question: Question, text: str) -> bool:
    """Whether a value in these words may answer the question: few words, or one that both share; nothing denied."""
    spoken = plain(with_digits(text)).split()
    if is_denied(text):
        return False
    if len(spoken) <= SHORT_VALUE and not asks_for_date_or_count(question):
        return True
    sentences = (question.ask, *(option.say for option in question.options))
    asked = {word for sentence in sentences for word in plain(sentence).split()}
    telling = {word for word in spoken if not word.isdigit()} - small_words()
    return len(spoken) <= FEW_WORDS or not telling or bool(telling & asked)
