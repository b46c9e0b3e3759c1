"""The command `posters`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.checklist.paper.poster import poster
from knowledge.errors import KnowledgeError
from knowledge.library.assemble import load_catalogue
from knowledge.settings import get_settings

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_posters_command(commands: Commands) -> None:
    """Add `posters` to the commands of `python -m knowledge`."""
    posters = commands.add_parser("posters", help="QR posters of procedures' pages, one PDF each")
    posters.add_argument("code", nargs="*", help="the procedures")
    posters.add_argument("--field", default="", metavar="FIELD", help="all of a field: its key (ho_tich) or its name")
    posters.add_argument("--size", choices=("a4", "a5"), default="a4")
    posters.add_argument("--base", default="", metavar="URL", help="where the pages are; default: DIMOTLAN_PUBLIC_URL")
    posters.add_argument("--into", type=Path, required=True, metavar="DIR", help="where the PDFs are written")
    posters.set_defaults(run=run_posters)


def run_posters(options: argparse.Namespace) -> int:
    """`python -m knowledge posters`."""
    settings = get_settings()
    base = (options.base or settings.public_url).rstrip("/")
    if not base.startswith(("https://", "http://")):
        raise KnowledgeError("a poster needs its page's address: give --base https://… or set DIMOTLAN_PUBLIC_URL")
    catalogue = load_catalogue(settings)
    named = [catalogue.get(code).code for code in options.code]
    codes = list(dict.fromkeys([*named, *_of_field(catalogue, options.field)]))
    if not codes:
        raise KnowledgeError("give codes of procedures, or --field")
    options.into.mkdir(parents=True, exist_ok=True)
    for code in codes:
        path = options.into / f"{code}-{options.size}.pdf"
        path.write_bytes(poster(catalogue.get(code), f"{base}/thu-tuc/{code}", options.size))
        print(path)
    return 0


def _of_field(catalogue: Catalogue, field: str) -> Iterator[str]:
    """The codes of a field that are searched: a province's own version has the poster of the one that stands for it."""
    if not field:
        return
    keys = {key for key, known in catalogue.fields.items() if field in (key, known.name)}
    if not keys:
        raise KnowledgeError(f"no field {field!r}; fields: {', '.join(sorted(catalogue.fields))}")
    names = {catalogue.fields[key].name for key in keys} | keys
    yield from (code for code in catalogue.searched() if catalogue.entries[code].field in names)
