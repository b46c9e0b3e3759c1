"""The compiled copy gives what the files give, follows their changes, and may be missing or broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.catalogue_files.authored import read_authored
from knowledge.catalogue_files.compiled import CompiledProcedures
from knowledge.library.assemble import load_catalogue
from knowledge.settings import Settings, get_settings
from tests.knowledge.factory import procedure, settings_for


def test_the_compiled_copy_serves_and_follows_a_change(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, procedure())
    first = load_catalogue(settings)
    assert load_catalogue(settings).procedures == first.procedures
    settings_for(tmp_path, procedure(name="Tên mới"))
    assert load_catalogue(settings).get("1.000001").name == "Tên mới"
    (settings.var / "catalogue.json").write_bytes(b"\x00 garbage")
    assert load_catalogue(settings).get("1.000001").name == "Tên mới"


def test_the_copy_of_the_shipped_catalogue_gives_the_same(tmp_path: Path) -> None:
    settings = Settings(catalogue=get_settings().catalogue, var=tmp_path)
    first, second = read_authored(settings), read_authored(settings)
    assert isinstance(second.procedures, CompiledProcedures)
    assert not isinstance(first.procedures, CompiledProcedures)
    assert dict(second.procedures) == dict(first.procedures)
    assert (second.document_types, second.fields) == (first.document_types, first.fields)
    assert (second.spoken, second.files) == (first.spoken, first.files)


def test_a_data_folder_that_cannot_be_written_costs_only_speed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, content: bytes) -> None:
        raise PermissionError(path)

    monkeypatch.setattr("knowledge.catalogue_files.compiled.write_in_one_move", refuse)
    assert "1.000001" in load_catalogue(settings_for(tmp_path, procedure())).procedures
