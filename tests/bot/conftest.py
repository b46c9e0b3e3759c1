"""A storage and a context for Rasa components, without a model."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource


@dataclass(frozen=True)
class Graph:
    """What Rasa hands to `create` and `load`."""

    storage: LocalModelStorage
    resource: Resource
    context: ExecutionContext


@pytest.fixture
def graph(tmp_path: Path) -> Graph:
    return Graph(
        LocalModelStorage.create(tmp_path), Resource("component"), ExecutionContext(GraphSchema({}), node_name="c")
    )
