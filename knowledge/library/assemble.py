"""The whole catalogue: authored procedures above imported ones, with the provinces' overlays."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.catalogue_files.authored import AuthoredFiles, read_authored
from knowledge.catalogue_files.catalogue import Catalogue, Source
from knowledge.catalogue_files.overlays import FOLDER as OVERLAYS
from knowledge.catalogue_files.overlays import Overlays, load_overlays
from knowledge.errors import CatalogueError
from knowledge.portal.imported import Imported
from knowledge.settings import Settings


@dataclass(frozen=True)
class Parts:
    """What the catalogue is assembled from; `imported` is None while nothing was imported."""

    authored: AuthoredFiles
    imported: Imported | None
    overlays: Overlays


def read_parts(settings: Settings) -> Parts:
    """The files below settings.catalogue, the last import, and the overlays in the data folder.

    Raises:
        CatalogueError: with every fault, each with file and line.
        StoreError: the imported records cannot be read.
    """
    authored = read_authored(settings)
    imported = Imported.open(settings, frozenset(authored.files), authored.spoken, authored.short_names)
    return Parts(authored, imported, load_overlays(settings.var / OVERLAYS))


def assemble(parts: Parts) -> Catalogue:
    """The catalogue of these parts.

    Raises:
        CatalogueError: an overlay redefines a document type that all provinces share.
    """
    if twice := sorted(parts.authored.document_types.keys() & parts.overlays.document_types.keys()):
        raise CatalogueError([f"overlays: document type {kind!r} is one of the catalogue; rename it" for kind in twice])
    sources: list[Source] = [parts.authored, parts.imported] if parts.imported else [parts.authored]
    return Catalogue.of(sources, parts.overlays)


def load_catalogue(settings: Settings) -> Catalogue:
    """The whole catalogue, read from disk (see `read_parts` for the errors)."""
    return assemble(read_parts(settings))


def load_authored(settings: Settings) -> Catalogue:
    """The authored procedures alone.

    Raises:
        CatalogueError: with every fault, each with file and line.
    """
    return Catalogue.of([read_authored(settings)])
