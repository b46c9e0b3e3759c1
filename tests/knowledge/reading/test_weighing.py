"""Rules and scorer together: what both say counts, what they dispute is asked back, what is unsure is not noted."""

from __future__ import annotations

from knowledge.reading.clauses import read_clauses
from knowledge.reading.scorer.scorer import Scores
from knowledge.reading.weighing import Weighed, weigh
from knowledge.schema.conditions import UNKNOWN


def scores(a: float, b: float, unknown: float = 0.0) -> Scores:
    return Scores(1 - a - b - unknown, {UNKNOWN: unknown, "a": a, "b": b})


def weighed(heard: dict[str, str], held: Scores | None, text: str = "em lấy cái đầu", asked: bool = True) -> Weighed:
    return weigh(heard, held, read_clauses(text), asked=asked)


def test_rules_alone() -> None:
    assert weighed({"a": "x"}, None) == Weighed({"a": "x"})
    assert weighed({"a": "x", "b": "y"}, None) == Weighed(unsure=("a", "b"))


def test_what_a_rule_reads_and_the_scorer_does_not_dispute_is_noted() -> None:
    assert weighed({"a": "x"}, scores(0.3, 0.3)).noted == {"a": "x"}
    assert weighed({"a": "x"}, scores(0.01, 0.02)) == Weighed(unsure=("a",))


def test_in_passing_a_rule_stands_unless_the_scorer_holds_it_for_impossible() -> None:
    assert weighed({"a": "x"}, scores(0.02, 0.02), asked=False).noted == {"a": "x"}
    assert weighed({"a": "x"}, scores(0.001, 0.02), asked=False) == Weighed()


def test_what_they_dispute_is_asked_back_on_the_screen_and_left_elsewhere() -> None:
    assert weighed({"a": "x"}, scores(0.01, 0.98)) == Weighed(unsure=("a", "b"))
    assert weighed({"a": "x"}, scores(0.001, 0.98), asked=False) == Weighed()


def test_what_the_scorer_is_sure_of_is_noted_with_what_was_said() -> None:
    assert weighed({}, scores(0.999, 0)).noted == {"a": "em lấy cái đầu"}


def test_what_it_is_less_sure_of_is_asked_back_and_the_rest_is_silent() -> None:
    assert weighed({}, scores(0.6, 0.1)) == Weighed(unsure=("a",))
    assert weighed({}, scores(0.2, 0.1)) == Weighed()


def test_nothing_is_noted_of_what_is_only_asked_or_supposed() -> None:
    for text in ("lấy cái đầu có được không?", "nếu lấy cái đầu thì sao"):
        assert weighed({}, scores(0.999, 0), text).noted == {}


def test_numbers_that_do_not_fit_speak_against_rule_and_scorer() -> None:
    clauses = read_clauses("em lấy cái đầu")
    assert weigh({"a": "x"}, None, clauses, asked=True, fits={"a": False}) == Weighed()
    assert weigh({}, scores(0.9, 0.099), clauses, asked=True, fits={"a": False}).noted.keys() == {"b"}


def test_a_number_that_fits_decides_unless_the_scorer_holds_that_nothing_is_said() -> None:
    clauses = read_clauses("em lấy cái đầu")
    fits = {"a": True, "b": False}
    assert weigh({}, scores(0.4, 0.3), clauses, asked=True, fits=fits).noted.keys() == {"a"}
    assert weigh({}, scores(0.05, 0.05), clauses, asked=True, fits=fits) == Weighed()


def test_not_knowing_is_noted_at_the_question_on_the_screen_only() -> None:
    assert weighed({}, scores(0, 0, 0.999)).noted.keys() == {UNKNOWN}
    assert weighed({}, scores(0, 0, 0.999), asked=False) == Weighed()


def test_what_seems_another_s_is_noted_only_when_the_scorer_is_surer() -> None:
    assert weighed({}, scores(0.99, 0), "anh trai thì lấy cái đầu").noted
    assert weighed({}, scores(0.9, 0), "anh trai thì lấy cái đầu").noted == {}
