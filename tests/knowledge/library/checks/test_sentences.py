"""`knowledge check` finds sentences that are too long to be read."""

from __future__ import annotations

from knowledge.library.checks.sentences import MOST_WORDS, paper_faults, sentence_faults
from knowledge.schema.procedure import DocumentType, Procedure
from tests.knowledge.factory import procedure


def test_a_long_sentence_is_found_and_two_short_ones_are_not() -> None:
    long = " ".join(["chữ"] * (MOST_WORDS + 1)) + "."
    short = " ".join(["chữ"] * MOST_WORDS) + "."
    asked = Procedure.model_validate(procedure(warnings=[{"say": f"{short} {short}"}, {"say": long}]))
    assert [where for where, _ in sentence_faults(asked)] == [("warnings", 1)]


def test_what_stands_beside_a_paper_and_its_name_are_read_too() -> None:
    long = " ".join(["chữ"] * (MOST_WORDS + 1))
    documents = [{"type": "form", "submit": {"original": 1}, "note": long}]
    asked = Procedure.model_validate(procedure(documents=documents, about=long))
    assert {where for where, _ in sentence_faults(asked)} == {("documents", 0), ("about",)}
    kinds = {"form": DocumentType.model_validate({"name": long, "get": {"words": "tự viết"}})}
    (fault,) = paper_faults(kinds)
    assert fault.startswith("documents: form: a sentence of 31 words")
