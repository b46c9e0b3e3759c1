"""`knowledge new` writes a draft that loads at once, names what is open, and refuses what it cannot draft."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from knowledge.catalogue_files.authored import read_authored
from knowledge.cli.main import main
from knowledge.portal.store.record_store import RecordStore
from knowledge.settings import Settings, get_settings
from tests.knowledge.factory import procedure, settings_for
from tests.knowledge.portal.records import FIRST, put, record, rows

CODE = "1.000002"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """A catalogue with 1.000001 and nothing imported."""
    made = settings_for(tmp_path, procedure())
    monkeypatch.setenv("DIMOTLAN_VAR", str(made.var))
    monkeypatch.setenv("DIMOTLAN_CATALOGUE", str(made.catalogue))
    get_settings.cache_clear()
    yield made
    get_settings.cache_clear()


def _import(settings: Settings) -> None:
    put(RecordStore.open(settings), FIRST, record(), record(code=CODE), listed=["1.000003"])


def test_a_draft_in_the_catalogue(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    _import(settings)
    aliases = settings.catalogue / "aliases.test.yml"
    aliases.write_text(f'# said\n"{CODE}": {{name: Đăng ký thử, says: [thử xem]}}\n', encoding="utf-8")
    assert main(["new", CODE]) == 0
    printed = capsys.readouterr().out
    assert str(settings.catalogue / "test" / f"{CODE}.yml") in printed
    assert "document types: 0 known, 2 drafted" in printed
    assert yaml.safe_load(printed[printed.index("- code:") : printed.index("next:")])[0]["code"] == CODE
    loaded = read_authored(settings)
    assert loaded.procedures[CODE].aliases == ("thử xem",)
    assert {entry.type for entry in loaded.procedures[CODE].documents} <= set(loaded.document_types)
    assert aliases.read_text(encoding="utf-8") == "# said\n"
    assert main(["check"]) == 1
    named = capsys.readouterr().out.splitlines()
    assert f"test/{CODE}.yml:5: still to do: one plain line for the card, in own words" in named
    assert any(line.startswith("documents.test.yml:2: still to do: own words") for line in named)


def test_document_types_are_added_to_those_of_the_field(settings: Settings) -> None:
    put(RecordStore.open(settings), FIRST, record(code=CODE, executionCases=[rows(("Giấy phép cũ", 1, 0))]))
    types = settings.catalogue / "documents.test.yml"
    types.write_text("# theirs\nown: {name: Bản vẽ, get: {words: tự vẽ}}", encoding="utf-8")
    assert main(["new", CODE, "--json"]) == 0
    assert types.read_text(encoding="utf-8").startswith(
        "# theirs\nown: {name: Bản vẽ, get: {words: tự vẽ}}\ngiay_phep_cu:"
    )
    assert {"own", "giay_phep_cu"} <= set(read_authored(settings).document_types)


def test_a_draft_beside(settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _import(settings)
    before = {path: path.read_bytes() for path in settings.catalogue.rglob("*.yml")}
    folder = tmp_path / "drafts"
    assert main(["new", f"{CODE}.000.00.00.H41", "--into", str(folder), "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert (value["code"], value["field"], value["changed"]) == (CODE, "test", [])
    assert sorted(value["written"]) == sorted(str(path) for path in folder.iterdir())
    assert {path.name for path in folder.iterdir()} == {f"{CODE}.yml", f"{CODE}.documents.yml", f"{CODE}.case.yml"}
    assert {path: path.read_bytes() for path in settings.catalogue.rglob("*.yml")} == before
    assert main(["new", CODE, "--into", str(folder)]) == 1
    assert "exists already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("code", "imported", "message"),
    [
        ("1.000001", True, "is authored already: edit"),
        (CODE, False, "nothing was imported yet: run `python -m knowledge import FILE`"),
        ("9.999999", True, "there is no record '9.999999'"),
        ("../../etc", True, "there is no record"),
        ("1.000003", True, "only the name is known: run `python -m knowledge sync`"),
    ],
)
def test_refused(
    settings: Settings, capsys: pytest.CaptureFixture[str], code: str, imported: bool, message: str
) -> None:
    if imported:
        _import(settings)
    before = sorted(settings.catalogue.rglob("*"))
    assert main(["new", code]) == 1
    assert message in capsys.readouterr().err
    assert sorted(settings.catalogue.rglob("*")) == before


def test_a_folder_that_cannot_be_written(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    _import(settings)
    blocked = settings.catalogue.parent / "file"
    blocked.write_text("", encoding="utf-8")
    assert main(["new", CODE, "--into", str(blocked)]) == 1
    assert "cannot be written" in capsys.readouterr().err
