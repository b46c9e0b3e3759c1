"""A small catalogue made here, so that these tests do not move when the authored one grows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.catalogue_files.authored import AuthoredFiles
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.schema.procedure import Procedure
from knowledge.search.evidence import Evidence, Floats, Ranking, Scores
from knowledge.search.types import Query

PROCEDURES: list[dict[str, Any]] = [
    {"code": "1.001193", "name": "Đăng ký khai sinh", "aliases": ["làm giấy khai sinh", "con mới sinh"]},
    {"code": "1.000656", "name": "Đăng ký khai tử", "aliases": ["báo tử", "mẹ chồng mất hôm qua"]},
    {"code": "1.004194", "name": "Đăng ký tạm trú", "aliases": ["ở trọ", "thuê nhà trọ đăng ký tạm trú"]},
    {"code": "1.002755", "name": "Gia hạn tạm trú", "aliases": ["tạm trú sắp hết hạn"]},
    {
        "code": "1.004222",
        "name": "Đăng ký thường trú",
        "aliases": ["nhập khẩu", "nhập hộ khẩu về nhà chồng"],
        "confused_with": [{"code": "1.004194", "when": "chỉ ở tạm"}],
    },
    {
        "code": "1.014028",
        "name": "Hỗ trợ chi phí mai táng hưu trí xã hội",
        "aliases": ["mai táng phí người già"],
    },
    {
        "code": "1.001731",
        "name": "Hỗ trợ chi phí mai táng cho đối tượng bảo trợ xã hội",
        "aliases": ["mai táng người khuyết tật"],
    },
    {
        "code": "2.000815",
        "name": "Chứng thực bản sao từ bản chính",
        "aliases": ["sao y căn cước", "công chứng bằng đại học"],
    },
]


def procedure(data: Mapping[str, Any]) -> Procedure:
    """A procedure with these fields, the others filled in."""
    rest: dict[str, Any] = {
        "field": "ho_tich",
        "level": "commune",
        "agency": "UBND cấp xã",
        "documents": [{"type": "to_khai", "submit": {"original": 1}}],
        "fees": [{"unpublished": True}],
        "time_limit": [{"unpublished": True}],
        "methods": ["direct"],
        "source": {"kind": "portal", "read": "2026-07-18", "verified": True},
    }
    return Procedure.model_validate(rest | dict(data))


def small_catalogue(procedures: Iterable[Procedure], fingerprint: str) -> Catalogue:
    """A catalogue of these procedures alone."""
    by_code = {procedure.code: procedure for procedure in procedures}
    files = {code: Path(f"{code}.yml") for code in by_code}
    return Catalogue.of([AuthoredFiles(by_code, {}, {}, {}, {}, fingerprint, files)])


def query(text: str, marked: bool = True) -> Query:
    """A question that is already in its written form."""
    return Query(text, text, marked)


def floats(*values: float) -> Floats:
    """Scores of as many procedures."""
    return np.array(values, dtype=np.float32)


def evidence(
    text: str = "khai sinh", words: tuple[str, ...] = ("khai", "sinh"), marked: bool = True, **found: Scores
) -> Evidence:
    """Evidence about three procedures, with what the retrievers found by their names."""
    return Evidence(query(text, marked), floats(0, 0, 0), limit=4, words=words, retrieved=found)


def ranking(*probabilities: float) -> Ranking:
    """The procedures at 0, 1, 2 … in this order."""
    return Ranking(np.arange(len(probabilities)), floats(*probabilities))
