"""Each key that the review makes up from a value has its sentence."""

from __future__ import annotations

from knowledge.portal.record import Record
from knowledge.portal.review import record_changes
from knowledge.portal.review.contradictions import KINDS
from knowledge.portal.review.diff import CHANGED, ENDED, NEW
from knowledge.portal.review.wording import contradictions_wording, diff_wording
from knowledge.schema.conditions import Level


def test_kinds_levels_and_areas_have_words() -> None:
    wording = diff_wording()
    assert set(wording.group("kinds")) == {NEW, ENDED, CHANGED}
    assert set(wording.group("levels")) == set(Level)
    assert set(wording.group("areas")) == {*record_changes.AREAS, "notes"}
    assert set(record_changes.AREAS) <= set(Record.model_fields)


def test_contradictions_have_words() -> None:
    wording = contradictions_wording()
    assert set(wording.group("kinds")) == set(KINDS)
    assert {"missing", "extra", "only_one_side", "fee_amount", "fee_free"} == set(wording.group("say"))
    assert set(wording.group("where")) == {"authored", "record"}
