"""The errors carry what a caller needs and say what to do."""

from __future__ import annotations

from knowledge.errors import CatalogueError, PortalError, UnknownProcedure


def test_a_broken_catalogue_shows_twenty_faults_and_keeps_all() -> None:
    faults = [f"a.yml:{number}: wrong" for number in range(1, 24)]
    error = CatalogueError(faults)
    assert error.faults == faults
    assert "23 fault(s)" in str(error)
    assert "a.yml:20: wrong" in str(error)
    assert "a.yml:21" not in str(error)
    assert str(error).endswith("… and 3 more")
    assert "more" not in str(CatalogueError(faults[:20]))


def test_an_unknown_procedure_says_how_to_find_it() -> None:
    error = UnknownProcedure("9.999999")
    assert error.code == "9.999999"
    assert "python -m knowledge search" in str(error)


def test_an_error_of_the_portal_concerns_the_portal_unless_told() -> None:
    error = PortalError("no answer")
    assert (error.status, error.only_this_record, error.come_back) == (None, False, None)
    assert PortalError("gone", status=404, only_this_record=True).only_this_record
