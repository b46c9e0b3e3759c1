from __future__ import annotations

import pytest

from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.search.config import SearchConfig, load_config
from knowledge.search.pipeline import Pipeline
from tests.knowledge.search.helpers import PROCEDURES, procedure, small_catalogue


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
    return load_config().switched(dense=False)


@pytest.fixture(scope="session")
def pipeline(catalogue: Catalogue, lexical_only: SearchConfig) -> Pipeline:
    return Pipeline(catalogue, lexical_only)
