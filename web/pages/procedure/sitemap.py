"""/sitemap.xml and /robots.txt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.errors import KnowledgeError
from web.pages.procedure.addresses import PAGES, path_of

MOST = 50_000
"""Addresses that one sitemap may hold; with more there are several, and one that lists them."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@dataclass(frozen=True)
class Place:
    """A page and the day its record last changed, where that is known."""

    path: str
    changed: dt.date | None = None


def places_of(catalogue: Catalogue) -> list[Place]:
    """Every page of the catalogue. Takes seconds for thousands of records: each is parsed for its day."""
    found = [Place("/"), Place(PAGES)]
    for code in sorted(catalogue.entries):
        try:
            source = catalogue.procedures[code].source
        except (KeyError, KnowledgeError):
            continue  # a record that vanished or cannot be read has no page either
        found.append(Place(path_of(code), source.updated or source.read))
    return found


def sitemap(places: Sequence[Place], base: str, part: int | None = None, most: int = MOST) -> str | None:
    """A sitemap as XML: of all pages, or of one part, or the list of parts when there are too many pages for one.

    None when there is no such part.
    """
    parts = [places[start : start + most] for start in range(0, len(places), most)]
    if part is not None:
        return _pages(parts[part - 1], base) if 1 <= part <= len(parts) else None
    if len(parts) <= 1:
        return _pages(places, base)
    lines = [f"<sitemap><loc>{escape(base)}/sitemap-{n}.xml</loc></sitemap>" for n in range(1, len(parts) + 1)]
    return f"{_HEAD}<sitemapindex {_NAMESPACE}>\n" + "\n".join(lines) + "\n</sitemapindex>\n"


def _pages(places: Sequence[Place], base: str) -> str:
    lines = [
        f"<url><loc>{escape(base + place.path)}</loc>"
        + (f"<lastmod>{place.changed.isoformat()}</lastmod>" if place.changed else "")
        + "</url>"
        for place in places
    ]
    return f"{_HEAD}<urlset {_NAMESPACE}>\n" + "\n".join(lines) + "\n</urlset>\n"


def robots(base: str) -> str:
    """What robots may fetch: the pages, not the conversation nor the counter, nor a page once for each case."""
    closed = ("/api/", "/quay", "/khong-js", "/widget", "/zalo/", f"{PAGES}/*?", "/*.pdf", "/*.ics")
    return "\n".join(["User-agent: *", *(f"Disallow: {path}" for path in closed), f"Sitemap: {base}/sitemap.xml", ""])
