"""What every room's tests share."""

from __future__ import annotations

import pytest

from knowledge.loader import Catalogue, load_authored
from knowledge.settings import get_settings


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue as authored."""
    return load_authored(get_settings())
