"""Names that lead to procedures."""

from __future__ import annotations

from pathlib import Path

from knowledge.catalogue_files.catalogue import Catalogue
from tests.knowledge.factory import catalogue_of, procedure
from web.pages.procedure.addresses import slug
from web.pages.procedure.names import Names


def test_names_go_before_what_people_say_and_the_most_asked_comes_first(tmp_path: Path) -> None:
    first = procedure(short_name="Việc thử", aliases=["làm thử", "thủ tục khác"])
    second = procedure(code="1.000002", name="Thủ tục khác", aliases=["làm thử"], asked=3)
    names = Names.of(catalogue_of(tmp_path, first, second))
    assert names.codes("thu-tuc-thu") == ["1.000001"]
    assert names.codes("viec-thu") == ["1.000001"]
    assert names.codes("thu-tuc-khac") == ["1.000002"]
    assert names.codes("lam-thu") == ["1.000002", "1.000001"]


def test_what_names_nothing(tmp_path: Path) -> None:
    names = Names.of(catalogue_of(tmp_path, procedure()))
    assert [list(names.codes(name)) for name in ("", "-", "khac", "x" * 10_000)] == [[], [], [], []]


def test_every_authored_name_leads_to_its_procedure(catalogue: Catalogue) -> None:
    names = Names.of(catalogue)
    assert all(code in names.codes(slug(catalogue.name(code))) for code in catalogue.procedures)
