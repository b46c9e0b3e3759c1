"""`knowledge check` wants every question that a yes or no answers to say what they mean."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.library.checks.answers import answer_faults
from knowledge.schema.procedure import Procedure
from tests.knowledge.factory import procedure, yes_no

YES, NO = {"yes": True}, {"yes": False}
NEITHER: dict[str, bool] = {}


def faults(ask: str, *means: dict[str, bool] | None) -> list[tuple[tuple[int | str, ...], str]]:
    """The faults of a procedure with one question whose options have these `means` (None: none)."""
    options: list[dict[str, Any]] = [{"value": f"v{place}", "say": f"Không {place}"} for place in range(len(means))]
    for option, meant in zip(options, means, strict=True):
        option |= {} if meant is None else {"means": meant}
    asked = procedure(questions=[{"id": "q", "ask": ask, "options": options}])
    return list(answer_faults(Procedure.model_validate(asked)))


@pytest.mark.parametrize(
    ("ask", "means"),
    [
        ("Quá hạn chưa?", (YES, NO)),
        ("Có giấy không?", (None, None, NO)),
        ("Có giấy không?", (NEITHER, None)),
        ("Bạn có giấy gì?", (None, NO)),
        ("Bạn có giấy gì?", (None, None)),
        ("Làm cho ai?", (None, None)),
    ],
)
def test_sound_questions(ask: str, means: tuple[dict[str, bool] | None, ...]) -> None:
    assert faults(ask, *means) == []


@pytest.mark.parametrize(
    ("third", "sound"), [("Chưa có giấy", True), ("Bị mất rồi", True), ("Có bản điện tử", False)], ids=str
)
def test_a_no_finds_an_option(third: str, *, sound: bool) -> None:
    """A question about a paper without "chưa có" was answered by nobody who had none yet."""
    options = [{"value": "paper", "say": "Có bản giấy", "means": NEITHER}, {"value": "other", "say": third}]
    asked = procedure(questions=[{"id": "q", "ask": "Có giấy không?", "options": options}])
    found = [message for _, message in answer_faults(Procedure.model_validate(asked))]
    assert found == ([] if sound else ["nobody for whom the answer to 'q' is no finds an option"])


@pytest.mark.parametrize(
    ("ask", "means", "message"),
    [
        ("Quá hạn chưa?", (None, None), "no option says what that means"),
        ("Quá hạn chưa?", (YES, YES), "a bare yes means two options"),
        ("Quá hạn chưa?", (NO, NO, YES), "a bare no means two options"),
        ("Làm cho ai?", (YES, NO), "cannot be answered by yes or no"),
        ("Làm cho ai?", (NEITHER, None), "cannot be answered by yes or no"),
        ("Bạn có giấy gì?", (YES, NO), "cannot be answered by yes, but"),
        ("Khai sinh chưa, và sổ gốc còn không?", (NO, None), "cannot be answered by yes or no"),
    ],
)
def test_faults(ask: str, means: tuple[dict[str, bool] | None, ...], message: str) -> None:
    ((where, fault),) = faults(ask, *means)
    assert where == ("questions", 0)
    assert message in fault


def test_the_key_yes_needs_no_quotes() -> None:
    """YAML reads `{yes: true}` as `{true: true}`."""
    options: list[dict[str, Any]] = [
        {**option, "means": {True: option["value"] == "yes"}} for option in yes_no("A", "B")
    ]
    read = Procedure.model_validate(procedure(questions=[{"id": "q", "ask": "Có không?", "options": options}]))
    assert [option.means.yes for option in read.questions[0].options if option.means] == [True, False]
