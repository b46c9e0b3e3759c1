"""The index is built by a process of its own; its failure is told."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from knowledge.errors import KnowledgeError
from knowledge.library.index_beside import build_beside
from tests.knowledge.factory import catalogue_of, procedure, settings_for

Run = Callable[..., subprocess.CompletedProcess[str]]


def ends(code: int, stderr: str = "") -> tuple[Run, list[Any]]:
    """A process that ends at once, and what it was started with."""
    started: list[Any] = []

    def run(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        started.append((command[1:], options["env"]))
        return subprocess.CompletedProcess(command, code, "", stderr)

    return run, started


def test_the_process_shares_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run, started = ends(0)
    monkeypatch.setattr("knowledge.library.index_beside.subprocess.run", run)
    catalogue, settings = catalogue_of(tmp_path, procedure()), settings_for(tmp_path)
    build_beside(catalogue, settings)
    ((command, environment),) = started
    assert command == ["-m", "knowledge", "index"]
    assert environment["DIMOTLAN_CATALOGUE"] == str(settings.catalogue)


def test_a_current_index_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run, started = ends(0)
    monkeypatch.setattr("knowledge.library.index_beside.subprocess.run", run)
    monkeypatch.setattr("knowledge.search.index.build.index_is_current", lambda *_: True)
    build_beside(catalogue_of(tmp_path, procedure()), settings_for(tmp_path))
    assert started == []


def test_a_failure_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue, settings = catalogue_of(tmp_path, procedure()), settings_for(tmp_path)
    monkeypatch.setattr("knowledge.library.index_beside.subprocess.run", ends(1, "no room left\n")[0])
    with pytest.raises(KnowledgeError, match="could not be built: no room left"):
        build_beside(catalogue, settings)

    def never(command: list[str], **options: Any) -> None:
        raise subprocess.TimeoutExpired(command, 1)

    monkeypatch.setattr("knowledge.library.index_beside.subprocess.run", never)
    with pytest.raises(KnowledgeError, match="not built in time"):
        build_beside(catalogue, settings)
