"""The gateway as a clerk's machine in the office reaches it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient


@pytest.fixture
def clerk(make_client: Callable[..., TestClient]) -> TestClient:
    return TestClient(make_client().app, client=("10.0.0.9", 5))
