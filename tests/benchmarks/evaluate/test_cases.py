from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.evaluate.cases import Case, accented, read_cases, with_typos, without_marks
from knowledge.search.types import Decision
from tests.knowledge.search.helpers import PROCEDURES, procedure, small_catalogue


def case(question: str, expect: Decision = Decision.ANSWER) -> Case:
    return Case(question, frozenset(["1.001193"]), expect, "event")


def test_questions_about_procedures_that_are_missing_are_left_out(tmp_path: Path) -> None:
    rows = [
        '{"question": "a", "accept": ["1.001193", "9.999999"], "expect": "answer", "stratum": "s", "author": "A"}',
        '{"question": "b", "accept": ["9.999999"], "expect": "answer", "stratum": "s", "author": "A"}',
        '{"question": "c", "accept": [], "expect": "out_of_scope", "stratum": "oos_far", "author": "A"}',
    ]
    path = tmp_path / "some.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    cases, missing = read_cases(path, small_catalogue(map(procedure, PROCEDURES), "small"))
    assert [(found.question, found.accept) for found in cases] == [("a", {"1.001193"}), ("c", frozenset())]
    assert missing == 1


def test_only_clear_questions_with_marks_are_accented() -> None:
    cases = [case("khai sinh ở đâu"), case("khai sinh"), case("mai táng", Decision.ASK_BACK)]
    assert [found.question for found in accented(cases)] == ["khai sinh ở đâu"]
    assert [found.question for found in without_marks(accented(cases))] == ["khai sinh o dau"]


@given(st.text(max_size=120))
def test_slips_are_few_and_the_same_on_every_run(text: str) -> None:
    (mistyped,) = with_typos([case(text)])
    assert mistyped == with_typos([case(text)])[0]
    assert abs(len(mistyped.question) - len(text)) <= len(text.split()) // 3 + 1


def test_a_long_question_is_mistyped() -> None:
    question = "tôi muốn đăng ký khai sinh cho con trai mới sinh"
    assert with_typos([case(question)])[0].question != question
