"""The authored files as a source of the catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.catalogue_files.authored import read_authored
from knowledge.errors import CatalogueError
from knowledge.settings import Settings
from tests.knowledge.factory import procedure, settings_for


def test_no_catalogue(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="DIMOTLAN_CATALOGUE"):
        read_authored(Settings(catalogue=tmp_path / "none", var=tmp_path))


def test_the_entry_says_what_is_known_without_reading(tmp_path: Path) -> None:
    authored = read_authored(settings_for(tmp_path, procedure(aliases=["làm thử"], asked=3, about="Để thử.")))
    entry = authored.entries["1.000001"]
    assert (entry.name, entry.field, entry.level) == ("Thủ tục thử", "Thử", "commune")
    assert (entry.aliases, entry.asked, entry.about, entry.authored) == (("làm thử",), 3, "Để thử.", True)
    assert (authored.twins, authored.imported_at, authored.link("1.000001")) == ({}, None, "")


def test_sayings_stand_in_files_of_their_own(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, procedure())
    (settings.catalogue / "sayings.test.yml").write_text('"1.000001": [hôm nay muốn thử xem]\n', encoding="utf-8")
    for _ in ("read", "compiled"):
        assert read_authored(settings).entries["1.000001"].sayings == ("hôm nay muốn thử xem",)


def test_the_fingerprint_follows_content_and_name(tmp_path: Path) -> None:
    first = read_authored(settings_for(tmp_path / "a", procedure())).fingerprint
    assert read_authored(settings_for(tmp_path / "b", procedure())).fingerprint == first
    assert read_authored(settings_for(tmp_path / "c", procedure(about="Khác."))).fingerprint != first
    settings = settings_for(tmp_path / "a", procedure())
    (settings.catalogue / "test").rename(settings.catalogue / "moved")
    assert read_authored(settings).fingerprint != first
