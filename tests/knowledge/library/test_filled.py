"""How much the authored procedures say is counted part by part; what must be whole is."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.library.assemble import assemble, read_parts
from knowledge.library.filled import filled, filled_imported, table
from tests.knowledge.factory import catalogue_of, procedure
from tests.knowledge.portal.conftest import record
from tests.knowledge.portal.test_imported import with_records


def test_each_part_is_counted_and_who_lacks_it_named(tmp_path: Path) -> None:
    full = procedure(code="1.000002", short_name="Thử", asked=3, filers=[{"say": "Bạn."}])
    rows = {row.part: row for row in filled(catalogue_of(tmp_path, procedure(asked=2), full))}
    assert (rows["short_name"].have, rows["short_name"].of, rows["short_name"].lacking) == (1, 2, ("1.000001",))
    assert rows["filers"].have == 1
    assert rows["deadline"].lacking == ("1.000002", "1.000001")
    assert rows["clause (options)"].have < rows["clause (options)"].of
    assert "short_name" in table(list(rows.values()))


@pytest.mark.parametrize("part", ["short_name", "about", "clause (options)"])
def test_the_shipped_catalogue_says_it_everywhere(catalogue: Catalogue, part: str) -> None:
    (row,) = (row for row in filled(catalogue) if row.part == part)
    assert row.lacking == ()


def test_short_names_of_imported_procedures_are_counted(tmp_path: Path) -> None:
    settings = with_records(tmp_path, record(), record(code="9.000002", name="Khác"))
    (settings.catalogue / "short_names.test.yml").write_text('"9.000001": {short: Xin thử, name: Thử}', "utf-8")
    parts = read_parts(settings)
    assert parts.imported is not None
    rows = filled_imported(assemble(parts), parts.imported)
    assert sum(row.have for row in rows) == 1
    assert [row.lacking for row in rows if row.of] == [("9.000002",)]
