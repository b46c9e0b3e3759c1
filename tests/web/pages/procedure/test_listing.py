"""The procedures by field."""

from __future__ import annotations

from pathlib import Path

from knowledge.catalogue_files.catalogue import Catalogue
from tests.knowledge.factory import catalogue_of, procedure
from web.pages.procedure.listing import Line, Listing


def test_a_field_with_its_procedures_by_what_they_are_called(tmp_path: Path) -> None:
    every_day = procedure(code="1.000002", name="Việc hằng ngày có tên rất dài", short_name="Việc hằng ngày", asked=3)
    listing = Listing.of(catalogue_of(tmp_path, procedure(), every_day))
    (field,) = listing.fields.values()
    often = Line("1.000002", "Việc hằng ngày", "Việc hằng ngày có tên rất dài", authored=True)
    assert (field.slug, field.name) == ("thu", "Thử")
    assert list(field.lines) == [Line("1.000001", "Thủ tục thử", "", authored=True), often]
    assert list(listing.most_asked) == [often]


def test_everything_that_is_searched_is_listed_once(catalogue: Catalogue) -> None:
    listing = Listing.of(catalogue)
    listed = [line.code for field in listing.fields.values() for line in field.lines]
    assert sorted(listed) == catalogue.searched()
    assert listing.count == len(listed)
