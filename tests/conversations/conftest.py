"""One running whole for all conversations."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import httpx
import pytest

from deploy.whole import Person, running_whole
from knowledge.settings import Settings, get_settings


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Rasa, action server and gateway, on ports of their own, over a copy of the catalogue that tests may change."""
    var = tmp_path_factory.mktemp("var")
    catalogue = var / "catalogue"
    shutil.copytree(get_settings().catalogue, catalogue)
    with running_whole(var, DIMOTLAN_CATALOGUE=str(catalogue), DIMOTLAN_RELOAD_EVERY="0.5") as settings:
        yield settings.model_copy(update={"catalogue": catalogue})


@pytest.fixture
def client(whole: Settings) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"http://127.0.0.1:{whole.web_port}", timeout=30) as client:
        yield client


@pytest.fixture
def person(client: httpx.Client) -> Person:
    """Somebody new."""
    return Person(client)
