"""Before the parts are started: whether something can serve, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.library import at_start
from knowledge.library.editions import Editions
from knowledge.library.publish import publish
from knowledge.settings import Settings
from tests.knowledge.factory import procedure, settings_for
from tests.knowledge.library.helpers import file_of, without_model


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    without_model(monkeypatch)
    settings = settings_for(tmp_path, procedure())
    monkeypatch.setattr(at_start, "get_settings", lambda: settings)
    return settings


def test_a_good_one_says_nothing(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with Editions(settings).lock(0):
        publish(settings, build=True, report=lambda line: None)
    assert at_start.main() == 0
    assert capsys.readouterr() == ("", "")


def test_a_missing_index_is_told(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert at_start.main() == 0
    assert "index is missing" in capsys.readouterr().out


def test_a_broken_file_is_named_and_what_serves_instead(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with Editions(settings).lock(0):
        publish(settings, build=True, report=lambda line: None)
    file_of(settings).write_text("code: [", encoding="utf-8")
    assert at_start.main() == 0
    said = capsys.readouterr().out
    assert "test/1.000001.yml:1" in said
    assert "edition 1" in said


def test_nothing_can_serve(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    file_of(settings).write_text("code: [", encoding="utf-8")
    assert at_start.main() == 1
    assert "test/1.000001.yml:1" in capsys.readouterr().err
