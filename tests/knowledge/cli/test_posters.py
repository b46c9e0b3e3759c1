"""`knowledge posters`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.cli.main import main
from knowledge.settings import Settings, get_settings
from tests.knowledge.checklist.paper.pdf import letters, pages
from tests.knowledge.factory import procedure, settings_for

BASE = "https://mot-cua.example"


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    made = settings_for(tmp_path, procedure(), procedure(code="1.000002", name="Thủ tục khác"))
    monkeypatch.setenv("DIMOTLAN_VAR", str(made.var))
    monkeypatch.setenv("DIMOTLAN_CATALOGUE", str(made.catalogue))
    get_settings.cache_clear()
    yield made
    get_settings.cache_clear()


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_poster_for_each_code(tmp_path: Path) -> None:
    into = tmp_path / "walls" / "posters"
    assert main(["posters", "1.000001", "1.000001.000.00.00.H41", "--base", f"{BASE}/", "--into", str(into)]) == 0
    assert files(into) == ["1.000001-a4.pdf"]
    pdf = (into / "1.000001-a4.pdf").read_bytes()
    assert pages(pdf) == 1
    assert set("Thủ tục thử") - {" "} <= letters(pdf)


@pytest.mark.parametrize("field", ["test", "Thử"])
def test_all_of_a_field(tmp_path: Path, field: str) -> None:
    into = tmp_path / "posters"
    assert main(["posters", "--field", field, "--size", "a5", "--base", BASE, "--into", str(into)]) == 0
    assert files(into) == ["1.000001-a5.pdf", "1.000002-a5.pdf"]


def test_the_address_of_the_office_is_taken_from_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIMOTLAN_PUBLIC_URL", BASE)
    get_settings.cache_clear()
    assert main(["posters", "1.000001", "--into", str(tmp_path / "posters")]) == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["1.000001"], "needs its page's address"),
        (["1.000001", "--base", "mot-cua.example"], "needs its page's address"),
        (["1.000009", "--base", BASE], "no procedure '1.000009'"),
        (["--field", "none", "--base", BASE], "no field 'none'; fields: test"),
        (["--base", BASE], "give codes of procedures, or --field"),
    ],
)
def test_what_cannot_be_made_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main(["posters", *arguments, "--into", str(tmp_path / "posters")]) == 1
    assert message in capsys.readouterr().err
    assert not (tmp_path / "posters").exists()
