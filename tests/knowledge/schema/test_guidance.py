"""What an official would say besides the papers: checked like the rest of a procedure."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.schema.guidance import GUIDANCE, Afterwards, Authorisation, Deadline, Span

LONGEST = 200


def test_a_span_is_of_something() -> None:
    with pytest.raises(ValidationError):
        Span(amount=0)
    with pytest.raises(ValidationError):
        Deadline.model_validate({"say": "x", "within": {"amount": 3, "unit": "weeks"}})


def test_a_code_is_a_code() -> None:
    assert Afterwards(say="x").code == ""
    with pytest.raises(ValidationError):
        Afterwards(say="x", code="khai sinh")


def test_authorisation_is_decided() -> None:
    with pytest.raises(ValidationError):
        Authorisation.model_validate({"say": "x", "allowed": "perhaps"})


def test_the_authored_sentences_are_short_and_lead_to_known_procedures(catalogue: Catalogue) -> None:
    for code in catalogue.authored:
        procedure = catalogue.get(code)
        for part in GUIDANCE:
            for entry in getattr(procedure, part):
                assert len(entry.say) <= LONGEST, (code, part)
        assert all(entry.code in catalogue.procedures for entry in procedure.afterwards if entry.code), code


def test_most_asked_procedures_have_them(catalogue: Catalogue) -> None:
    most_asked = [catalogue.get(code) for code in catalogue.authored if catalogue.get(code).asked == 3]
    assert all(procedure.short_name and procedure.filers and procedure.steps for procedure in most_asked)
