"""`python -m knowledge`: the table of commands, exit codes, `check` and `checklist`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.cli.main import main
from knowledge.settings import Settings, get_settings
from tests.knowledge.factory import procedure, settings_for

COMMANDS = (
    "check",
    "index",
    "search",
    "checklist",
    "read",
    "import",
    "sync",
    "serve-portal",
    "diff",
    "coverage",
    "new",
)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """A catalogue with 1.000001."""
    made = settings_for(tmp_path, procedure())
    monkeypatch.setenv("DIMOTLAN_VAR", str(made.var))
    monkeypatch.setenv("DIMOTLAN_CATALOGUE", str(made.catalogue))
    get_settings.cache_clear()
    yield made
    get_settings.cache_clear()


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert f"python -m knowledge {command}" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["nothing"], ["check", "--nothing"], ["new"]])
def test_wrong_use(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_check(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr().out.startswith("1 procedures, 3 questions, ")
    assert main(["check", "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert (value["procedures"], value["questions"], value["faults"]) == (1, 3, [])


def test_check_names_what_a_draft_left_open(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with (settings.catalogue / "documents.yml").open("a", encoding="utf-8") as file:
        file.write("# TODO: own words\n")
    lines = (settings.catalogue / "documents.yml").read_text(encoding="utf-8").count("\n")
    assert main(["check"]) == 1
    assert f"documents.yml:{lines}: still to do: own words" in capsys.readouterr().out


def test_checklist(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["checklist", "1.000001", "--fact", "paper=yes", "--fact", "late=no", "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert [document["type"] for document in value["documents"]] == ["form", "proof"]
    assert main(["checklist", "1.000001", "--fact", "paper=yes"]) == 0
    assert "FORM" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["checklist", "9.999999"], "no procedure '9.999999'"),
        (["checklist", "1.000001", "--fact", "paper"], "--fact 'paper' is not of the form id=value"),
        (["checklist", "1.000001", "--fact", "paper=blue"], "blue"),
    ],
)
def test_errors_are_one_line(
    settings: Settings, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main(arguments) == 1
    text = capsys.readouterr().err
    assert text.startswith("knowledge: ")
    assert message in text


def test_search_wants_a_question(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search"]) == 2
    assert "give a question" in capsys.readouterr().err
