"""Rules and scorer together: what both say counts, what they dispute is asked back, what is unsure is not noted."""

from __future__ import annotations

from knowledge.reading.clauses import read_clauses
from knowledge.reading.opposites import Sides
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
    assert weighed({}, scores(0.8, 0), "anh trai thì lấy cái đầu").noted == {}


def test_sure_which_one_counts_when_it_is_probably_an_answer() -> None:
    assert weighed({}, scores(0.4, 0.01)).noted.keys() == {"a"}
    assert weighed({}, scores(0.2, 0.01)).noted == {}  # more probably silent
    assert weighed({}, scores(0.4, 0.1)).noted == {}  # less sure which one
    assert weighed({}, scores(0.4, 0.01), "em lấy cái đầu, anh trai thì khác").noted == {}
    assert weighed({}, scores(0.4, 0.01), asked=False).noted == {}


def test_what_a_rule_reads_is_asked_back_where_another_value_is_likelier() -> None:
    assert weighed({"a": "x"}, scores(0.2, 0.6)) == Weighed(unsure=("a", "b"))
    assert weighed({"a": "x"}, scores(0.2, 0.3)).noted == {"a": "x"}


def test_what_is_probably_said_in_passing_is_kept_for_when_the_question_comes() -> None:
    assert weighed({}, scores(0.8, 0.1), asked=False).perhaps == "a"
    assert weighed({}, scores(0.5, 0.1), asked=False).perhaps == ""
    assert weighed({}, scores(0.0, 0.0, unknown=0.9), asked=False).perhaps == ""
    assert weighed({}, scores(0.8, 0.1), "chị em thì lấy cái đầu", asked=False).perhaps == ""
    assert weighed({"b": "x"}, scores(0.9, 0.001), asked=False).perhaps == ""


def against(held: Scores, sides: Sides, heard: dict[str, str] | None = None) -> Weighed:
    return weigh(heard or {}, held, read_clauses("em lấy cái đầu"), asked=True, sides=sides)


def test_what_the_words_speak_against_is_neither_noted_nor_asked_back() -> None:
    no = Sides(frozenset({"a"}))
    assert against(scores(0.95, 0.01), no) == Weighed()
    assert against(scores(0.5, 0.01), no) == Weighed()
    assert against(scores(0.6, 0.3), no, {"a": "x"}).noted.keys() == {"b"}


def test_the_one_that_is_left_is_noted_where_the_words_take_its_side() -> None:
    one = Sides(frozenset({"a"}), frozenset({"b"}))
    assert against(scores(0.79, 0.2), one).noted.keys() == {"b"}
    assert against(scores(0.02, 0.01), one).noted == {}  # more probably nothing is said


def test_a_number_says_more_than_an_opposite() -> None:
    clauses = read_clauses("em lấy cái đầu")
    fits = {"a": True, "b": False}
    found = weigh({}, scores(0.4, 0.3), clauses, asked=True, fits=fits, sides=Sides(frozenset({"a"})))
    assert found.noted.keys() == {"a"}


def test_what_is_only_left_over_is_not_noted_where_several_are_left() -> None:
    held = Scores(0.01, {UNKNOWN: 0.0, "a": 0.95, "b": 0.03, "c": 0.01})
    assert against(held, Sides(frozenset({"a"}))) == Weighed()
    assert against(held, Sides(frozenset({"a"}), frozenset({"b", "c"}))) == Weighed()
    held = Scores(0.01, {UNKNOWN: 0.0, "a": 0.78, "b": 0.2, "c": 0.01})
    assert against(held, Sides(frozenset({"a"}), frozenset({"b"}))).noted.keys() == {"b"}
