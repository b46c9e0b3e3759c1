"""What took another's place, and whom a procedure is for."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from knowledge.schema.procedure import NotNeeded
from knowledge.schema.relations import ClosedGroup, Replaced, Replaces

GROUP = ClosedGroup.model_validate(
    {"name": "x", "ask": "x?", "fields": ["F"], "titles": ["đèn biển"], "codes": ["1.000001"], "except": ["1.000002"]}
)


def test_a_code_has_the_form_of_a_code() -> None:
    for model in (lambda: Replaces(code="1.1", why="x"), lambda: Replaced(by="1.1", why="x")):
        with pytest.raises(ValidationError, match="not of the form"):
            model()


@pytest.mark.parametrize(
    ("code", "name", "field", "includes"),
    [
        ("1.000001", "A", "", True),
        ("1.000003", "A", "F", True),
        ("1.000003", "Sửa Đèn biển", "", True),
        ("1.000003", "A", "", False),
        ("1.000002", "Sửa đèn biển", "F", False),
    ],
)
def test_a_group_has_procedures_by_code_field_or_title(code: str, name: str, field: str, includes: bool) -> None:
    assert GROUP.includes(code, name, field) is includes


def test_a_paper_that_is_not_needed_is_quoted_or_not_asked_for_never_both() -> None:
    with pytest.raises(ValidationError, match="silence at once"):
        NotNeeded(type="a", why="b", cites="c", basis="silence")
