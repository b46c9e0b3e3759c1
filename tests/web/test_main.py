"""`python -m web`: what an operator does with the gateway's data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.settings import get_settings
from web.__main__ import main
from web.chat.exchange import Sent
from web.chat.inbox import Inbox
from web.chat.keeping.forgetting import ASKED
from web.chat.sender import hash_of
from web.store.database import Database
from web.store.notes import Notes


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DIMOTLAN_VAR", str(tmp_path / "var"))
    get_settings.cache_clear()
    database = Database.open(get_settings())
    Inbox(database).accept("zalo:7", Sent(content="xin chào", typed=True), 9)
    database.close()
    yield
    get_settings.cache_clear()


def test_there_and_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", str(tmp_path / "kept")]) == 0
    backup = capsys.readouterr().out.strip()
    assert main(["restore", backup]) == 0
    assert capsys.readouterr().out.startswith("restored")
    assert main(["restore", str(tmp_path)]) == 1
    assert "no backup" in capsys.readouterr().err


@pytest.mark.parametrize("person", ["zalo:7", hash_of("zalo:7")])
def test_somebody_is_noted_to_be_forgotten(person: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forget", person]) == 0
    database = Database.open(get_settings())
    assert Notes(database).names(ASKED) == [f"{ASKED}zalo:7"]
    database.close()
    assert main(["forget", "zalo:8"]) == 1
    assert "nothing is kept" in capsys.readouterr().err


def test_the_queue(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["queue"]) == 0
    assert capsys.readouterr().out == "nobody waits\n"
    for verb in ("take", "done"):
        assert main([verb, "3"]) == 1
    assert main(["answer", "3", "chào bác"]) == 1
    assert "number 3" in capsys.readouterr().err
