"""`knowledge check` finds short names that are no names of people's own; those that ship are."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.catalogue_files.authored import read_authored
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.library.assemble import load_catalogue
from knowledge.library.checks import names
from knowledge.library.checks.names import faults_of_name, name_faults
from knowledge.settings import get_settings
from tests.knowledge.factory import procedure, settings_for
from tests.knowledge.portal.conftest import record
from tests.knowledge.portal.test_imported import with_records

TITLE = "Cấp giấy phép thử nghiệm, thuộc thẩm quyền"


@pytest.mark.parametrize(
    ("short", "fault"),
    [
        ("Giấy phép UBND cấp", "speaks of 'ubnd'"),
        ("Thử theo khoản 2", "speaks of 'khoản 2'"),
        ("Cấp giấy phép thử…", "speaks of '…'"),
        ("Cấp giấy phép thử nghiệm", "the title cut off"),
    ],
)
def test_a_name_that_is_no_name(short: str, fault: str) -> None:
    (found,) = faults_of_name(short, TITLE)
    assert fault in found


@pytest.mark.parametrize(("short", "title"), [("Xin thử", TITLE), ("Lập hội", "Lập hội"), ("Lập hội", "Lập hội (xã)")])
def test_a_name(short: str, title: str) -> None:
    assert list(faults_of_name(short, title)) == []


def test_two_procedures_of_one_name(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, procedure(short_name="Xin thử"))
    (settings.catalogue / "short_names.test.yml").write_text('"9.000001": {short: xin  Thử, name: Thử}', "utf-8")
    (fault,) = name_faults(read_authored(settings), load_catalogue(settings))
    assert "9.000001, 1.000001: the same" in fault


def test_names_are_held_against_the_records_of_the_whole_nation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = with_records(tmp_path, record(name="Tên mới"))
    text = '"9.000001": {short: Xin thử, name: Tên cũ}\n"9.000009": {short: Xin khác, name: Khác}'
    (settings.catalogue / "short_names.test.yml").write_text(text, "utf-8")
    authored, catalogue = read_authored(settings), load_catalogue(settings)
    assert list(name_faults(authored, catalogue)) == []
    monkeypatch.setattr(names, "NATIONAL", 1)
    changed, missing = name_faults(authored, catalogue)
    assert "it is now called 'Tên mới'" in changed
    assert "no such procedure" in missing


def test_the_names_that_ship(catalogue: Catalogue) -> None:
    authored = read_authored(get_settings())
    assert len(authored.named) > 1_000
    assert list(name_faults(authored, catalogue)) == []
