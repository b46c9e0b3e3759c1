"""`python -m knowledge read`: what a message says, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.cli.main import main
from knowledge.settings import get_settings

BIRTH = "1.001193"


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The authored catalogue, nothing imported."""
    monkeypatch.setenv("DIMOTLAN_VAR", str(tmp_path))
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()


def test_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", BIRTH, "bé sinh tại nhà"]) == 0
    assert "birth_proof=none  (bé sinh tại nhà)" in capsys.readouterr().out
    assert main(["read", BIRTH, "có giấy chứng sinh, giấy chứng sinh điện tử cũng có"]) == 0
    assert capsys.readouterr().out == "birth_proof=paper  (có giấy chứng sinh)\n"
    assert main(["read", "--rules", BIRTH, "có giấy chứng sinh, giấy chứng sinh điện tử cũng có"]) == 0
    assert capsys.readouterr().out == "birth_proof: paper or electronic?\n"
    assert main(["read", BIRTH, "chào ad"]) == 0
    assert capsys.readouterr().out == "nothing\n"


def test_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", BIRTH, "có", "bản", "giấy", "--asking", "birth_proof", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said == {"text": "có bản giấy", "facts": {"birth_proof": "paper"}, "unsure": {}}


def test_a_batch(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        {"code": BIRTH, "text": "sinh tại nhà"},
        {"code": BIRTH, "text": "không biết", "asking": "birth_proof", "facts": {}},
    ]
    batch = tmp_path / "messages.jsonl"
    batch.write_text("\n\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    assert main(["read", "--batch", str(batch)]) == 0
    read = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["facts"].get("birth_proof") for one in read] == ["none", "unknown"]


@pytest.mark.parametrize("line", ["x", "[]", "1", '{"code": "1.001193"}', '{"code": 1, "text": "a", "facts": [1]}'])
def test_a_wrong_line_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str) -> None:
    batch = tmp_path / "messages.jsonl"
    batch.write_text("\n" + line, encoding="utf-8")
    assert main(["read", "--batch", str(batch)]) == 1
    assert 'messages.jsonl:2: a line is {"code": …' in capsys.readouterr().err


def test_a_file_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--batch", str(tmp_path / "none")]) == 1
    assert "cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ([], 2, "give a code and a text"),
        ([BIRTH], 2, "give a code and a text"),
        ([BIRTH, "x", "--asking", "nothing"], 1, "has no question 'nothing'"),
        ([BIRTH, "x", "--fact", "birth_proof"], 1, "is not of the form id=value"),
        ([BIRTH, "x", "--fact", "birth_proof=maybe"], 1, "is no answer to"),
        (["9.999999", "x"], 1, "9.999999"),
    ],
)
def test_wrong_use(capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, message: str) -> None:
    assert main(["read", *arguments]) == code
    assert message in capsys.readouterr().err
