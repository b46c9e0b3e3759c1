"""A question that is asked only beside one answer settles that one too."""

from __future__ import annotations

from knowledge.case.implied import implied
from knowledge.catalogue_files.catalogue import Catalogue


def test_a_lost_card_is_one_made_again(catalogue: Catalogue) -> None:
    assert implied(catalogue.get("1.116410"), {"old_card": "lost"}) == {"kind": "reissue"}


def test_what_is_known_and_what_is_not_known_imply_nothing(catalogue: Catalogue) -> None:
    card = catalogue.get("1.116410")
    assert implied(card, {"old_card": "lost", "kind": "change"}) == {}
    assert implied(card, {"old_card": "unknown"}) == {}
    assert implied(card, {}) == {}


def test_a_question_beside_several_answers_implies_none(catalogue: Catalogue) -> None:
    """An age matters to who comes to relatives and to who rents."""
    assert "place" not in implied(catalogue.get("1.004222"), {"minor": "no"})


def test_answers_that_contradict_each_other_imply_nothing(catalogue: Catalogue) -> None:
    assert implied(catalogue.get("1.116410"), {"old_card": "lost", "change_reason": "expired"}) == {}
