from __future__ import annotations

import pytest

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.search.step import Searched
from knowledge.search.steps.code import CodeInQuestion
from knowledge.search.types import Decision
from tests.knowledge.search.helpers import evidence


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("1.001193", "1.001193"),
        ("thủ tục 1.001193.000.00.00.H41 cần gì", "1.001193"),
        ("1.001193 hay 1.001193?", "1.001193"),
        ("1.001193 và 1.004194", None),
        ("9.999999", None),
        ("11.001193", None),
        ("1.0011937", None),
        ("khai sinh", None),
    ],
)
def test_the_code_of_one_procedure_is_its_answer(catalogue: Catalogue, question: str, code: str | None) -> None:
    result = CodeInQuestion(Searched(catalogue))(evidence(question)).result
    if code is None:
        assert result is None
    else:
        assert result is not None
        assert result.decision is Decision.ANSWER
        assert [(candidate.code, candidate.score) for candidate in result.candidates] == [(code, 1.0)]


def test_an_old_code_leads_to_what_took_its_place(catalogue: Catalogue) -> None:
    current = {"1.999999": "1.001193"}
    step = CodeInQuestion(Searched(catalogue), lambda code: current.get(code, code))
    result = step(evidence("mã cũ 1.999999")).result
    assert result is not None
    assert [candidate.code for candidate in result.candidates] == ["1.001193"]
