"""One running whole for all conversations."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from deploy.whole import Person, running_whole
from knowledge.settings import Settings


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Rasa, action server and gateway, on ports of their own."""
    with running_whole(tmp_path_factory.mktemp("var")) as settings:
        yield settings


@pytest.fixture
def client(whole: Settings) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"http://127.0.0.1:{whole.web_port}", timeout=30) as client:
        yield client


@pytest.fixture
def person(client: httpx.Client) -> Person:
    """Somebody new."""
    return Person(client)
