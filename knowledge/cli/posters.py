"""The command `posters`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.checklist.paper.poster import codes_of_field, poster
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
    of_field = codes_of_field(catalogue, options.field) if options.field else []
    if options.field and not of_field:
        raise KnowledgeError(f"no field {options.field!r}; fields: {', '.join(sorted(catalogue.fields))}")
    codes = list(dict.fromkeys([*named, *of_field]))
    if not codes:
        raise KnowledgeError("give codes of procedures, or --field")
    options.into.mkdir(parents=True, exist_ok=True)
    for code in codes:
        path = options.into / f"{code}-{options.size}.pdf"
        path.write_bytes(poster(catalogue.get(code), f"{base}/thu-tuc/{code}", options.size))
        print(path)
    return 0
