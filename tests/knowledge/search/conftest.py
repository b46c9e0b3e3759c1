"""A small catalogue made here, so that these tests do not move when the authored one grows."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from knowledge.catalogue_files.authored import AuthoredFiles
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.schema.procedure import Procedure
from knowledge.search.config import SearchConfig, load_config
from knowledge.search.pipeline import Searcher

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


def procedure(data: dict[str, Any]) -> Procedure:
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
    return Procedure.model_validate(rest | data)


def small_catalogue(procedures: Iterable[Procedure], fingerprint: str) -> Catalogue:
    """A catalogue of these procedures alone."""
    known = {procedure.code: procedure for procedure in procedures}
    files = {code: Path(f"{code}.yml") for code in known}
    return Catalogue.of([AuthoredFiles(known, {}, {}, {}, fingerprint, files)])


@pytest.fixture(scope="session")
def larger(catalogue: Catalogue) -> Catalogue:
    """The small catalogue and one procedure more."""
    more = procedure({"code": "1.003677", "name": "Khai báo tạm vắng"})
    return small_catalogue([*catalogue.procedures.values(), more], "larger")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return small_catalogue([procedure(data) for data in PROCEDURES], "small")


@pytest.fixture(scope="session")
def lexical_only() -> SearchConfig:
    config = load_config()
    return config.model_copy(update={"steps": config.steps.model_copy(update={"dense": False})})


@pytest.fixture(scope="session")
def searcher(catalogue: Catalogue, lexical_only: SearchConfig) -> Searcher:
    return Searcher(catalogue, lexical_only, None)
