"""What is made once of each catalogue."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from knowledge.catalogue_files.catalogue import Catalogue
from tests.knowledge.factory import catalogue_of, procedure
from web.pages.procedure.per_catalogue import PerCatalogue


async def test_it_is_made_once_however_many_come_and_again_for_another(tmp_path: Path) -> None:
    made: list[str] = []

    def make(catalogue: Catalogue) -> int:
        time.sleep(0.02)
        made.append(catalogue.fingerprint)
        return len(catalogue.entries)

    one = catalogue_of(tmp_path / "one", procedure())
    two = catalogue_of(tmp_path / "two", procedure(), procedure(code="1.000002"))
    counted = PerCatalogue(make)
    assert await asyncio.gather(*(counted.of(one) for _ in range(5))) == [1] * 5
    assert await counted.of(two) == 2
    assert made == [one.fingerprint, two.fingerprint]
