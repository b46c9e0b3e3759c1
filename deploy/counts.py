"""Figures in the documents that can be counted: the authored catalogue."""

from __future__ import annotations

from functools import lru_cache

from deploy.made_parts import Maker
from knowledge.library.assemble import load_authored
from knowledge.library.check import CheckReport, check_catalogue
from knowledge.settings import get_settings, now_in_vietnam


@lru_cache(maxsize=1)
def _counted() -> tuple[CheckReport, int]:
    catalogue = load_authored(get_settings())
    return check_catalogue(catalogue, now_in_vietnam().date()), len(catalogue.document_types)


def _row(comma: str, *, types: bool = False) -> str:
    """Procedures, questions, paths (and document types), with the thousands separated by `comma`."""
    report, document_types = _counted()
    numbers = [report.procedures, report.questions, report.paths, *([document_types] if types else [])]
    return ", ".join(f"{number:,}".replace(",", comma) for number in numbers)


def parts() -> dict[str, Maker]:
    """The made parts by name: in English, in Vietnamese, and with the document types."""
    return {
        "catalogue": lambda: _row(","),
        "catalogue.vi": lambda: _row("."),
        "catalogue.types": lambda: _row(",", types=True),
    }
