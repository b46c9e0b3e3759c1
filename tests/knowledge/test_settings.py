"""Settings: environment variables with defaults that work, and what another process is given of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import ValidationError

from knowledge.settings import ROOT, VIETNAM, Settings, get_settings, now_in_vietnam


@pytest.fixture(autouse=True)
def read_anew(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Settings of this test alone; the other tests read theirs again."""
    for name in ("VAR", "EMBEDDER", "NOW", "SYNC_RATE"):
        monkeypatch.delenv(f"DIMOTLAN_{name}", raising=False)
    get_settings.cache_clear()
    yield
    monkeypatch.undo()
    get_settings.cache_clear()


def test_every_setting_has_a_default() -> None:
    settings = Settings()
    assert settings.var == ROOT / "var"
    assert settings.catalogue.is_dir()
    assert settings.embedder_dir == settings.var / "embedder"
    assert settings.rasa_addresses == ("http://127.0.0.1:5005",)


def test_a_setting_is_an_environment_variable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DIMOTLAN_VAR", str(tmp_path))
    monkeypatch.setenv("DIMOTLAN_SYNC_RATE", "0.5")
    settings = get_settings()
    assert (settings.var, settings.index_dir, settings.sync_rate) == (tmp_path, tmp_path / "index", 0.5)


@pytest.mark.parametrize(
    ("name", "value"), [("SYNC_RATE", "0"), ("RELOAD_EVERY", "-1"), ("WEB_PORT", "http"), ("NOW", "soon")]
)
def test_a_senseless_setting_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"DIMOTLAN_{name}", value)
    with pytest.raises(ValidationError, match=name.lower()):
        Settings()


def test_a_started_process_reads_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = Settings(var=tmp_path, embedder=tmp_path / "model", sync_rate=0.25)
    for name, value in settings.as_environment().items():
        monkeypatch.setenv(name, value)
    read = Settings()
    assert (read.var, read.embedder_dir, read.sync_rate) == (tmp_path, tmp_path / "model", 0.25)


@pytest.mark.parametrize(
    ("now", "moment"),
    [
        ("2026-11-23T09:00:00", dt.datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)),
        ("2026-11-23T09:00:00+00:00", dt.datetime(2026, 11, 23, 16, 0, tzinfo=VIETNAM)),
    ],
)
def test_a_fixed_moment_is_read_as_vietnam_time(monkeypatch: pytest.MonkeyPatch, now: str, moment: dt.datetime) -> None:
    monkeypatch.setenv("DIMOTLAN_NOW", now)
    assert now_in_vietnam() == moment
    assert now_in_vietnam().utcoffset() == dt.timedelta(hours=7)


def test_without_a_fixed_moment_the_clock_runs() -> None:
    assert abs(now_in_vietnam() - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)
