"""The scorer as it serves: it knows meaning, also at questions it never met, and is the same however it is asked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.reading.scorer.scorer import PASSED_OVER, Scorer, load_scorer
from knowledge.reading.scorer.weights import SECOND, WEIGHTS, compiled
from knowledge.schema.conditions import UNKNOWN
from knowledge.schema.procedure import Option, Question
from knowledge.settings import get_settings
from knowledge.text.embedder.model import TUNED, load_model

BIRTH = "1.001193"
NEW = Question(
    id="pet",
    ask="Con vật nhà bạn nuôi là con gì?",
    options=(Option(value="dog", say="Chó"), Option(value="cat", say="Mèo"), Option(value="bird", say="Chim cảnh")),
)
"""A question that is in no catalogue."""


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return load_scorer(get_settings().embedder_dir)


def test_probabilities_add_up(scorer: Scorer, catalogue: Catalogue) -> None:
    questions = catalogue.get(BIRTH).questions
    scores = scorer.score("bệnh viện có đưa tờ giấy chứng sinh rồi", questions, asking="birth_proof")
    assert scores.keys() == {question.id for question in questions}
    for question in questions:
        one = scores[question.id]
        assert one.values.keys() == {UNKNOWN, *question.values}
        assert one.nothing + sum(one.values.values()) == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize(
    ("text", "value"),
    [("nhà em nuôi con mèo", "cat"), ("con cún ba tháng", "dog")],
)
def test_a_question_that_was_never_met_is_understood(scorer: Scorer, text: str, value: str) -> None:
    values = scorer.score(text, [NEW], asking="pet")["pet"].values
    assert max(NEW.values, key=values.__getitem__) == value


def test_a_question_scores_the_same_alone_and_among_others(scorer: Scorer, catalogue: Catalogue) -> None:
    questions = catalogue.get(BIRTH).questions
    text = "vợ chồng em cưới năm ngoái có đăng ký đàng hoàng"
    together = scorer.score(text, questions)
    for question in questions:
        assert scorer.score(text, [question])[question.id] == together[question.id]


def test_what_a_message_surely_says_nothing_of_is_passed_over(scorer: Scorer, catalogue: Catalogue) -> None:
    """The second look is dear: a question beside gets it only where the first one is in doubt."""
    question = catalogue.get(BIRTH).questions[0]
    for text in ("cho hỏi đổi bằng lái xe", "bệnh viện cho giấy chứng sinh rồi"):
        first = scorer.first_look(text, question, asked=False)
        second = scorer.second_look(text, question, asked=False)
        expected = first if first.nothing >= PASSED_OVER else second
        assert scorer.score(text, [question])[question.id] == expected
        assert scorer.score(text, [question], asking=question.id)[question.id] == scorer.second_look(
            text, question, asked=True
        )


def test_nothing_to_read_scores_nothing(scorer: Scorer) -> None:
    assert scorer.score("  ", [NEW]) == {}
    assert scorer.score("mèo", []) == {}


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=400))
def test_whatever_is_typed_is_scored(text: str) -> None:
    scores = load_scorer(get_settings().embedder_dir).score(text, [NEW], asking="pet")
    assert not scores or 0 <= scores["pet"].nothing <= 1


def test_what_was_read_before_changes_nothing(scorer: Scorer, catalogue: Catalogue) -> None:
    """Whatever questions were read first and beside, the scores are the same to the last digit."""
    folder = get_settings().embedder_dir
    questions = catalogue.get(BIRTH).questions
    text = "tôi không còn có giấy chứng sinh"
    fresh = Scorer(load_model(TUNED, folder), compiled(WEIGHTS, SECOND, folder))
    fresh.score("chưa", questions[::-1])
    assert fresh.score(text, questions[:1], asking="birth_proof") == {
        "birth_proof": scorer.score(text, questions, asking="birth_proof")["birth_proof"]
    }
