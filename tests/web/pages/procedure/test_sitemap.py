"""The sitemap and robots.txt."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET

from knowledge.catalogue_files.catalogue import Catalogue
from web.pages.procedure.sitemap import Place, places_of, robots, sitemap

BASE = "https://mot-cua.example"
DAY = dt.date(2026, 7, 18)
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def locations(text: str | None) -> list[str]:
    assert text is not None
    return [str(element.text) for element in ET.fromstring(text).iter(f"{SPACE}loc")]


def test_each_procedure_with_the_day_of_its_record(catalogue: Catalogue) -> None:
    places = places_of(catalogue)
    assert len(places) == len(catalogue.entries) + 2
    text = sitemap(places, BASE)
    assert locations(text)[:2] == [f"{BASE}/", f"{BASE}/thu-tuc"]
    source = catalogue.procedures["1.001193"].source
    changed = (source.updated or source.read).isoformat()
    assert f"<loc>{BASE}/thu-tuc/1.001193</loc><lastmod>{changed}</lastmod>" in str(text)


def test_too_many_for_one_file_are_parted() -> None:
    places = [Place(f"/thu-tuc/{number}", DAY) for number in range(7)]
    assert locations(sitemap(places, BASE, most=3)) == [f"{BASE}/sitemap-{part}.xml" for part in (1, 2, 3)]
    parts = [locations(sitemap(places, BASE, part, most=3)) for part in (1, 2, 3)]
    assert [len(part) for part in parts] == [3, 3, 1]
    assert sitemap(places, BASE, 0, most=3) is None
    assert sitemap(places, BASE, 4, most=3) is None


def test_robots_keep_out_of_the_conversation() -> None:
    lines = robots(BASE).splitlines()
    assert f"Sitemap: {BASE}/sitemap.xml" in lines
    assert {"Disallow: /api/", "Disallow: /quay", "Disallow: /khong-js"} <= set(lines)
