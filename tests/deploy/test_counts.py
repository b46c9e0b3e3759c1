"""The counted figures are those of `knowledge check`."""

from __future__ import annotations

from deploy.counts import parts
from knowledge.catalogue_files.catalogue import Catalogue


def test_the_counts_are_those_of_the_catalogue(catalogue: Catalogue) -> None:
    procedures, questions, paths = (int(number.replace(",", "")) for number in parts()["catalogue"]().split(", "))
    assert procedures == len(catalogue.authored)
    assert questions == sum(len(catalogue.procedures[code].questions) for code in catalogue.authored)
    assert paths == sum(len(catalogue.paths(code)) for code in catalogue.authored)


def test_thousands_are_written_as_the_language_does() -> None:
    assert parts()["catalogue.vi"]().replace(".", ",") == parts()["catalogue"]()
    assert parts()["catalogue.types"]().startswith(parts()["catalogue"]())
