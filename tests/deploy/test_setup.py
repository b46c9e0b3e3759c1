"""The set-up runs on a bare Python, and knows when the Rasa model must be trained again."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from deploy import setup


def test_only_the_standard_library_is_imported() -> None:
    tree = ast.parse(Path(setup.__file__).read_text(encoding="utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= {*sys.stdlib_module_names, "__future__"}


def test_what_the_model_is_made_of_exists() -> None:
    assert all((setup.ROOT / name).exists() for name in setup.MODEL_INPUTS)


def test_a_changed_file_changes_the_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.yml").write_text("a")
    before = setup._digest(["data"])
    assert setup._digest(["data"]) == before
    (tmp_path / "data" / "a.yml").write_text("b")
    assert setup._digest(["data"]) != before


def test_a_failed_step_ends_the_set_up_with_its_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> str:
        raise setup.StepFailed("no network")

    monkeypatch.setattr(setup, "_environment", fail)
    assert setup.main(["--no-model"]) == 1
    assert "virtual environment: failed: no network" in capsys.readouterr().out
