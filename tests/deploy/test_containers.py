"""All container files: names of settings, no secret, no registry, one image; and what the image holds."""

from __future__ import annotations

import os
import re
import tomllib

import pytest
import yaml

from deploy import setup
from deploy.supervision.parts import environment, make_parts
from knowledge.settings import ROOT, Settings
from tests.deploy.container_files import (
    EXAMPLE,
    KUBERNETES,
    PARTS,
    PORTS,
    VALUES,
    all_texts,
    compose,
    containers,
    flag,
    pod,
    services,
    settings_of,
)


@pytest.mark.parametrize(("name", "text"), all_texts())
def test_every_variable_is_a_setting(name: str, text: str) -> None:
    endpoints = (ROOT / "endpoints.yml").read_text(encoding="utf-8")
    known = {f"DIMOTLAN_{field.upper()}" for field in Settings.model_fields} | {"DIMOTLAN_TORCH_INDEX"}
    assert set(re.findall(r"DIMOTLAN_[A-Z_]*[A-Z]", text)) <= known | set(
        re.findall(r"\$\{(DIMOTLAN_\w+)\}", endpoints)
    )


@pytest.mark.parametrize(("name", "text"), all_texts())
def test_no_secret_stands_in_a_file(name: str, text: str) -> None:
    assert not re.search(r"\b[0-9a-fA-F]{24,}\b|-----BEGIN|://[^/\s:$]+:(?!password@)[^\s/$]+@", text)
    assert not re.search(r"^\s*\w*(?:SECRET|PASSWORD|TOKEN)\w*[:=] *(?![$*\"'\s#])\S", text, re.MULTILINE), name


@pytest.mark.parametrize(("name", "text"), all_texts())
def test_no_registry_of_packages_is_named(name: str, text: str) -> None:
    assert not re.search(r"pypi|pythonhosted|npmjs|deb\.debian|ghcr\.|quay\.io|docker\.io", text), name


def test_the_example_of_the_env_file_is_empty_and_has_what_compose_asks_for() -> None:
    lines = [line for line in EXAMPLE.read_text(encoding="utf-8").splitlines() if re.match(r"#?[A-Z]\w+=", line)]
    assert all(line.endswith("=") for line in lines)
    required = {line.rstrip("=") for line in lines if not line.startswith("#")}
    assert required == set(re.findall(r"\$\{(\w+):\?", (ROOT / "compose.yaml").read_text(encoding="utf-8")))
    assert required == VALUES.keys()


def test_one_image_of_this_version_for_all_parts() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    ours = [one["image"] for one in compose()["services"].values() if "build" in one]
    ours += [one["image"] for one in containers()]
    assert len(ours) == 7 + 6
    assert set(ours) == {f"di-mot-lan:{version}"}
    kustomization = yaml.safe_load((KUBERNETES / "kustomization.yaml").read_text(encoding="utf-8"))
    assert [(image["name"], image["newTag"]) for image in kustomization["images"]] == [("di-mot-lan", version)]


def test_the_parts_are_started_alike_everywhere() -> None:
    for part in PARTS:
        commands = [one["command"] for one in services(part).values()]
        commands += [one["command"] for one in pod(part)["containers"]]
        assert all(command == commands[0] for command in commands)
        assert all(isinstance(word, str) for word in commands[0])
        supervised = next(one for one in make_parts(Settings()) if one.name == part)
        assert commands[0][1:4] == supervised.command[1:4]  # -m, the module, the first word for it


def test_the_image_sets_what_the_supervisor_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = environment(settings_of({}, monkeypatch))
    fixed = {name: mine[name] for name in mine.keys() - os.environ.keys() if not name.startswith("DIMOTLAN_")}
    given = _variables((ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8"))
    assert fixed.keys() <= given.keys()
    assert all(given[name] == value for name, value in fixed.items() if name != "PYTHONPATH")


def test_the_parts_listen_where_they_are_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_of({}, monkeypatch)
    assert {"web": settings.web_port, "rasa": settings.rasa_port, "actions": settings.actions_port} == PORTS
    for part in ("web", "rasa"):
        assert int(flag(pod(part)["containers"][0]["command"], "port")) == PORTS[part]
    dockerfile = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    assert re.findall(r"^EXPOSE (.*)$", dockerfile, re.MULTILINE) == [" ".join(map(str, PORTS.values()))]
    assert flag(pod("rasa")["containers"][0]["command"], "model").startswith(_variables(dockerfile)["DIMOTLAN_VAR"])


def _variables(dockerfile: str) -> dict[str, str]:
    last = dockerfile.rpartition("\nFROM ")[2]
    return dict(re.findall(r"([A-Z_]+)=(\S+)", last))


def _context() -> list[str]:
    return [line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"]


def test_the_builder_is_given_what_it_needs_and_no_more() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert lines[1] == "*"
    given = {path.split("/")[0] for path in _context()}
    assert all(list(ROOT.glob(path)) for path in _context())
    assert {name.split("/")[0] for name in setup.MODEL_INPUTS} <= given
    assert {"credentials.yml", "endpoints.yml"} <= given
    assert {"pyproject.toml", "uv.lock", "actions", "bot", "deploy", "knowledge", "web"} <= given
    assert not given & {"var", ".venv", ".git", "tests"}


def test_what_the_parts_import_is_in_the_image() -> None:
    ours = {path.name for path in ROOT.iterdir() if (path / "__init__.py").exists()}
    for room in ("actions", "bot", "knowledge", "web"):
        for path in (ROOT / room).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            assert set(re.findall(r"^(?:from|import) (\w+)", text, re.MULTILINE)) & ours <= set(_context()), path


def test_the_image_runs_as_somebody_without_rights() -> None:
    dockerfile = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    (user,) = re.findall(r"^USER (.*)$", dockerfile, re.MULTILINE)
    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", user)
    assert f"--chown={user} {_variables(dockerfile)['DIMOTLAN_VAR']}" in dockerfile
    for copied in re.findall(r"^COPY (?!--)(.*) \S+$", dockerfile, re.MULTILINE):
        assert all((ROOT / name).exists() for name in copied.split())
    assert all(name.startswith("python:3.11") for name in re.findall(r"^FROM (\S+)", dockerfile, re.MULTILINE))
