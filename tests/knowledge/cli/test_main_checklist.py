"""`python -m knowledge checklist`: as JSON or text, for the office's own province."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.cli.main import main
from knowledge.settings import get_settings
from tests.knowledge.catalogue_files.test_overlays import CODE, OVERLAY, laid


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """The settings of a process whose catalogue has an overlay of Đắk Lắk."""
    settings = laid(tmp_path, OVERLAY)
    for key, value in settings.as_environment().items():
        monkeypatch.setenv(key, value)
    get_settings.cache_clear()
    yield monkeypatch
    get_settings.cache_clear()


def checklist(capsys: pytest.CaptureFixture[str], *more: str) -> str:
    assert main(["checklist", CODE, "--fact", "paper=yes", "--fact", "late=yes", *more]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(("province", "fee"), [("dak_lak", 8_000), ("Đắk Lắk", 8_000), ("Hà Nội", 5_000), ("", 5_000)])
def test_the_checklist_follows_the_offices_province(
    office: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], province: str, fee: int
) -> None:
    office.setenv("DIMOTLAN_PROVINCE", province)
    get_settings.cache_clear()
    assert json.loads(checklist(capsys, "--json"))["fee"]["lines"][0]["amount"] == fee


@pytest.mark.usefixtures("office")
def test_the_checklist_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert checklist(capsys).startswith("Thủ tục thử: 2 giấy tờ cho trường hợp của bạn\n")


@pytest.mark.usefixtures("office")
def test_bad_facts_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["checklist", CODE, "--fact", "paper"]) == 1
    assert "is not of the form id=value" in capsys.readouterr().err
    assert main(["checklist", CODE, "--fact", "paper=maybe"]) == 1
    assert "its answers: yes, no, unknown" in capsys.readouterr().err
