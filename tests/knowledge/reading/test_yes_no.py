"""A bare yes or no means what the sentence of the question makes of it, through the whole catalogue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from knowledge.catalogue_files.bare_answers import bare_answers
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.files import read_own_yaml
from knowledge.reading.options import match_answer
from knowledge.reading.reader import read_message
from knowledge.reading.scorer.scorer import Scorer, Scores
from knowledge.reading.yes_no import option_of_yes_or_no, takes_yes_or_no
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import Question
from knowledge.settings import ROOT

TODAY = dt.date(2026, 11, 23)
BOTH, NO = frozenset({True, False}), frozenset({False})
PHRASES = read_own_yaml(ROOT / "knowledge" / "reading" / "answers.yml")


def authored(catalogue: Catalogue) -> list[tuple[str, Question]]:
    """Every question of every authored procedure, with the procedure's code."""
    return [(code, question) for code in catalogue.authored for question in catalogue.procedures[code].questions]


@pytest.mark.parametrize(
    ("code", "question_id", "typed", "value"),
    [
        ("1.001193", "within_60_days", "chưa", "yes"),  # "chưa quá 60 ngày"
        ("1.001193", "within_60_days", "dạ rồi ạ", "no"),
        ("1.000656", "within_15_days", "chưa ạ", "yes"),
        ("1.000656", "within_15_days", "rồi", "no"),
        ("1.013086", "data", "phải", "none"),
        ("1.013086", "data", "không", "there"),
        ("1.010386", "late", "chưa", "no"),  # asked alike, its values named the other way round
        ("1.001193", "birth_proof", "có", None),  # on paper or electronic
        ("1.001193", "birth_proof", "không ạ", "none"),
        ("1.000656", "death_proof", "có", None),
        ("1.004884", "register", "chưa", None),  # two questions in one sentence
        ("1.013949", "project_kind", "không đâu", None),  # an option says "không đấu giá"
    ],
)
def test_by_the_sentence_not_by_the_value(
    catalogue: Catalogue, code: str, question_id: str, typed: str, value: str | None
) -> None:
    question = catalogue.get(code).question(question_id)
    assert question is not None
    assert match_answer(question, typed) == value


@pytest.mark.parametrize(("name", "agrees"), [("yes", True), ("no", False)])
def test_each_word_gives_the_option_that_the_question_names(catalogue: Catalogue, name: str, agrees: bool) -> None:
    wrong = []
    for code, question in authored(catalogue):
        named = {option.value for option in question.options if option.means and option.means.yes is agrees}
        for phrase in PHRASES[name] if named else ():
            if (value := match_answer(question, phrase)) not in named:
                wrong.append((code, question.id, phrase, value))
    assert wrong == []


@pytest.mark.parametrize(("name", "agrees"), [("yes", True), ("no", False)])
def test_a_word_that_no_option_stands_for_is_asked_again(catalogue: Catalogue, name: str, agrees: bool) -> None:
    """Except where an option says that very word ("Không có"), which is then as good as its button."""
    guessed = []
    for code, question in authored(catalogue):
        if any(option.means and option.means.yes is agrees for option in question.options):
            continue
        for phrase in PHRASES[name]:
            value = match_answer(question, phrase)
            if value is not None and phrase.lower() not in question.say(value).lower():
                guessed.append((code, question.id, phrase, value))
    assert guessed == []


def test_every_authored_question_says_what_yes_and_no_mean(catalogue: Catalogue) -> None:
    questions = [(code, question) for code, question in authored(catalogue) if bare_answers(question.ask) == BOTH]
    assert len(questions) > 200
    assert [
        (code, question.id) for code, question in questions if not any(option.means for option in question.options)
    ] == []


def test_other_words_are_no_bare_answer(catalogue: Catalogue) -> None:
    question = catalogue.get("1.001193").question("within_60_days")
    assert question is not None
    assert option_of_yes_or_no(question, "chua") == "yes"
    assert option_of_yes_or_no(question, "chua qua 60 ngay dau") is None


class Sure(Scorer):
    """A scorer that holds the first option of every question for said, whatever is said."""

    def __init__(self) -> None:
        """Without a model."""

    def score(self, text: str, questions: Sequence[Question], *, asking: str | None = None) -> dict[str, Scores]:
        return {
            one.id: Scores(0.0, {UNKNOWN: 0.0, **dict.fromkeys(one.values, 0.0), one.values[0]: 1.0})
            for one in questions
        }


@pytest.mark.parametrize("typed", ["đúng rồi", "ừ", "dung roi", "dạ phải ạ"])
def test_a_bare_yes_answers_no_question_that_takes_none_whatever_the_scorer_holds(
    catalogue: Catalogue, typed: str
) -> None:
    asked = 0
    for code, question in authored(catalogue):
        if not takes_yes_or_no(question):
            assert True not in bare_answers(question.ask), (code, question.id)
            asked += 1
            reading = read_message(catalogue.get(code), typed, TODAY, asking=question.id, scorer=Sure())
            assert not reading.facts, (code, question.id)
            assert not reading.unsure, (code, question.id)
            assert not reading.perhaps, (code, question.id)
    assert asked > 300
